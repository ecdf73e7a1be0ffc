/** Small pieces of every view: icons, buttons, a value as it is shown and acted on, what can be done with a record. */
import type { Json } from '@gesso/sdk';
import { tidy } from './guess.ts';
import type { Collection, Field, Rec } from './model.ts';
import { isNumeric, isSaid, leadOf } from './model.ts';
import type { Page } from './page.ts';
import { type Child, type Handler, h, type Node } from './tree.ts';
import { starsOf, textOf } from './values.ts';

const ICONS = {
  plus: 'M5 12h14M12 5v14',
  minus: 'M5 12h14',
  edit: 'M12 20h9M16.4 3.6a2.1 2.1 0 0 1 3 3L7.4 18.6 3 20l1.4-4.4z',
  remove: 'M18 6 6 18M6 6l12 12',
  bin: 'M3 6h18M8 6V4h8v2M19 6l-1 14H6L5 6M10 11v5M14 11v5',
  search: 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM20 20l-4-4',
  filter: 'M4 6h16M7 12h10M10 18h4',
  left: 'M15 18l-6-6 6-6',
  right: 'M9 18l6-6-6-6',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  check: 'M20 6 9 17l-5-5',
  play: 'M7 4l13 8-13 8z',
  pause: 'M8 5v14M16 5v14',
  reset: 'M3 12a9 9 0 1 0 3-6.7L3 8M3 3v5h5',
  move: 'M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  flag: 'M5 21V4h13l-3 4 3 4H5',
};
export type Icon = keyof typeof ICONS;
export const icon = (name: Icon): Node =>
  h('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' }, h('path', { d: ICONS[name] }));

export const iconButton = (name: Icon, label: string, onClick: Handler, more: object = {}): Node =>
  h(
    'button',
    { type: 'button', class: 'ib', 'aria-label': label, title: label, onClick, ...more },
    icon(name),
  );
export const button = (label: Child, onClick: Handler, more: object = {}): Node =>
  h('button', { type: 'button', class: 'btn', onClick, ...more }, label);
/** Read out, not seen. */
export const hidden = (...inside: Child[]): Node => h('span', { class: 'vh' }, inside);

/** Eight hues, always beside the words: two options may share one. */
export const hueOf = (field: Field, value: Json | undefined): string => {
  const at = field.options?.indexOf(String(value)) ?? -1;
  return `hue h${at < 0 ? 'x' : at % 8}`;
};
export const dot = (field: Field, value: Json | undefined): Child =>
  field.type === 'choice' && value !== undefined
    ? h('i', { class: hueOf(field, value), 'aria-hidden': 'true' })
    : null;

export const initials = (name: string): string => {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? '')][0] ?? '?';
  return (first + (words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '')).toLocaleUpperCase();
};

const starsNode = (page: Page, field: Field, value: number): Node =>
  h(
    'span',
    { class: 'stars', role: 'img', 'aria-label': page.words.stars(value, starsOf(field)) },
    h('span', { class: 'on' }, '★'.repeat(Math.max(0, Math.min(value, starsOf(field))))),
    h('span', { class: 'off' }, '★'.repeat(Math.max(0, starsOf(field) - value))),
  );

export function personNode(page: Page, id: string): Node {
  const person = page.store.snapshot.people.find((one) => one.id === id);
  const name = person?.name ?? page.words.somebody;
  return h(
    'span',
    { class: 'person' },
    h(
      'span',
      { class: 'avatar', 'aria-hidden': 'true', ...(person ? { 'data-c': person.colour } : {}) },
      initials(name),
    ),
    h('span', { class: 'who', dir: 'auto' }, name),
  );
}

/** A value for reading; nothing for none. */
export function valueNode(page: Page, field: Field, value: Json | undefined): Child {
  if (value === undefined) return null;
  switch (field.type) {
    case 'rating':
      return typeof value === 'number' ? starsNode(page, field, value) : null;
    case 'choice':
      return h('span', { class: 'chip', dir: 'auto' }, dot(field, value), String(value));
    case 'person':
      return personNode(page, String(value));
    case 'boolean':
      return value === true ? h('span', { class: 'tick' }, icon('check'), hidden(page.words.yes)) : null;
    case 'url':
      return h(
        'span',
        { class: 'address', dir: 'ltr', title: String(value) },
        String(value).replace(/^https?:\/\/(www\.)?/, ''),
      );
    case 'email':
      return h('span', { class: 'address', dir: 'ltr' }, String(value));
    case 'number':
    case 'duration':
    case 'time':
    case 'date':
      return h('span', { class: 'num' }, textOf(field, value, page.reading));
    case 'text':
    case 'longtext':
      return h('span', { class: field.type === 'longtext' ? 'long' : 'txt', dir: 'auto' }, String(value));
  }
}

