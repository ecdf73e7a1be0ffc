/**
 * Changes of a specification that is being looked at. Each gives a whole one in which nothing refers to what is not
 * there; what had to be mended for that is told. Not here: whether it may be sent (`hints.ts`).
 */
import { freshName, isFresh, nameFrom } from './names.ts';
import {
  type Action,
  type AppSpecification,
  type Entity,
  type Field,
  type FieldType,
  isGroup,
  isNumeric,
  KINDS,
  type Kind,
  LIMITS,
  type Slot,
  type View,
} from './types.ts';

/** What had to change besides. */
export type Mended =
  | { readonly what: 'view-refers'; readonly view: string; readonly slot: Slot; readonly to: string }
  | { readonly what: 'view-lost'; readonly view: string; readonly slot: Slot }
  | { readonly what: 'view-kind'; readonly view: string; readonly from: Kind; readonly to: Kind }
  | { readonly what: 'formula'; readonly field: string }
  | { readonly what: 'rule'; readonly message: string };
export interface Edited {
  readonly specification: AppSpecification;
  readonly mended: readonly Mended[];
}

/** What each kind of view makes use of, and what it cannot be without. */
export const SLOTS: Readonly<
  Record<Kind, { readonly uses: readonly Slot[]; readonly needs?: readonly Slot[] }>
> = {
  list: { uses: ['done', 'order'] },
  table: { uses: ['order'] },
  board: { uses: ['group', 'order'], needs: ['group'] },
  calendar: { uses: ['date'], needs: ['date'] },
  form: { uses: [] },
  counter: { uses: ['value', 'order'], needs: ['value'] },
  timer: { uses: ['value'] },
  poll: { uses: [] },
  chart: { uses: ['group', 'date', 'value'], needs: ['group', 'date'] },
  calculator: { uses: [] },
  checklist: { uses: ['done', 'order'], needs: ['done'] },
  notes: { uses: ['order'] },
};

/** Whether a field can stand there. */
export function fits(slot: Slot, field: Field): boolean {
  switch (slot) {
    case 'group':
      return isGroup(field.type);
    case 'date':
      return field.type === 'date';
    case 'value':
      return isNumeric(field.type);
    case 'done':
      return field.type === 'boolean';
    case 'order':
      return true;
  }
}
export const fitting = (slot: Slot, entity: Entity): readonly Field[] =>
  entity.fields.filter((field) => fits(slot, field));
export const entityOf = (specification: AppSpecification, name: string): Entity | undefined =>
  specification.entities.find((one) => one.name === name);
/** The field behind `-streak`. */
export const orderField = (order: string): string => (order.startsWith('-') ? order.slice(1) : order);

/** Whether such a view of these fields is possible at all. */
export function possible(kind: Kind, entity: Entity): boolean {
  if (kind === 'calculator') return entity.fields.some((field) => field.formula !== undefined);
  const { needs } = SLOTS[kind];
  return needs === undefined || needs.some((slot) => fitting(slot, entity).length > 0);
}
export const possibleKinds = (entity: Entity): readonly Kind[] =>
  KINDS.filter((kind) => possible(kind, entity));

// Fields

const replaced = <T>(all: readonly T[], at: number, next: T): readonly T[] =>
  all.map((one, i) => (i === at ? next : one));
const without = <T>(all: readonly T[], at: number): readonly T[] => all.filter((_, i) => i !== at);
const moved = <T>(all: readonly T[], from: number, to: number): readonly T[] => {
  const one = all[from];
  if (one === undefined || to < 0 || to >= all.length) return all;
  const rest = [...without(all, from)];
  rest.splice(to, 0, one);
  return rest;
};
const withFields = (app: AppSpecification, at: number, fields: readonly Field[]): AppSpecification => {
  const entity = app.entities[at];
  return entity ? { ...app, entities: replaced(app.entities, at, { ...entity, fields }) } : app;
};

