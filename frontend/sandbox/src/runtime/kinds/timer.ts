/**
 * One clock for everybody on the canvas, in the widget's state: when it was started and what it had before. Records are what
 * was timed; one with a duration can be counted down.
 */
import type { Json, JsonObject } from '@gesso/sdk';
import { adder, form } from '../form.ts';
import { type Collection, type Field, fieldOf, filledIn, type Rec, type View } from '../model.ts';
import type { Page } from '../page.ts';
import { button, icon, iconButton } from '../parts.ts';
import { emptiness, foot, nodesOf, paged, query } from '../query.ts';
import { type Child, h } from '../tree.ts';
import { starsOf } from '../values.ts';
import { row } from './rows.ts';

interface Clock {
  /** Started at, on the clock of whoever did; null while it stands. */
  at: number | null;
  /** Milliseconds before that. */
  had: number;
  /** The record that is counted down. */
  of: string | null;
}
const ZERO: Clock = { at: null, had: 0, of: null };

export const clockKey = (collection: Collection): string => `timer_${collection.name}`;
export function clockOf(state: JsonObject, collection: Collection): Clock {
  const kept = state[clockKey(collection)];
  if (kept === null || typeof kept !== 'object' || Array.isArray(kept)) return ZERO;
  const { at, had, of } = kept as Record<string, Json>;
  return {
    at: typeof at === 'number' ? at : null,
    had: typeof had === 'number' && had > 0 ? had : 0,
    of: typeof of === 'string' ? of : null,
  };
}
export const isRunning = (state: JsonObject): boolean =>
  Object.values(state).some(
    (one) =>
      one !== null &&
      typeof one === 'object' &&
      !Array.isArray(one) &&
      typeof (one as JsonObject).at === 'number',
  );

const written = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
};

/** The field that holds how long something took, in minutes or as its unit says. */
function lengthField(view: View): Field | undefined {
  const { collection, value } = view;
  const isTime = (field: Field) =>
    field.type === 'duration' || (field.type === 'number' && perMinute(field) !== 0);
  const named = fieldOf(collection, value);
  return (named && !named.formula ? named : undefined) ?? filledIn(collection).find(isTime);
}
const perMinute = ({ type, unit }: Field): number => {
  const short = (unit ?? '').toLowerCase();
  if (type === 'duration' || /^(m|min|mins|minutes?|minuten?)$/.test(short)) return 1;
  if (/^(s|sec|secs|seconds?|sekunden?)$/.test(short)) return 60;
  return /^(h|hrs?|hours?|stunden?|std)$/.test(short) ? 1 / 60 : 0;
};

export function timer(page: Page, view: View, key: string): Child {
  const { collection } = view;
  const { words, editable } = page;
  const clock = clockOf(page.store.state(), collection);
  const length = lengthField(view);
  /** Asked again at each press: what is drawn may be a second old. */
  const passed = () => clock.had + (clock.at === null ? 0 : Math.max(0, page.now() - clock.at));
  const had = passed();
  const counted = page.records(collection).find(({ id }) => id === clock.of);
  const whole = counted && length ? minutes(page, collection, length, counted) * 60_000 : 0;
  const left = whole > 0 ? whole - had : undefined;
  const isUp = left !== undefined && left <= 0;
  const put = (next: Clock) => page.setState({ [clockKey(collection)]: { ...next } });
  const saving = page.get<JsonObject | undefined>(`${key}:saving`, undefined);
  const found = query(page, view, key);
  const { shown, pager } = paged(page, collection, found, key, nodesOf(collection) + 6);
  const save = () => {
    const taken = length ? Math.round(passed() / 1_000) / 60 : 0;
    const preset = presetOf(
      page,
      collection,
      length,
      length ? Math.round(taken * (perMinute(length) || 1) * 3600) / 3600 : 0,
    );
    page.set(`${key}:saving`, preset);
    const first = filledIn(collection).find((field) => !(field.name in preset));
    if (first) page.focus(`${key}/lap.${first.name}`);
  };
  return [
    h(
      'div',
      { class: `clock${clock.at === null ? '' : ' running'}${isUp ? ' up' : ''}`, key: 'clock' },
      counted && h('div', { class: 'of', dir: 'auto' }, page.nameOf(collection, counted)),
      h('div', { class: 'digits num', role: 'timer', 'aria-label': view.title }, written(left ?? had)),
      h(
        'div',
        { class: 'hint', role: 'status' },
        isUp ? words.timeUp : clock.at !== null ? words.running : words.startedBy,
      ),
      left !== undefined &&
        whole > 0 &&
        h('span', {
          class: 'track',
          'data-v': Math.min(100, Math.round((had / whole) * 100)),
          'aria-hidden': 'true',
        }),
      editable &&
        h(
          'div',
          { class: 'keys' },
          clock.at === null
            ? !isUp &&
                h(
                  'button',
                  {
                    type: 'button',
                    class: 'btn main',
                    key: 'go',
                    onClick: () => put({ ...clock, at: page.now() }),
                  },
                  icon('play'),
                  had > 0 ? words.goOn : words.start,
                )
            : h(
                'button',
                {
                  type: 'button',
                  class: 'btn main',
                  key: 'go',
                  onClick: () => put({ ...clock, at: null, had: passed() }),
                },
                icon('pause'),
                words.pause,
              ),
          had > 0 && button([icon('reset'), words.reset], () => put(ZERO), { key: 'reset' }),
          had > 0 &&
            length &&
            page.can('add', collection) &&
            button([icon('flag'), words.lap], save, { key: 'lap', ...page.focusAt(`${key}:lap`) }),
        ),
    ),
    saving &&
      page.can('add', collection) &&
      form(page, {
        key: `${key}/lap`,
        collection,
        preset: saving,
        close: () => {
          page.set(`${key}:saving`, undefined);
          page.focus(`${key}:lap`);
        },
        added: () => page.set(`${key}:saving`, undefined),
        reopen: () => page.set(`${key}:saving`, saving),
      }),
    found.bar,
    !saving && adder(page, { key: `${key}/new`, collection }, false),
    found.isNarrowed && emptiness(page, view, found),
    shown.length > 0 &&
      h(
        'ul',
        { class: 'rows', key: 'rows' },
        shown.map((record) =>
          row(page, key, collection, record, {
            className: `row${record.id === clock.of ? ' lit' : ''}`,
            before:
              editable &&
              length &&
              minutes(page, collection, length, record) > 0 &&
              iconButton('play', words.timerOf(page.nameOf(collection, record)), () =>
                put({ at: page.now(), had: 0, of: record.id }),
              ),
          }),
        ),
      ),
    pager,
    foot(page, view, found),
  ];
}

function minutes(page: Page, collection: Collection, length: Field, record: Rec): number {
  const value = page.value(collection, length, record);
  const per = perMinute(length) || 1;
  return typeof value === 'number' && value > 0 ? value / per : 0;
}

/** What is known when a time is saved. */
function presetOf(page: Page, collection: Collection, length: Field | undefined, taken: number): JsonObject {
  const preset: JsonObject = {};
  const now = new Date(page.now());
  const put = (type: Field['type'], value: Json) => {
    const field = filledIn(collection).find((one) => one.type === type);
    if (field) preset[field.name] = value;
  };
  put('date', page.reading.today);
  put('time', `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`);
  if (page.store.snapshot.people.some(({ id }) => id === page.store.me)) put('person', page.store.me);
  if (length) preset[length.name] = length.type === 'rating' ? Math.min(starsOf(length), taken) : taken;
  return preset;
}
