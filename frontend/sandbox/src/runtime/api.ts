/** The global `gesso`: what an app's code is written with. Everything it gives is frozen. */
import type { Json, JsonObject } from '@gesso/sdk';
import {
  type Action,
  type Collection,
  DOINGS,
  type Doing,
  type Field,
  type FieldOptions,
  type FieldType,
  KINDS,
  type Kind,
  TYPES,
  type View,
} from './model.ts';
import type { Runtime } from './runtime.ts';
import { type Child, h } from './tree.ts';

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;
export type Described = Omit<Field, 'name'>;
export interface AppDefinition {
  title?: string;
  summary?: string;
  views?: readonly View[];
  actions?: readonly Action[];
  view?: (gesso: unknown) => Child;
}

const text = (value: unknown, what: string): string => {
  if (typeof value !== 'string' || value.trim() === '') throw new TypeError(`${what} must be a text`);
  return value;
};

function described(type: FieldType) {
  return (label: string, second?: FieldOptions | readonly string[], third?: FieldOptions): Described => {
    const options = Array.isArray(second)
      ? { ...third, options: second }
      : { ...(second as FieldOptions | undefined) };
    if (type === 'choice' && !Array.isArray(options.options))
      throw new TypeError(`${label}: a choice needs its options`);
    if (options.formula !== undefined && typeof options.formula !== 'function')
      throw new TypeError(`${label}: a formula is a function of the record`);
    const { required, min, max, unit, formula } = options;
    return Object.freeze({
      type,
      label: text(label, 'a label'),
      ...(required === true && { required }),
      ...(typeof min === 'number' && { min }),
      ...(typeof max === 'number' && { max }),
      ...(typeof unit === 'string' && { unit }),
      ...(formula && { formula }),
      ...(options.options && { options: Object.freeze(options.options.map(String)) }),
    });
  };
}

function collection(name: string, title: string, fields: Readonly<Record<string, Described>>): Collection {
  if (!NAME.test(text(name, 'the name of a collection')))
    throw new TypeError(`${name}: no name for a collection`);
  const all = Object.entries(fields).map(([field, of]): Field => {
    if (!NAME.test(field) || !TYPES.includes(of?.type)) throw new TypeError(`${name}.${field}: no field`);
    return Object.freeze({ ...of, name: field });
  });
  if (all.length === 0) throw new TypeError(`${name}: has no fields`);
  return Object.freeze({ name, title: text(title, `title of ${name}`), fields: Object.freeze(all) });
}

const isCollection = (of: unknown): of is Collection =>
  typeof of === 'object' && of !== null && Array.isArray((of as Collection).fields);

function viewOf(kind: Kind) {
  return (of: Collection, options: Partial<View> = {}): View => {
    if (!isCollection(of)) throw new TypeError(`${kind}: needs a collection`);
    const { title, group, date, value, done, order } = options;
    for (const [role, name] of Object.entries({ group, date, value, done, order: order?.replace(/^-/, '') }))
      if (name !== undefined && !of.fields.some((field) => field.name === name))
        throw new TypeError(`${kind}: ${role} names '${name}', which ${of.name} does not have`);
    return Object.freeze({
      kind,
      collection: of,
      title: title ?? of.title,
      ...(group !== undefined && { group }),
      ...(date !== undefined && { date }),
      ...(value !== undefined && { value }),
      ...(done !== undefined && { done }),
      ...(order !== undefined && { order }),
    });
  };
}

function actionOf(doing: Doing) {
  return (of: Collection, field?: string): Action => {
    if (!isCollection(of)) throw new TypeError(`${doing}: needs a collection`);
    if (field !== undefined && !of.fields.some(({ name }) => name === field))
      throw new TypeError(`${doing}: ${of.name} does not have '${field}'`);
    return Object.freeze({ doing, collection: of, ...(field !== undefined && { field }) });
  };
}

const each = <N extends string, T>(names: readonly N[], make: (name: N) => T): Record<N, T> =>
  Object.fromEntries(names.map((name) => [name, make(name)])) as Record<N, T>;
const copy = <T>(value: T): T => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T));

export function gessoOf(runtime: Runtime) {
  const { store } = runtime;
  const named = (of: Collection | string): string => (typeof of === 'string' ? of : of.name);
  return Object.freeze({
    ...each(TYPES, described),
    ...each(KINDS, viewOf),
    ...each(DOINGS, actionOf),
    collection,
    app: (definition: AppDefinition) => runtime.define(definition),
    h,
    records: (of: Collection | string) => copy(store.records(named(of))),
    command: (name: string, data: JsonObject = {}) => store.command(String(name), copy(data)).done,
    setState: (patch: JsonObject) => store.setState(copy(patch)).done,
    configure: (config: JsonObject) => store.call('configure', { config: copy(config) }).done,
    state: () => copy(store.state()),
    config: () => copy(store.snapshot.config),
    emit: (type: string, data: JsonObject = {}) =>
      store.call('emit', { type: String(type), data: copy(data) }).done,
    onEvent: (type: string, listener: (event: unknown) => void) => runtime.on(String(type), listener),
    storage: Object.freeze({
      get: (key: string): Json | undefined =>
        (Object.hasOwn(store.storage, key) ? copy(store.storage[key]) : undefined) as Json | undefined,
      set: (key: string, value: Json) => {
        store.storage[String(key)] = copy(value);
        runtime.redraw();
        store.call('storage.set', { key: String(key), value: copy(value) });
      },
      remove: (key: string) => {
        delete store.storage[String(key)];
        runtime.redraw();
        store.call('storage.remove', { key: String(key) });
      },
    }),
    presence: (data: JsonObject) => void store.call('presence.set', { data: copy(data) }),
    badge: (count: number) => void store.call('badge', { count: Math.max(0, Math.floor(count) || 0) }),
    openSettings: () => void store.call('openSettings', {}),
    size: () => copy(store.snapshot.size),
    user: () => copy(store.context?.user ?? { id: '', name: '' }),
    people: () => copy(store.snapshot.people),
    readOnly: () => store.snapshot.readOnly,
    theme: () => store.snapshot.theme,
    locale: () => store.snapshot.locale,
    /** State of this screen only: the value now and how to change it. */
    local: (key: string, initial: unknown) => runtime.local(String(key), initial),
    message: (text: string) => runtime.message(String(text)),
  });
}