export function addField(app: AppSpecification, at: number): AppSpecification {
  const entity = app.entities[at];
  if (!entity || entity.fields.length >= LIMITS.fields) return app;
  const name = freshName(entity.fields.map((one) => one.name));
  return withFields(app, at, [...entity.fields, { name, label: '', type: 'text', required: false }]);
}
/** Puts one in where it was. */
export function insertField(
  app: AppSpecification,
  at: number,
  index: number,
  field: Field,
): AppSpecification {
  const entity = app.entities[at];
  if (!entity || entity.fields.some((one) => one.name === field.name)) return app;
  return withFields(app, at, [...entity.fields.slice(0, index), field, ...entity.fields.slice(index)]);
}
export function moveField(app: AppSpecification, at: number, from: number, to: number): AppSpecification {
  const entity = app.entities[at];
  return entity ? withFields(app, at, moved(entity.fields, from, to)) : app;
}
/** The last one stays: a record has at least one. */
export function removeField(app: AppSpecification, at: number, index: number): Edited {
  const entity = app.entities[at];
  const gone = entity?.fields[index];
  if (!entity || !gone || entity.fields.length === 1) return { specification: app, mended: [] };
  return mend(withFields(app, at, without(entity.fields, index)), app);
}
/** Its name stays, whatever it is called now: records that exist are kept under it. */
export function changeField(app: AppSpecification, at: number, index: number, part: Partial<Field>): Edited {
  const entity = app.entities[at];
  const before = entity?.fields[index];
  if (!entity || !before) return { specification: app, mended: [] };
  let next: Field = { ...before, ...part, name: before.name };
  if (part.type !== undefined && part.type !== before.type) next = retyped(next, part.type);
  if (next.formula !== undefined) next = { ...next, required: false };
  return mend(withFields(app, at, replaced(entity.fields, index, tidy(next))), app);
}

const MEASURED: readonly FieldType[] = ['number', 'text', 'longtext', 'duration'];
const STARS = 5;

/** What its new type has no use for goes; what that needs comes. */
function retyped(field: Field, type: FieldType): Field {
  return {
    ...field,
    type,
    options: type === 'choice' ? (field.options ?? ['', '']) : undefined,
    unit: type === 'number' ? field.unit : undefined,
    formula: type === 'number' ? field.formula : undefined,
    min: MEASURED.includes(type) ? field.min : undefined,
    max: type === 'rating' ? STARS : MEASURED.includes(type) ? field.max : undefined,
  };
}
/** Without what is not there, as the server leaves it out too. */
const tidy = <T extends object>(one: T): T =>
  Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as T;

// Views

export function addView(
  app: AppSpecification,
  kind: Kind,
  entityName: string,
  title: string,
): AppSpecification {
  const entity = entityOf(app, entityName);
  if (!entity || app.views.length >= LIMITS.views || !possible(kind, entity)) return app;
  const value = kind === 'chart' ? fitting('value', entity)[0]?.name : undefined;
  const view = filled({ kind, title, entity: entityName, value }, entity);
  return withActions({ ...app, views: [...app.views, view] });
}
export function moveView(app: AppSpecification, from: number, to: number): AppSpecification {
  return { ...app, views: moved(app.views, from, to) };
}
/** The last one stays: there is always something to look at. */
export function removeView(app: AppSpecification, at: number): AppSpecification {
  return app.views.length === 1 ? app : { ...app, views: without(app.views, at) };
}
export function insertView(app: AppSpecification, at: number, view: View): AppSpecification {
  return app.views.length >= LIMITS.views
    ? app
    : { ...app, views: [...app.views.slice(0, at), view, ...app.views.slice(at)] };
}
/** Another kind, or another entity, keeps what fits it and gets what it needs. */
export function changeView(app: AppSpecification, at: number, part: Partial<View>): AppSpecification {
  const before = app.views[at];
  if (!before) return app;
  const next = { ...before, ...part };
  const entity = entityOf(app, next.entity);
  if (!entity) return app;
  if (part.kind === undefined && part.entity === undefined)
    return withActions({ ...app, views: replaced(app.views, at, tidy(next)) });
  const kind = possible(next.kind, entity) ? next.kind : 'list';
  return withActions({ ...app, views: replaced(app.views, at, filled({ ...next, kind }, entity)) });
}

