/** What differs between two specifications, one by one; the panel has the words for it. */
import type { AppSpecification, Entity, Field, View } from './types.ts';

export type What = 'added' | 'removed' | 'changed';
export type Part = 'title' | 'summary' | 'icon' | 'entity' | 'field' | 'view' | 'action' | 'rule' | 'order';
export interface SpecificationChange {
  readonly what: What;
  readonly part: Part;
  /** What people call it. */
  readonly name: string;
  /** The entity that it belongs to. */
  readonly of?: string | undefined;
  /** Each thing that is different: `required`, `options`, `type`... as it was and is. */
  readonly details: readonly Detail[];
}
export interface Detail {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Empty for equal ones; the other way round added and removed, before and after, change places. */
export function specificationChanges(
  before: AppSpecification,
  after: AppSpecification,
): SpecificationChange[] {
  const changes: SpecificationChange[] = [];
  for (const part of ['title', 'summary', 'icon'] as const) {
    const details = detailsOf({ [part]: before[part] }, { [part]: after[part] }, [part]);
    if (details.length > 0) changes.push({ what: 'changed', part, name: after[part], details });
  }
  pairs(
    before.entities,
    after.entities,
    (one) => one.name,
    (was, is) => {
      if (was && is) changes.push(...entityChanges(was, is));
      else changes.push(cameOrWent('entity', (is ?? (was as Entity)).title, is !== undefined));
    },
  );
  pairs(before.views, after.views, viewKey(before, after), (was, is) => {
    const name = (is ?? (was as View)).title;
    if (!was || !is) changes.push(cameOrWent('view', name, is !== undefined));
    else {
      const details = detailsOf(was, is, [
        'kind',
        'title',
        'entity',
        'group',
        'date',
        'value',
        'done',
        'order',
      ]);
      if (details.length > 0) changes.push({ what: 'changed', part: 'view', name, details });
    }
  });
  const actionKey = (one: AppSpecification['actions'][number]) => `${one.kind} ${one.field ?? ''}`;
  pairs(
    before.actions,
    after.actions,
    (one) => `${one.entity} ${actionKey(one)}`,
    (was, is) => {
      if (was && is) return;
      const action = is ?? was;
      if (action)
        changes.push({
          ...cameOrWent('action', actionKey(action).trim(), is !== undefined),
          of: action.entity,
        });
    },
  );
  return changes;
}

function entityChanges(was: Entity, is: Entity): SpecificationChange[] {
  const changes: SpecificationChange[] = [];
  const of = is.title;
  const details = detailsOf(was, is, ['title']);
  if (details.length > 0) changes.push({ what: 'changed', part: 'entity', name: is.title, details });
  pairs(
    was.fields,
    is.fields,
    (one) => one.name,
    (old, next) => {
      const name = (next ?? (old as Field)).label;
      if (!old || !next) changes.push({ ...cameOrWent('field', name, next !== undefined), of });
      else {
        const found = detailsOf(old, next, FIELD_PARTS);
        if (found.length > 0) changes.push({ what: 'changed', part: 'field', name, of, details: found });
      }
    },
  );
  const kept = (fields: readonly Field[], others: readonly Field[]) =>
    fields.filter((one) => others.some(({ name }) => name === one.name));
  const [then, now] = [kept(was.fields, is.fields), kept(is.fields, was.fields)];
  if (then.some(({ name }, i) => name !== now[i]?.name))
    changes.push({
      what: 'changed',
      part: 'order',
      name: of,
      details: [{ name: 'order', before: then.map(labelOf), after: now.map(labelOf) }],
    });
  pairs(
    was.rules ?? [],
    is.rules ?? [],
    (one) => one.cel,
    (old, next) => {
      if (old && next) return;
      changes.push({ ...cameOrWent('rule', (next ?? old)?.message ?? '', next !== undefined), of });
    },
  );
  return changes;
}

const FIELD_PARTS = ['label', 'type', 'required', 'options', 'min', 'max', 'unit', 'formula'] as const;
const labelOf = (field: Field): string => field.label;
const cameOrWent = (part: Part, name: string, came: boolean): SpecificationChange => ({
  what: came ? 'added' : 'removed',
  part,
  name,
  details: [],
});

/** By title, or, where a title is on one side only, by what it shows and how: then it has been renamed. */
const viewKey = (before: AppSpecification, after: AppSpecification) => {
  const titles = (app: AppSpecification) => new Set(app.views.map(titled));
  const [a, b] = [titles(before), titles(after)];
  return (view: View): string =>
    a.has(titled(view)) && b.has(titled(view)) ? titled(view) : `${view.kind} of ${view.entity}`;
};
const titled = (view: View): string => `“${view.title}” of ${view.entity}`;

function detailsOf<T extends object>(was: T, is: T, parts: readonly (keyof T & string)[]): Detail[] {
  return parts
    .filter((name) => JSON.stringify(was[name] ?? null) !== JSON.stringify(is[name] ?? null))
    .map((name) => ({ name, before: was[name], after: is[name] }));
}

/** Each with its other, in the order of the newer ones; then what is gone. */
function pairs<T>(
  before: readonly T[],
  after: readonly T[],
  key: (one: T) => string,
  each: (was: T | undefined, is: T | undefined) => void,
): void {
  const left = new Map<string, T[]>();
  for (const one of before) left.set(key(one), [...(left.get(key(one)) ?? []), one]);
  for (const one of after) each(left.get(key(one))?.shift(), one);
  for (const rest of left.values()) for (const one of rest) each(one, undefined);
}
