/** One event in fields, over the calendar. For whoever may only look: the same in words. */
import { type FormEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import styles from './Calendar.module.css';
import { describe } from './Chip.tsx';
import { COLOURS, LOCATION_MAX, NOTES_MAX, TITLE_MAX, YEAR_MAX, YEAR_MIN } from './constants.ts';
import { addDays, daysBetween, wallOf } from './dates.ts';
import { type Draft, type Ends, endOf, faultOf, type Repeat, startOf } from './draft.ts';
import { dayName, weekdayName } from './format.ts';
import type { Shown } from './occurrences.ts';
import { ordinal } from './rrule.ts';
import type { Words } from './words.ts';
import { placeOf, viewerZone } from './zones.ts';

/** A box over the calendar; Escape leaves it, and the focus goes where it was. */
export function Panel({ label, close, children }: { label: string; close(): void; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const first = box.current?.querySelector<HTMLElement>('[data-first], input, button');
    first?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <div
      ref={box}
      className={styles.panel}
      role="dialog"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation(); // leaves the panel, not the widget
        close();
      }}
    >
      {children}
    </div>
  );
}

export interface FormProps {
  words: Words;
  locale: string;
  /** What is edited; absent for a new event. */
  shown?: Shown;
  first: Draft;
  save(draft: Draft): void;
  close(): void;
  remove?: () => void;
  /** One changed day becomes as its series says. */
  reset?: () => void;
  /** Tells of it in another app. */
  tell?: () => void;
  by?: string;
}

export function Form({ words, locale, shown, first, save, close, remove, reset, tell, by }: FormProps) {
  const [draft, setDraft] = useState(first);
  const [tried, setTried] = useState(false);
  const id = useId();
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));
  const fault = faultOf(draft, shown?.changed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!fault && draft.title.trim() !== '') save(draft);
  };
  // The end goes with the start, so that the length stays.
  const setDay = (day: string) =>
    set(
      [day, draft.day, draft.lastDay].every((one) => Number.isFinite(wallOf(one)))
        ? { day, lastDay: addDays(draft.lastDay, daysBetween(draft.day, day)) }
        : { day },
    );
  const setTime = (time: string) => {
    if (!time || fault) return set({ time });
    const end = new Date(wallOf(endOf(draft)) + wallOf(`${draft.day}T${time}`) - wallOf(startOf(draft)));
    const text = end.toISOString();
    set({ time, lastDay: text.slice(0, 10), lastTime: text.slice(11, 16) });
  };
  const bounds = { min: `${YEAR_MIN}-01-01`, max: `${YEAR_MAX - 1}-12-31` };
  return (
    <Panel label={shown ? words.editEvent : words.newEvent} close={close}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <input
          data-first
          className={styles.heading}
          value={draft.title}
          maxLength={TITLE_MAX}
          placeholder={words.untitled}
          aria-label={words.title}
          aria-invalid={(tried && draft.title.trim() === '') || undefined}
          dir="auto"
          onChange={(event) => set({ title: event.target.value })}
        />
        <div className={styles.fields}>
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={draft.allDay}
              onChange={(event) => set({ allDay: event.target.checked })}
            />
            {words.allDay}
          </label>
          <fieldset>
            <legend>{words.starts}</legend>
            <input
              type="date"
              {...bounds}
              value={draft.day}
              aria-label={`${words.starts}, ${words.date}`}
              onChange={(event) => setDay(event.target.value)}
            />
            {!draft.allDay && (
              <input
                type="time"
                value={draft.time}
                aria-label={`${words.starts}, ${words.time}`}
                onChange={(event) => setTime(event.target.value)}
              />
            )}
          </fieldset>
          <fieldset>
            <legend>{words.ends}</legend>
            <input
              type="date"
              {...bounds}
              value={draft.lastDay}
              aria-label={`${words.ends}, ${words.date}`}
              aria-invalid={fault !== undefined || undefined}
              onChange={(event) => set({ lastDay: event.target.value })}
            />
            {!draft.allDay && (
              <input
                type="time"
                value={draft.lastTime}
                aria-label={`${words.ends}, ${words.time}`}
                aria-invalid={fault !== undefined || undefined}
                onChange={(event) => set({ lastTime: event.target.value })}
              />
            )}
          </fieldset>
          {fault && (
            <p className={styles.fault} role="alert">
              {words[fault]}
            </p>
          )}
          {!draft.allDay && (
            <ZoneField words={words} id={`${id}z`} zone={draft.zone} set={(zone) => set({ zone })} />
          )}
          <RepeatFields words={words} locale={locale} id={id} draft={draft} set={set} bounds={bounds} />
          <label>
            {words.place}
            <input
              value={draft.location}
              maxLength={LOCATION_MAX}
              dir="auto"
              onChange={(event) => set({ location: event.target.value })}
            />
          </label>
          <label>
            {words.notes}
            <textarea
              rows={3}
              value={draft.notes}
              maxLength={NOTES_MAX}
              dir="auto"
              onChange={(event) => set({ notes: event.target.value })}
            />
          </label>
          <fieldset className={styles.swatches}>
            <legend>{words.colour}</legend>
            {COLOURS.map((colour) => (
              <label key={colour} data-colour={colour} title={words.colours[colour]}>
                <input
                  type="radio"
                  name={`${id}c`}
                  checked={draft.colour === colour}
                  aria-label={words.colours[colour]}
                  onChange={() => set({ colour })}
                />
              </label>
            ))}
          </fieldset>
          {by && <p className={styles.hint}>{words.by(by)}</p>}
        </div>
        <footer>
          {remove && (
            <button type="button" className={styles.bad} onClick={remove}>
              {words.remove}
            </button>
          )}
          {reset && (
            <button type="button" className={styles.quiet} onClick={reset}>
              {words.backToRule}
            </button>
          )}
          {tell && (
            <button type="button" className={styles.quiet} onClick={tell}>
              {words.tellInChat}
            </button>
          )}
          <span />
          <button type="button" className={styles.quiet} onClick={close}>
            {words.cancel}
          </button>
          <button type="submit" className={styles.primary} disabled={draft.title.trim() === ''}>
            {shown ? words.save : words.addIt}
          </button>
        </footer>
      </form>
    </Panel>
  );
}