const ALL_SLOTS: readonly Slot[] = ['group', 'date', 'value', 'done', 'order'];

function filled(view: View, entity: Entity): View {
  const { uses, needs = [] } = SLOTS[view.kind];
  let next: View = view;
  for (const slot of ALL_SLOTS) {
    const named = next[slot];
    const field = named && entity.fields.find((one) => one.name === orderField(named));
    if (!uses.includes(slot) || (field && !fits(slot, field)) || (named && !field))
      next = { ...next, [slot]: undefined };
  }
  // Of a group or a date a chart needs one.
  if (needs.length > 0 && !needs.some((slot) => next[slot] !== undefined))
    for (const slot of needs) {
      const found = best(slot, entity);
      if (found === undefined) continue;
      next = { ...next, [slot]: found };
      break;
    }
  return tidy(next);
}
/** A choice makes better columns than a text. */
const best = (slot: Slot, entity: Entity): string | undefined => {
  const all = fitting(slot, entity);
  return (slot === 'group' ? (all.find((one) => one.type === 'choice') ?? all[0]) : all[0])?.name;
};

// What holds it together

/**
 * Nothing refers to what is not there: a view takes another field that fits, loses what it can be without, or
 * becomes a list; a formula that lost a field is filled in by hand.
 */
function mend(app: AppSpecification, before: AppSpecification): Edited {
  const mended: Mended[] = [];
  const entities = app.entities.map((entity, at) => {
    const was = before.entities[at] ?? entity;
    return ruled(computable(entity, lost(filledNumbers(was), filledNumbers(entity)), mended), was, mended);
  });
  const views = app.views.map((view) => {
    const entity = entities.find((one) => one.name === view.entity);
    return entity ? seen(view, entity, mended) : view;
  });
  const actions = app.actions.filter((action) => sound(action, { ...app, entities }));
  const specification = withActions({ ...app, entities, views, actions });
  return { specification: same(specification, before) ? before : specification, mended };
}
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const lost = (before: ReadonlySet<string>, now: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...before].filter((name) => !now.has(name)));
const namesOf = (entity: Entity) => new Set(entity.fields.map(({ name }) => name));
/** What a formula can be made of. */
export const filledNumbers = (entity: Entity): ReadonlySet<string> =>
  new Set(
    entity.fields.filter((one) => one.formula === undefined && isNumeric(one.type)).map(({ name }) => name),
  );

function seen(view: View, entity: Entity, mended: Mended[]): View {
  if (!possible(view.kind, entity)) {
    mended.push({ what: 'view-kind', view: view.title, from: view.kind, to: 'list' });
    return filled({ ...view, kind: 'list' }, entity);
  }
  const holds = (slot: Slot, named: string) =>
    entity.fields.some((one) => one.name === orderField(named) && fits(slot, one));
  let next: View = view;
  for (const slot of ALL_SLOTS) {
    const named = view[slot];
    if (named === undefined || holds(slot, named)) continue;
    next = { ...next, [slot]: undefined };
    const { needs = [] } = SLOTS[view.kind];
    const instead = needs.includes(slot) && !needs.some((one) => next[one] !== undefined);
    const field = instead ? entity.fields.find((one) => one.name === best(slot, entity)) : undefined;
    if (field) next = { ...next, [slot]: field.name };
    mended.push(
      field
        ? { what: 'view-refers', view: view.title, slot, to: field.label }
        : { what: 'view-lost', view: view.title, slot },
    );
  }
  return next === view ? view : filled(next, entity);
}

const WORD = /[A-Za-z_][A-Za-z0-9_]*/g;
const mentions = (text: string, names: ReadonlySet<string>): boolean =>
  (text.match(WORD) ?? []).some((word) => names.has(word));

