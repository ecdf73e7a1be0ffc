/** A list by day: what is next, and the whole of a small widget. */
import { memo } from 'react';
import styles from './Calendar.module.css';
import { describe } from './Chip.tsx';
import { addDays, timeText } from './dates.ts';
import { clock, dayName, shortDay } from './format.ts';
import { eventKey, SHORTCUTS } from './keys.ts';
import { isBar, type Shown } from './occurrences.ts';
import type { Scene } from './scene.ts';
import { placeOf } from './zones.ts';

export interface AgendaProps {
  scene: Scene;
  from: string;
  days: number;
  small: boolean;
  /** Shows later days too; absent when these are all. */
  more?: () => void;
}

export const Agenda = memo(function Agenda({ scene, from, days, small, more }: AgendaProps) {
  const { words, locale, today } = scene;
  const list = Array.from({ length: days }, (_, i) => addDays(from, i))
    .map((day) => ({ day, shown: scene.on(day) }))
    .filter(({ shown }) => shown.length > 0);
  return (
    <div className={styles.agenda}>
      {list.length === 0 && <p className={styles.nothing}>{words.emptyDays}</p>}
      {list.map(({ day, shown }) => (
        <section key={day} data-today={day === today || undefined}>
          <h4 data-day={day}>
            {day === today && <b>{words.today}</b>} {small ? shortDay(day, locale) : dayName(day, locale)}
          </h4>
          <ul>
            {shown.map((one) => (
              <li key={one.key}>
                <Line scene={scene} shown={one} day={day} small={small} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {more && (
        <button type="button" className={styles.quiet} onClick={more}>
          {words.showMore}
        </button>
      )}
    </div>
  );
});

function Line({ scene, shown, day, small }: { scene: Scene; shown: Shown; day: string; small: boolean }) {
  const { words, locale, actions, readOnly, unsaved } = scene;
  const { what, elsewhere } = shown;
  const begins = timeText(shown.from).slice(0, 10) === day;
  const time = isBar(shown)
    ? words.allDay
    : begins
      ? clock(shown.from, locale)
      : `${words.until} ${clock(shown.to, locale)}`;
  const own = elsewhere && clock(Date.parse(`${what.start.slice(0, 16)}Z`), locale);
  return (
    <button
      type="button"
      className={styles.line}
      data-colour={what.colour ?? 'blue'}
      data-event={shown.key}
      aria-label={describe(shown, scene)}
      aria-keyshortcuts={readOnly ? undefined : SHORTCUTS}
      onClick={() => actions.open(shown)}
      onKeyDown={(event) => eventKey(event, shown, actions, readOnly)}
    >
      <span className={styles.time}>
        {time}
        {!small && !isBar(shown) && begins && shown.to > shown.from && <i>{clock(shown.to, locale)}</i>}
      </span>
      <span className={styles.stripe} />
      <span className={styles.about}>
        <span className={styles.title} dir="auto">
          {what.title}
        </span>
        {!small && (what.location || own) && (
          <span className={styles.where} dir="auto">
            {[what.location, own && elsewhere ? words.at(own, placeOf(elsewhere)) : undefined]
              .filter(Boolean)
              .join(' · ')}
          </span>
        )}
      </span>
      {shown.entry.rule !== undefined && (
        <svg className={styles.mark} viewBox="0 0 12 12" aria-hidden="true">
          <path d="M2.5 5a3.5 3.5 0 0 1 6-2L10 4.5M10 2v2.5H7.5M9.5 7a3.5 3.5 0 0 1-6 2L2 7.5M2 10V7.5h2.5" />
        </svg>
      )}
      {unsaved.has(shown.entry.id) && <span className={styles.dot} role="img" aria-label={words.unsaved} />}
    </button>
  );
}