let zones: readonly string[] | undefined;
const allZones = (): readonly string[] => {
  zones ??= ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
  return zones;
};
/** All zones that the browser knows, the usual ones first. */
export function ZoneField({
  words,
  id,
  zone,
  set,
}: {
  words: Words;
  id: string;
  zone: string;
  set(zone: string): void;
}) {
  const here = viewerZone();
  const known = useMemo(() => allZones(), []);
  return (
    <label htmlFor={id}>
      {words.zone}
      <select id={id} value={zone} onChange={(event) => set(event.target.value)}>
        {[...new Set([here, ...(zone ? [zone] : [])])].map((one) => (
          <option key={one} value={one}>
            {placeOf(one)}
          </option>
        ))}
        <option value="">{words.anyZone}</option>
        <optgroup label={words.zone}>
          {known
            .filter((one) => one !== here && one !== zone)
            .map((one) => (
              <option key={one} value={one}>
                {one.replaceAll('_', ' ')}
              </option>
            ))}
        </optgroup>
      </select>
    </label>
  );
}

function RepeatFields({
  words,
  locale,
  id,
  draft,
  set,
  bounds,
}: {
  words: Words;
  locale: string;
  id: string;
  draft: Draft;
  set(change: Partial<Draft>): void;
  bounds: { min: string; max: string };
}) {
  const day = draft.day || '2026-01-01';
  const name = weekdayName(day, locale, 'long');
  const { week, last } = ordinal(day);
  const choices: [Repeat, string][] = [
    ['never', words.never],
    ['daily', words.daily],
    ['workdays', words.workdays],
    ['weekly', words.weekly(name)],
    ['biweekly', words.biweekly(name)],
    ['monthly', words.monthly(Number(day.slice(8)))],
    ['nth', words.nth(last ? -1 : week, name)],
    ['yearly', words.yearly],
  ];
  return (
    <>
      <label htmlFor={`${id}r`}>
        {words.repeat}
        <select
          id={`${id}r`}
          value={draft.repeat}
          onChange={(event) => set({ repeat: event.target.value as Repeat })}
        >
          {draft.repeat === 'custom' && <option value="custom">{words.custom}</option>}
          {choices.map(([repeat, label]) => (
            <option key={repeat} value={repeat}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {draft.repeat !== 'never' && (
        <fieldset>
          <legend>{words.repeatEnds}</legend>
          <select
            value={draft.ends}
            aria-label={words.repeatEnds}
            onChange={(event) => set({ ends: event.target.value as Ends })}
          >
            <option value="never">{words.forEver}</option>
            <option value="day">{words.onDay}</option>
            <option value="times">{words.afterTimes}</option>
          </select>
          {draft.ends === 'day' && (
            <input
              type="date"
              {...bounds}
              value={draft.until}
              aria-label={`${words.repeatEnds}, ${words.date}`}
              onChange={(event) => set({ until: event.target.value })}
            />
          )}
          {draft.ends === 'times' && (
            <input
              type="number"
              min={1}
              max={10_000}
              value={draft.times}
              aria-label={words.times}
              onChange={(event) => set({ times: event.target.valueAsNumber })}
            />
          )}
        </fieldset>
      )}
    </>
  );
}

/** All of an event, for whoever changes nothing. */
export function Details({
  words,
  locale,
  shown,
  by,
  close,
}: {
  words: Words;
  locale: string;
  shown: Shown;
  by: string;
  close(): void;
}) {
  const { what } = shown;
  return (
    <Panel label={words.event} close={close}>
      <div className={styles.form}>
        <h3 dir="auto">{what.title}</h3>
        <div className={styles.fields}>
          <p>
            {describe(
              { ...shown, what: { ...what, title: '', location: '' } as Shown['what'] },
              { words, locale },
            )}
          </p>
          {what.location && <p dir="auto">{what.location}</p>}
          {what.notes && (
            <p className={styles.prose} dir="auto">
              {what.notes}
            </p>
          )}
          <p className={styles.hint}>
            {words.by(by)}, {dayName(shown.entry.createdAt.slice(0, 10), locale)}
          </p>
        </div>
        <footer>
          <span />
          <button data-first type="button" className={styles.primary} onClick={close}>
            {words.close}
          </button>
        </footer>
      </div>
    </Panel>
  );
}