function computable(entity: Entity, gone: ReadonlySet<string>, mended: Mended[]): Entity {
  if (gone.size === 0) return entity;
  const fields = entity.fields.map((field) => {
    if (field.formula === undefined || !mentions(field.formula, gone)) return field;
    mended.push({ what: 'formula', field: field.label });
    return tidy({ ...field, formula: undefined });
  });
  return { ...entity, fields };
}

function ruled(entity: Entity, was: Entity, mended: Mended[]): Entity {
  const gone = lost(namesOf(was), namesOf(entity));
  if (!entity.rules || gone.size === 0) return entity;
  const rules = entity.rules.filter((rule) => {
    const held = !mentions(`${rule.field ?? ''} ${rule.cel}`, gone);
    if (!held) mended.push({ what: 'rule', message: rule.message });
    return held;
  });
  return { ...entity, rules };
}

function sound(action: Action, app: AppSpecification): boolean {
  const entity = entityOf(app, action.entity);
  if (!entity) return false;
  const field = entity.fields.find((one) => one.name === action.field);
  switch (action.kind) {
    case 'add':
    case 'edit':
    case 'remove':
    case 'vote':
      return true;
    case 'toggle':
      return field !== undefined && fits('done', field);
    case 'move':
      return field !== undefined && fits('group', field);
    case 'step':
      return field !== undefined && fits('value', field) && field.formula === undefined;
  }
}

/** What a view cannot do its work without can be done. */
export function withActions(app: AppSpecification): AppSpecification {
  if (app.actions.length === 0) return app; // left out: the server has what each view needs
  const actions = [...app.actions];
  const ensure = (action: Action) => {
    const there = actions.some((one) => same(tidy({ ...one }), tidy({ ...action })));
    if (!there && actions.length < LIMITS.actions && sound(action, app)) actions.push(action);
  };
  for (const { kind, entity, group, value, done } of app.views) {
    if (kind === 'board' && group !== undefined) ensure({ kind: 'move', entity, field: group });
    if (kind === 'checklist' && done !== undefined) ensure({ kind: 'toggle', entity, field: done });
    if (kind === 'counter' && value !== undefined) ensure({ kind: 'step', entity, field: value });
    if (kind === 'poll') ensure({ kind: 'vote', entity });
  }
  return actions.length === app.actions.length ? app : { ...app, actions };
}

/** As it goes out: new fields have names out of their labels, options and texts are trimmed. */
export function settle(app: AppSpecification): AppSpecification {
  let views = app.views;
  let actions = app.actions;
  const entities = app.entities.map((entity) => {
    const used = entity.fields.map(({ name }) => name).filter((name) => !isFresh(name));
    const named = new Map<string, string>();
    for (const { name, label } of entity.fields) {
      if (!isFresh(name)) continue;
      const next = nameFrom(label, used);
      used.push(next);
      named.set(name, next);
    }
    const renamed = (name: string | undefined) => (name === undefined ? name : (named.get(name) ?? name));
    const sorted = (order: string | undefined) =>
      order?.startsWith('-') ? `-${renamed(order.slice(1))}` : renamed(order);
    views = views.map((view) =>
      view.entity === entity.name
        ? tidy({
            ...view,
            group: renamed(view.group),
            date: renamed(view.date),
            value: renamed(view.value),
            done: renamed(view.done),
            order: sorted(view.order),
          })
        : view,
    );
    actions = actions.map((action) =>
      action.entity === entity.name ? tidy({ ...action, field: renamed(action.field) }) : action,
    );
    const fields = entity.fields.map((field) =>
      tidy({
        ...field,
        name: renamed(field.name) ?? field.name,
        label: field.label.trim(),
        unit: field.unit?.trim() || undefined,
        formula: field.formula?.trim(),
        options: field.options?.map((one) => one.trim()).filter((one) => one !== ''),
      }),
    );
    return { ...entity, title: entity.title.trim(), fields };
  });
  const told = views.map((view) => ({ ...view, title: view.title.trim() }));
  return { ...app, title: app.title.trim(), summary: app.summary.trim(), entities, views: told, actions };
}
