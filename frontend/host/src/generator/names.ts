/** Identifiers of fields out of the labels that people give them. */

const NAME = /^[a-z][A-Za-z0-9]{0,31}$/;
const NAME_MAX = 32;
/** What objects have without being asked, and what each record has already. */
const TAKEN = new Set([
  'constructor',
  'prototype',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'toLocaleString',
  'toString',
  'toJSON',
  'valueOf',
  'then',
  'id',
  'at',
  'by',
]);

export const isName = (name: string): boolean => NAME.test(name) && !TAKEN.has(name);

/** A field that was just added has such a name, until the specification goes out: its label is still being typed. */
export const freshName = (used: readonly string[]): string => {
  for (let n = 1; ; n++) if (!used.includes(`_${n}`)) return `_${n}`;
};
export const isFresh = (name: string): boolean => name.startsWith('_');

/** `Due date` is `dueDate`; what is no letter of a name is left out, and no two are equal, large or small. */
export function nameFrom(label: string, used: readonly string[]): string {
  const words = label
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  const joined = words
    .map((word, i) => (i === 0 ? word.toLowerCase() : `${word[0]?.toUpperCase()}${word.slice(1)}`))
    .join('');
  const begun = /^[a-z]/.test(joined) ? joined : `field${joined}`;
  const base = begun.slice(0, NAME_MAX);
  const taken = new Set(used.map((one) => one.toLowerCase()));
  const free = (name: string) => isName(name) && !taken.has(name.toLowerCase());
  if (free(base)) return base;
  for (let n = 2; ; n++) {
    const end = String(n);
    const next = base.slice(0, NAME_MAX - end.length) + end;
    if (free(next)) return next;
  }
}
