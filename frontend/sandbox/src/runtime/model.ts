/** What an app is made of: collections with fields, views of them, and what may be done. */
import type { Json } from '@gesso/sdk';
import type { Doing, FieldType, Kind } from '../specification.ts';

export { DOINGS, type Doing, type FieldType, KINDS, type Kind, TYPES } from '../specification.ts';

export type Values = Readonly<Record<string, Json>>;
export type Formula = (record: Readonly<Record<string, Json>>) => unknown;
export interface FieldOptions {
  required?: boolean;
  min?: number;
  max?: number;
  unit?: string;
  formula?: Formula;
  options?: readonly string[];
}
export interface Field extends FieldOptions {
  readonly name: string;
  readonly type: FieldType;
  readonly label: string;
}
export interface Collection {
  readonly name: string;
  /** Of one record. */
  readonly title: string;
  readonly fields: readonly Field[];
}
export interface View {
  readonly kind: Kind;
  readonly collection: Collection;
  readonly title: string;
  readonly group?: string;
  readonly date?: string;
  readonly value?: string;
  readonly done?: string;
  readonly order?: string;
}
export interface Action {
  readonly doing: Doing;
  readonly collection: Collection;
  readonly field?: string;
}
export interface Rec {
  readonly id: string;
  readonly values: Values;
  readonly by?: string;
  readonly at?: number;
  readonly votes?: readonly string[];
}

export const fieldOf = (collection: Collection, name: string | undefined): Field | undefined =>
  name === undefined ? undefined : collection.fields.find((field) => field.name === name);
export const isNumeric = ({ type }: Field): boolean =>
  type === 'number' || type === 'rating' || type === 'duration';
/** Whether the unit says what the label says: 304 pages need no "Pages". */
export const isSaid = ({ label, unit }: Field): boolean =>
  unit !== undefined && label.toLowerCase().replace(/s$/, '') === unit.toLowerCase().replace(/s$/, '');
/** What people fill in. */
export const filledIn = (collection: Collection): readonly Field[] =>
  collection.fields.filter(({ formula }) => formula === undefined);

/** What a record is called by. */
export function leadOf({ fields }: Collection): Field {
  for (const type of ['text', 'longtext', 'choice', 'person', 'url', 'email', 'date'] as const) {
    const lead = fields.find((field) => field.type === type);
    if (lead) return lead;
  }
  return fields[0] as Field;
}

/** The value as the field's type has it now; older versions may have kept another one. Undefined where there is none. */
export function valueIn(field: Field, record: Rec, all: readonly Field[]): Json | undefined {
  if (field.formula) return computed(field, record, all);
  const value = record.values[field.name];
  if (value === undefined || value === null || value === '') return undefined;
  if (isNumeric(field)) {
    const number = typeof value === 'number' ? value : Number(String(value).replace(',', '.'));
    return Number.isFinite(number) && typeof value !== 'boolean' ? number : undefined;
  }
  if (field.type === 'boolean') return value === true || value === 'true';
  if (typeof value === 'object') return undefined;
  const text = typeof value === 'boolean' ? (value ? '✓' : '–') : String(value);
  if (field.type === 'date') return /^\d{4}-\d\d-\d\d$/.test(text) ? text : undefined;
  if (field.type === 'time') return /^\d\d:\d\d/.test(text) ? text.slice(0, 5) : undefined;
  return text;
}

/** Missing numbers are 0; what is not a number in the end is nothing. */
function computed(field: Field, record: Rec, all: readonly Field[]): number | undefined {
  const given: Record<string, Json> = {};
  for (const one of all)
    if (!one.formula) given[one.name] = valueIn(one, record, all) ?? (isNumeric(one) ? 0 : '');
  try {
    const result = field.formula?.(Object.freeze(given));
    if (typeof result !== 'number' || !Number.isFinite(result)) return undefined;
    return Math.round(result * 1e9) / 1e9;
  } catch {
    return undefined;
  }
}

/** By the field, empty ones last whichever way it goes. */
export function compare(field: Field, all: readonly Field[], down: boolean, locale: string) {
  const collator = collatorOf(locale);
  return (a: Rec, b: Rec): number => {
    const x = valueIn(field, a, all);
    const y = valueIn(field, b, all);
    if (x === undefined || y === undefined) return x === y ? 0 : x === undefined ? 1 : -1;
    const options = field.options;
    const order =
      typeof x === 'number' && typeof y === 'number'
        ? x - y
        : options
          ? options.indexOf(String(x)) - options.indexOf(String(y))
          : typeof x === 'boolean'
            ? Number(x) - Number(y)
            : collator.compare(String(x), String(y));
    return down ? -order : order;
  };
}
const collators = new Map<string, Intl.Collator>();
function collatorOf(locale: string): Intl.Collator {
  let known = collators.get(locale);
  if (!known) {
    try {
      known = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
    } catch {
      known = new Intl.Collator();
    }
    collators.set(locale, known);
  }
  return known;
}
