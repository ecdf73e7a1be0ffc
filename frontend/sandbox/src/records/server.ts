/**
 * The backend of generated apps in small, for previews and for the harness: it takes the commands that the server takes,
 * under the limits of the specification, and answers with the events that the server would tell. Conditions over several
 * fields are not held here.
 */
import type { Json, JsonObject } from '@gesso/sdk';
import type { Entity, Specification } from '../specification.ts';
import { fault, madeUp } from './values.ts';

export const RECORDS_MAX = 2_000;
const VALUES_BYTES_MAX = 16 * 1024;

// A type, not an interface: it is JSON.
export type Kept = { id: string; values: JsonObject; by: string; at: number; votes?: string[] };
export type RecordsState = { collections: Record<string, Kept[]> };
export interface RecordsEvent {
  readonly type: string;
  readonly data: JsonObject;
  readonly by: string;
  readonly at: number;
}
export type Answer =
  | { readonly ok: true; readonly data: JsonObject; readonly event: RecordsEvent | undefined }
  | {
      readonly ok: false;
      readonly code: string;
      readonly detail: string;
      readonly errors: readonly { field: string; message: string }[];
    };

const refused = (
  code: string,
  detail: string,
  errors: { field: string; message: string }[] = [],
): Answer => ({
  ok: false,
  code,
  detail,
  errors,
});
const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const objectOf = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};

export class RecordsServer {
  private made = 0;
  private state: RecordsState;

  constructor(
    private readonly specification: Specification,
    private readonly clock: () => number = () => Date.now(),
  ) {
    this.state = { collections: {} };
  }

  /** Replaced by each event, never changed. */
  now(): RecordsState {
    return this.state;
  }

  /** One record as it was then; whatever came since stays. */
  back(then: RecordsState, collection: string, id: string): void {
    const before = then.collections[collection] ?? [];
    const place = before.findIndex((one) => one.id === id);
    const next = (this.state.collections[collection] ?? []).filter((one) => one.id !== id);
    next.splice(Math.max(place, 0), 0, ...before.slice(place, place < 0 ? 0 : place + 1));
    this.state = { collections: { ...this.state.collections, [collection]: next } };
  }

  /** Puts records into every collection, the same each time. */
  fill(count: number, today: string, by: string): void {
    for (const { name, fields } of this.specification.entities)
      for (let n = 0; n < count; n++) {
        const filled = fields.filter(({ formula }) => formula == null);
        const values = Object.fromEntries(filled.map((field) => [field.name, madeUp(field, n, today)]));
        this.command('records.add', { collection: name, values }, by);
      }
  }

  command(name: string, data: JsonObject, by: string): Answer {
    const collection = textOf(data.collection);
    const entity = this.specification.entities.find((one) => one.name === collection);
    if (!name.startsWith('records.')) return refused('unknown-command', `There is no command ${name}.`);
    if (!entity) return refused('invalid', `There is no collection ${collection}.`);
    const list = this.state.collections[collection] ?? [];
    const id = textOf(data.id);
    const found = list.find((one) => one.id === id);
    const at = this.clock();
    const event = (type: string, more: JsonObject): RecordsEvent => ({
      type: `records.${type}`,
      data: { collection, ...more },
      by,
      at,
    });
    const done = (next: readonly Kept[], told: RecordsEvent, answer: JsonObject = {}): Answer => {
      this.state = { collections: { ...this.state.collections, [collection]: [...next] } };
      return { ok: true, data: answer, event: told };
    };
    const replaced = (one: Kept) => list.map((other) => (other.id === one.id ? one : other));
    const verb = name.slice('records.'.length);
    if (verb === 'add') {
      if (list.length >= RECORDS_MAX)
        return refused('too-large', `There are ${RECORDS_MAX} records already.`);
      const values = objectOf(data.values);
      const errors = faults(entity, values, true);
      if (errors.length > 0) return refused('invalid', errors[0]?.message ?? '', errors);
      const record = { id: id || `r${++this.made}`, values: withoutNulls(values), by, at };
      if (list.some((one) => one.id === record.id))
        return refused('conflict', 'There is such a record already.');
      return done([...list, record], event('added', { id: record.id, values: record.values }), {
        id: record.id,
      });
    }
    if (verb === 'unvote') {
      const had = list.find(({ votes }) => votes?.includes(by));
      if (!had) return { ok: true, data: {}, event: undefined };
      return done(replaced(withVote(had, by, false)), event('unvoted', { id: had.id }));
    }
    if (!found) return refused('not-found', 'This record is not there any more.');
    switch (verb) {
      case 'edit': {
        const values = objectOf(data.values);
        const errors = faults(entity, values, false);
        if (errors.length > 0) return refused('invalid', errors[0]?.message ?? '', errors);
        const next = { ...found, values: withoutNulls({ ...found.values, ...values }) };
        return done(replaced(next), event('edited', { id, values, was: { ...found.values } }));
      }
      case 'remove':
        return done(
          list.filter((one) => one !== found),
          event('removed', { id }),
        );
      case 'move': {
        const rest = list.filter((one) => one !== found);
        const after = textOf(data.after);
        const place = after === '' ? 0 : rest.findIndex((one) => one.id === after) + 1;
        return done([...rest.slice(0, place), found, ...rest.slice(place)], event('moved', { id, after }));
      }
      case 'step': {
        const field = entity.fields.find((one) => one.name === data.field);
        if (!field || typeof data.by !== 'number') return refused('invalid', 'There is no such number.');
        const value = (Number(found.values[field.name]) || 0) + data.by;
        const wrong = fault(field, value);
        if (wrong) return refused('invalid', wrong, [{ field: field.name, message: wrong }]);
        const next = { ...found, values: { ...found.values, [field.name]: value } };
        return done(replaced(next), event('stepped', { id, field: field.name, by: data.by }));
      }
      case 'vote': {
        const next = list.map((one) => withVote(one, by, one === found));
        return done(next, event('voted', { id }));
      }
      default:
        return refused('unknown-command', `There is no command ${name}.`);
    }
  }
}

function withVote(record: Kept, by: string, given: boolean): Kept {
  const votes = (record.votes ?? []).filter((one) => one !== by);
  if (given) votes.push(by);
  const { votes: _, ...rest } = record;
  return votes.length > 0 ? { ...rest, votes } : rest;
}
const withoutNulls = (values: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

function faults(entity: Entity, values: JsonObject, whole: boolean): { field: string; message: string }[] {
  const errors: { field: string; message: string }[] = [];
  const add = (field: string, message: string) => errors.push({ field, message });
  for (const [name, value] of Object.entries(values)) {
    const field = entity.fields.find((one) => one.name === name);
    if (!field) add(name, `There is no field ${name}.`);
    else if (field.formula != null) add(name, `${field.label} is computed.`);
    else if (value === null || value === '') {
      if (field.required) add(name, `${field.label} is needed.`);
    } else {
      const wrong = fault(field, value as Json);
      if (wrong) add(name, wrong);
    }
  }
  if (whole)
    for (const { name, label, required, formula } of entity.fields)
      if (required && formula == null && values[name] === undefined) add(name, `${label} is needed.`);
  if (JSON.stringify(values).length > VALUES_BYTES_MAX) add('', 'This record is too large.');
  return errors;
}
