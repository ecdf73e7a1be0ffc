/** A specification in sentences, and what changed in one. */
import { words } from '../words/words.ts';
import type { SpecificationChange } from './changes.ts';
import { orderField } from './edit.ts';
import type { Action, AppSpecification, Entity, Field, FieldType, Kind, View } from './types.ts';

/** `Streak` within a sentence is `streak`, `URL` stays. */
const low = (label: string): string =>
  /^\p{Lu}\p{Ll}/u.test(label) ? label[0]?.toLowerCase() + label.slice(1) : label;
const withArticle = (label: string): string => `${/^[aeiou]/i.test(label) ? 'an' : 'a'} ${low(label)}`;
const listed = (all: readonly string[], last: string): string =>
  all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} ${last} ${all.at(-1)}`;

export const kindWords = words({
  list: ['list', 'Liste'],
  table: ['table', 'Tabelle'],
  board: ['board', 'Brett'],
  calendar: ['calendar', 'Kalender'],
  form: ['form', 'Formular'],
  counter: ['counter', 'Zähler'],
  timer: ['timer', 'Stoppuhr'],
  poll: ['poll', 'Umfrage'],
  chart: ['chart', 'Diagramm'],
  calculator: ['calculator', 'Rechner'],
  checklist: ['checklist', 'Checkliste'],
  notes: ['notes', 'Notizen'],
});
export const typeWords = words({
  text: ['Text', 'Text'],
  longtext: ['Long text', 'Langer Text'],
  number: ['Number', 'Zahl'],
  date: ['Date', 'Datum'],
  time: ['Time of day', 'Uhrzeit'],
  boolean: ['Yes or no', 'Ja oder nein'],
  choice: ['Choice', 'Auswahl'],
  rating: ['Stars', 'Sterne'],
  person: ['Person', 'Person'],
  url: ['Link', 'Link'],
  email: ['E-mail', 'E-Mail'],
  duration: ['Duration', 'Dauer'],
});
export const slotWords = words({
  group: ['Grouped by', 'Gruppiert nach'],
  date: ['Date', 'Datum'],
  value: ['Value', 'Wert'],
  done: ['Ticked off by', 'Abgehakt durch'],
  order: ['Sorted by', 'Sortiert nach'],
});

const spoken = words({
  and: ['and', 'und'],
  or: ['or', 'oder'],
  each: [
    (title: string, fields: string) => `Each ${low(title)} has ${fields}.`,
    (title: string, fields: string) => `${title}: Jeder Eintrag hat ${fields}.`,
  ],
  named: [(label: string) => withArticle(label), (label: string) => label],
  required: ['required', 'erforderlich'],
  unit: [(unit: string) => `in ${unit}`, (unit: string) => `in ${unit}`],
  longtext: ['several lines', 'mehrere Zeilen'],
  boolean: ['yes or no', 'ja oder nein'],
  date: ['a date', 'ein Datum'],
  time: ['a time of day', 'eine Uhrzeit'],
  number: ['a number', 'eine Zahl'],
  stars: [(most: number) => `1 to ${most} stars`, (most: number) => `1 bis ${most} Sterne`],
  person: ['somebody on the canvas', 'jemand auf der Leinwand'],
  url: ['a link', 'ein Link'],
  email: ['an e-mail address', 'eine E-Mail-Adresse'],
  duration: ['in minutes', 'in Minuten'],
  least: [(min: number) => `${min} or more`, (min: number) => `ab ${min}`],
  most: [(max: number) => `up to ${max}`, (max: number) => `höchstens ${max}`],
  between: [
    (min: number, max: number) => `${min} to ${max}`,
    (min: number, max: number) => `${min} bis ${max}`,
  ],
  longer: [
    (least: number) => `at least ${least} characters`,
    (least: number) => `mindestens ${least} Zeichen`,
  ],
  computed: [(formula: string) => `computed: ${formula}`, (formula: string) => `berechnet: ${formula}`],
  shown: [
    (first: boolean, title: string, how: string) =>
      `${first ? 'Shown as' : 'Also as'} ${how}, called “${title}”.`,
    (first: boolean, title: string, how: string) =>
      `${first ? 'Gezeigt als' : 'Auch als'} ${how}, genannt „${title}“.`,
  ],
  as: [
    (kind: string, of: string) => `${kind === 'notes' ? kind : withArticle(kind)}${of && ` of ${low(of)}`}`,
    (kind: string, of: string) => `${kind}${of && ` (${of})`}`,
  ],
  by: [(field: string) => `by ${low(field)}`, (field: string) => `nach ${field}`],
  valueOf: [(field: string) => `of ${low(field)}`, (field: string) => `von ${field}`],
  ticks: [(field: string) => `ticked off by ${low(field)}`, (field: string) => `abgehakt durch ${field}`],
  sorted: [
    (field: string, down: boolean) => `sorted by ${low(field)}${down ? ', highest first' : ''}`,
    (field: string, down: boolean) => `sortiert nach ${field}${down ? ', das Höchste zuerst' : ''}`,
  ],
  people: [
    (title: string, doings: string) => `With each ${low(title)} people can ${doings}.`,
    (title: string, doings: string) => `${title}: Menschen können Einträge ${doings}.`,
  ],
  add: ['add it', 'anlegen'],
  edit: ['edit it', 'ändern'],
  remove: ['remove it', 'entfernen'],
  vote: ['vote for it', 'wählen'],
  toggle: [(field: string) => `tick ${low(field)}`, (field: string) => `abhaken (${field})`],
  move: [(field: string) => `move it by ${low(field)}`, (field: string) => `verschieben (${field})`],
  step: [
    (field: string) => `count ${low(field)} up and down`,
    (field: string) => `herauf- und herunterzählen (${field})`,
  ],
  rule: [(message: string) => `Checked: ${message}`, (message: string) => `Geprüft: ${message}`],
});

/** `price * quantity` in the words of the form. */
export function formulaText(formula: string, entity: Entity): string {
  const labels = new Map(entity.fields.map((one) => [one.name, one.label]));
  return formula
    .replace(/[A-Za-z_][A-Za-z0-9_]*/g, (name) => low(labels.get(name) ?? name))
    .replaceAll('*', '×')
    .replaceAll('/', '÷');
}

function fieldText(field: Field, entity: Entity): string {
  const w = spoken.now();
  const told: string[] = [];
  if (field.required) told.push(w.required);
  if (field.formula !== undefined) told.push(w.computed(formulaText(field.formula, entity)));
  told.push(...typeText(field));
  const { unit } = field;
  return `${w.named(field.label)}${unit ? ` ${w.unit(unit)}` : ''}${told.length ? ` (${told.join(', ')})` : ''}`;
}

function typeText({ type, options = [], min, max, unit, formula }: Field): string[] {
  const w = spoken.now();
  const range =
    min !== undefined && max !== undefined
      ? w.between(min, max)
      : min !== undefined
        ? w.least(min)
        : max !== undefined
          ? w.most(max)
          : undefined;
  switch (type) {
    case 'text':
      return min ? [w.longer(min)] : []; // how long it may be is a detail of the form
    case 'longtext':
      return [w.longtext, ...(min ? [w.longer(min)] : [])];
    case 'number':
      return range ? [range] : unit || formula !== undefined ? [] : [w.number];
    case 'duration':
      return [w.duration, ...(range ? [range] : [])];
    case 'rating':
      return [w.stars(max ?? 5)];
    case 'choice':
      return [listed(options, w.or)];
    case 'date':
    case 'time':
    case 'boolean':
    case 'person':
    case 'url':
    case 'email':
      return [w[type]];
  }
}

function viewText(view: View, first: boolean, app: AppSpecification): string {
  const w = spoken.now();
  const entity = app.entities.find((one) => one.name === view.entity);
  const label = (name: string) => entity?.fields.find((one) => one.name === name)?.label ?? name;
  const of = app.entities.length > 1 ? (entity?.title ?? view.entity) : '';
  const parts = [w.as(kindWords.now()[view.kind], of)];
  if (view.value !== undefined) parts.push(w.valueOf(label(view.value)));
  if (view.group !== undefined) parts.push(w.by(label(view.group)));
  if (view.date !== undefined) parts.push(w.by(label(view.date)));
  const more = [];
  if (view.done !== undefined) more.push(w.ticks(label(view.done)));
  if (view.order !== undefined)
    more.push(w.sorted(label(orderField(view.order)), view.order.startsWith('-')));
  return w.shown(first, view.title, [parts.join(' '), ...more].join(', '));
}

function actionText({ kind, field }: Action, entity: Entity): string {
  const w = spoken.now();
  const label = entity.fields.find((one) => one.name === field)?.label ?? field ?? '';
  switch (kind) {
    case 'toggle':
    case 'move':
    case 'step':
      return w[kind](label);
    case 'add':
    case 'edit':
    case 'remove':
    case 'vote':
      return w[kind];
  }
}

/** What it keeps, how that is shown, what can be done: one sentence each. */
export function sentencesOf(app: AppSpecification): string[] {
  const w = spoken.now();
  const kept = app.entities.map((entity) =>
    w.each(
      entity.title,
      listed(
        entity.fields.map((field) => fieldText(field, entity)),
        w.and,
      ),
    ),
  );
  const rules = app.entities.flatMap(({ rules = [] }) => rules.map(({ message }) => w.rule(message)));
  const views = app.views.map((view, i) => viewText(view, i === 0, app));
  const doings = app.entities.flatMap((entity) => {
    const all = app.actions.filter((one) => one.entity === entity.name);
    const texts = [...new Set(all.map((one) => actionText(one, entity)))];
    return texts.length > 0 ? [w.people(entity.title, listed(texts, w.and))] : [];
  });
  return [...kept, ...rules, ...views, ...doings];
}

const changed = words({
  title: ['Title', 'Titel'],
  summary: ['Summary', 'Beschreibung'],
  icon: ['Icon', 'Symbol'],
  entity: [(name: string) => `“${name}”`, (name: string) => `„${name}“`],
  field: [
    (name: string, of: string) => `“${name}” of ${low(of)}`,
    (name: string, of: string) => `„${name}“ (${of})`,
  ],
  view: [(name: string) => `The view “${name}”`, (name: string) => `Die Ansicht „${name}“`],
  action: [(name: string) => `What people can do: ${name}`, (name: string) => `Was man tun kann: ${name}`],
  rule: [(name: string) => `The rule “${name}”`, (name: string) => `Die Regel „${name}“`],
  order: [
    (of: string) => `The order of the fields of ${low(of)}`,
    (of: string) => `Die Reihenfolge der Felder (${of})`,
  ],
  isNow: [
    (what: string, now: string) => `${what} is now ${now}`,
    (what: string, now: string) => `${what} ist jetzt ${now}`,
  ],
  added: [(what: string) => `${what} is new`, (what: string) => `${what} ist neu`],
  removed: [(what: string) => `${what} is gone`, (what: string) => `${what} ist weg`],
  change: [
    (what: string, details: string) => `${what}: ${details}`,
    (what: string, details: string) => `${what}: ${details}`,
  ],
  fromTo: [
    (name: string, was: string, is: string) => `${name} was ${was}, is ${is}`,
    (name: string, was: string, is: string) => `${name} war ${was}, ist ${is}`,
  ],
  nothing: ['nothing', 'nichts'],
  yes: ['yes', 'ja'],
  no: ['no', 'nein'],
  label: ['name', 'Name'],
  type: ['type', 'Art'],
  required: ['required', 'erforderlich'],
  options: ['options', 'Auswahl'],
  min: ['least', 'mindestens'],
  max: ['most', 'höchstens'],
  unit: ['unit', 'Einheit'],
  formula: ['formula', 'Formel'],
  kind: ['kind', 'Art'],
});

/** One change in words. */
export function changeText(change: SpecificationChange): string {
  const w = changed.now();
  const { what, part, name, of = '', details } = change;
  const subject =
    part === 'title' || part === 'summary' || part === 'icon'
      ? w[part]
      : part === 'field'
        ? w.field(name, of)
        : w[part](name);
  if (what !== 'changed') return w[what](subject);
  if (part === 'order') return w.isNow(subject, valueText('order', details[0]?.after));
  const named: Readonly<Record<string, string>> = { ...w, ...slotWords.now() } as never;
  const text = details.map((one) => {
    const label = low(typeof named[one.name] === 'string' ? (named[one.name] as string) : one.name);
    return w.fromTo(label, valueText(one.name, one.before), valueText(one.name, one.after));
  });
  return w.change(subject, text.join('; '));
}

function valueText(name: string, value: unknown): string {
  const w = changed.now();
  if (value === undefined || value === null || value === '') return w.nothing;
  if (value === true) return w.yes;
  if (value === false) return w.no;
  if (Array.isArray(value)) return value.join(', ');
  if (name === 'kind') return kindWords.now()[value as Kind];
  if (name === 'type') return typeWords.now()[value as FieldType].toLowerCase();
  return typeof value === 'number' ? String(value) : `“${value}”`;
}