/** A value that can be acted on where it stands: ticked, stepped; else for reading. */
export function liveValue(page: Page, collection: Collection, field: Field, record: Rec): Child {
  const value = page.value(collection, field, record);
  const name = page.nameOf(collection, record);
  if (field.type === 'boolean' && page.can('toggle', collection, field.name))
    return h('input', {
      type: 'checkbox',
      class: 'tickbox',
      checked: value === true,
      'aria-label': `${field.label}: ${name}`,
      onChange: () => page.toggle(collection, record, field),
    });
  if (isNumeric(field) && !field.formula && isStepped(page, collection, field))
    return stepper(page, collection, field, record);
  return valueNode(page, field, value);
}
export const isStepped = (page: Page, collection: Collection, field: Field): boolean =>
  page.can('step', collection, field.name) &&
  (page.actions ?? []).some(
    (one) =>
      one.doing === 'step' &&
      one.collection.name === collection.name &&
      (one.field ?? field.name) === field.name,
  );

export function stepper(page: Page, collection: Collection, field: Field, record: Rec): Node {
  const value = Number(page.value(collection, field, record) ?? 0);
  const what = `${field.label}: ${page.nameOf(collection, record)}`;
  return h(
    'span',
    { class: 'stepper' },
    iconButton('minus', page.words.minus(what), () => page.step(collection, record.id, field.name, -1), {
      disabled: tooFar(field, value - 1) || null,
    }),
    h('span', { class: 'num' }, textOf(field, value, page.reading)),
    iconButton('plus', page.words.plus(what), () => page.step(collection, record.id, field.name, 1), {
      disabled: tooFar(field, value + 1) || null,
    }),
  );
}
export const tooFar = (field: Field, value: number): boolean =>
  (field.min !== undefined && tidy(value) < field.min) ||
  (field.max !== undefined && tidy(value) > field.max) ||
  (field.type === 'rating' && (value < 1 || value > starsOf(field)));

/** Not durable yet; shown only when it takes a while. */
export const pendingDot = (page: Page, collection: Collection, record: Rec): Child =>
  page.store.isPending(collection.name, record.id)
    ? h('i', { class: 'pend', role: 'img', 'aria-label': page.words.unsaved, title: page.words.unsaved })
    : null;

/** Change and remove, as far as this person may. `edit` opens the form. */
export function tools(
  page: Page,
  collection: Collection,
  record: Rec,
  edit: () => void,
  focus: string,
  more?: Child,
): Child {
  const name = page.nameOf(collection, record);
  const { words } = page;
  const may = { edit: page.can('edit', collection), remove: page.can('remove', collection) };
  if (!may.edit && !may.remove && !more) return null;
  return h(
    'span',
    { class: 'tools' },
    more,
    may.edit && iconButton('edit', words.editOne(name), edit, page.focusAt(focus)),
    may.remove && iconButton('bin', words.removeOne(name), () => page.remove(collection, [record])),
  );
}

/** The fields beside the one that a record is called by, in one line; longer texts beneath. */
export function meta(
  page: Page,
  collection: Collection,
  record: Rec,
  but: readonly (string | undefined)[] = [],
): Child {
  const lead = leadOf(collection);
  const parts: Child[] = [];
  const longs: Child[] = [];
  for (const field of collection.fields) {
    if (field === lead || but.includes(field.name)) continue;
    const shown = liveValue(page, collection, field, record);
    if (shown === null) continue;
    if (field.type === 'longtext') {
      longs.push(
        h(
          'p',
          { class: 'long', dir: 'auto', key: field.name },
          String(page.value(collection, field, record)),
        ),
      );
      continue;
    }
    const named = !['choice', 'person', 'url', 'email', 'text'].includes(field.type) && !isSaid(field);
    parts.push(
      h(
        field.type === 'boolean' && page.can('toggle', collection, field.name) ? 'label' : 'span',
        { class: 'm', key: field.name, title: field.label },
        named ? h('span', { class: 'ml' }, field.label) : hidden(`${field.label}: `),
        shown,
      ),
    );
  }
  return [parts.length > 0 && h('div', { class: 'meta' }, parts), longs];
}
