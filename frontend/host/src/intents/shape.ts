/**
 * Whether data have the shape that an intent declares: names of fields, with a trailing `?` where one may be left out,
 * to kinds of values. Pure.
 */
import type { JsonObject } from '@gesso/sdk/protocol';

export type Shape = Readonly<Record<string, string>>;

const TEXT_MOST = 4_000;
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** A day and a time of day, at any place or at a named one. */
const MOMENT =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?Z?$/;

const KINDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string' && value.trim() !== '' && value.length <= TEXT_MOST,
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  flag: (value) => typeof value === 'boolean',
  day: (value) => typeof value === 'string' && DAY.test(value),
  moment: (value) => typeof value === 'string' && (DAY.test(value) || MOMENT.test(value)),
};

/** The first fault in words, or undefined. */
export function faultIn(data: JsonObject, shape: Shape): string | undefined {
  const known = new Set<string>();
  for (const [field, kind] of Object.entries(shape)) {
    const name = field.replace(/\?$/, '');
    known.add(name);
    const value = data[name];
    if (value === undefined || value === null) {
      if (name === field) return `${name} is missing`;
    } else if (!(Object.hasOwn(KINDS, kind) && KINDS[kind]?.(value))) return `${name} is no ${kind}`;
  }
  const strange = Object.keys(data).find((name) => !known.has(name));
  return strange === undefined ? undefined : `${strange} is not known`;
}
