/** Six weeks, a row each. */
import { type KeyboardEvent, memo, type RefObject, useMemo } from 'react';
import styles from './Calendar.module.css';
import { Chip } from './Chip.tsx';
import { addDays, daysBetween, startOfMonth, startOfWeek } from './dates.ts';
import { dayName, weekdayName } from './format.ts';
import { dayKey } from './keys.ts';
import { barsOf } from './lanes.ts';
import type { Scene } from './scene.ts';
import type { Box } from './useBox.ts';

export const WEEKS = 6;
/** Pixels of the weekdays' names, of a day's number and of one line. */
const NAMES = 20;
const HEAD = 24;
const LINE = { comfortable: 22, compact: 19 };

export const monthDays = (day: string, first: number): [string, string] => {
  const from = startOfWeek(startOfMonth(day), first);
  return [from, addDays(from, 7 * WEEKS)];
};

export const Month = memo(function Month({
  scene,
  from,
  body,
  box,
}: {
  scene: Scene;
  from: string;
  body: RefObject<HTMLDivElement | null>;
  box: Box;
}) {
  const { locale, config } = scene;
  const weeks = Array.from({ length: WEEKS }, (_, i) => addDays(from, 7 * i));
  const line = LINE[config.density];
  const lanes = Math.max(0, Math.floor(((box.height - NAMES) / WEEKS - HEAD) / line));
  return (
    <div className={styles.month}>
      <div className={styles.names} aria-hidden="true">
        {Array.from({ length: 7 }, (_, i) => addDays(from, i)).map((day) => (
          <span key={day}>{weekdayName(day, locale, box.width < 420 ? 'narrow' : 'short')}</span>
        ))}
      </div>
      <div ref={body} className={styles.weeks}>
        {weeks.map((week) => (
          <Week key={week} scene={scene} first={week} lanes={lanes} line={line} />
        ))}
      </div>
    </div>
  );
});

function Week({ scene, first, lanes, line }: { scene: Scene; first: string; lanes: number; line: number }) {
  const { words, locale, actions, readOnly } = scene;
  const days = Array.from({ length: 7 }, (_, i) => addDays(first, i));
  const bars = useMemo(() => barsOf(scene.shown, first, 7), [scene.shown, first]);
  const over = days.map((_, i) => {
    const here = bars.filter(({ column, columns }) => column <= i && i < column + columns);
    const deepest = Math.max(-1, ...here.map(({ lane }) => lane));
    return deepest < lanes ? 0 : here.filter(({ lane }) => lane >= lanes - 1).length;
  });
  const fits = (column: number, columns: number, lane: number) =>
    over.slice(column, column + columns).every((n) => n === 0) ? lane < lanes : lane < lanes - 1;
  const key = (event: KeyboardEvent, day: string) => {
    const by = dayKey(event.key);
    const to =
      by !== 0 && !event.shiftKey
        ? addDays(day, by)
        : event.key === 'Home'
          ? first
          : event.key === 'End'
            ? addDays(first, 6)
            : undefined;
    if (to) {
      event.preventDefault();
      event.stopPropagation();
      actions.turn(to);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      event.stopPropagation();
      if (readOnly) actions.list(day);
      else actions.add(day);
    }
  };
  return (
    <div className={styles.row}>
      {days.map((day, i) => {
        const n = scene.on(day).length;
        return (
          <button
            key={day}
            type="button"
            className={styles.day}
            style={{ gridColumn: i + 1 }}
            data-day={day}
            data-today={day === scene.today || undefined}
            data-other={day.slice(0, 7) !== scene.day.slice(0, 7) || undefined}
            data-chosen={day === scene.day || undefined}
            tabIndex={day === scene.day ? 0 : -1}
            aria-current={day === scene.today ? 'date' : undefined}
            aria-label={words.eventsOn(dayName(day, locale), n)}
            onClick={() => actions.turn(day)}
            onDoubleClick={() => !readOnly && actions.add(day)}
            onKeyDown={(event) => key(event, day)}
          >
            <span className={styles.number}>{Number(day.slice(8))}</span>
            {lanes === 0 && n > 0 && <span className={styles.few} aria-hidden="true" />}
          </button>
        );
      })}
      {bars
        .filter(({ column, columns, lane }) => fits(column, columns, lane))
        .map((bar) => (
          <Chip
            key={bar.shown.key}
            scene={scene}
            shown={bar.shown}
            look="bar"
            before={bar.before}
            after={bar.after}
            style={{
              gridColumn: `${bar.column + 1} / span ${bar.columns}`,
              marginTop: HEAD + bar.lane * line,
              height: line - 2,
            }}
          />
        ))}
      {lanes > 0 &&
        over.map(
          (n, i) =>
            n > 0 && (
              <button
                key={days[i]}
                type="button"
                className={styles.over}
                style={{ gridColumn: i + 1, marginTop: HEAD + (lanes - 1) * line, height: line - 2 }}
                onClick={() => actions.list(days[i] ?? first)}
              >
                +{n}
                <span className={styles.hidden}> {words.hidden(n)}</span>
              </button>
            ),
        )}
    </div>
  );
}

/** The day under a point of the page. */
export function measureMonth(body: HTMLElement, from: string, x: number, y: number): string {
  const box = body.getBoundingClientRect();
  const column = Math.max(0, Math.min(6, Math.floor(((x - box.left) / box.width) * 7)));
  const row = Math.max(0, Math.min(WEEKS - 1, Math.floor(((y - box.top) / box.height) * WEEKS)));
  return addDays(from, row * 7 + (getComputedStyle(body).direction === 'rtl' ? 6 - column : column));
}
export const inMonth = (from: string, day: string): boolean => {
  const n = daysBetween(from, day);
  return n >= 0 && n < 7 * WEEKS;
};
