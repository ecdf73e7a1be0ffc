/** Some days side by side: what lasts all day above, hours below. */
import { type KeyboardEvent, memo, type RefObject, useEffect, useMemo, useRef } from 'react';
import styles from './Calendar.module.css';
import { Chip } from './Chip.tsx';
import { addDays, DAY, HOUR, MINUTE, startOfWeek, wallOf } from './dates.ts';
import { dayName, hourName, shortDay, weekdayName } from './format.ts';
import { barsOf, blocksOf } from './lanes.ts';
import { isBar } from './occurrences.ts';
import type { Scene } from './scene.ts';
import type { Box } from './useBox.ts';

/** Pixels of one hour, and of one line above the hours. */
export const HOUR_HEIGHT = { comfortable: 44, compact: 32 };
const LINE = 22;
const LANES = 4;
/** A block with more pixels than this has room for a second line. */
const ROOMY = 40;

export const weekDays = (day: string, first: number, width: number): [string, number] =>
  width < 300 ? [day, 1] : width < 520 ? [day, 3] : [startOfWeek(day, first), 7];

export interface WeekRefs {
  hours: RefObject<HTMLDivElement | null>;
  above: RefObject<HTMLDivElement | null>;
}

export const Week = memo(function Week({
  scene,
  from,
  days,
  refs,
  box,
}: {
  scene: Scene;
  from: string;
  days: number;
  refs: WeekRefs;
  box: Box;
}) {
  const { words, locale, config } = scene;
  const list = Array.from({ length: days }, (_, i) => addDays(from, i));
  const height = HOUR_HEIGHT[config.density];
  const bars = useMemo(() => barsOf(scene.shown.filter(isBar), from, days), [scene.shown, from, days]);
  const lanes = Math.min(LANES, Math.max(0, ...bars.map(({ lane }) => lane + 1)));
  const scroll = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (scroll.current) scroll.current.scrollTop = Math.max(0, config.dayStart - 0.5) * height;
  }, [config.dayStart, height]);
  const columns = { gridTemplateColumns: `var(--hours) repeat(${days}, minmax(0, 1fr))` };
  return (
    <div className={styles.week}>
      <div className={styles.names} style={columns}>
        <span />
        {list.map((day) => (
          <span key={day} data-today={day === scene.today || undefined}>
            {days < 7 || box.width > 640 ? shortDay(day, locale) : weekdayName(day, locale, 'narrow')}
            {days === 7 && box.width <= 640 && <b>{Number(day.slice(8))}</b>}
          </span>
        ))}
      </div>
      <div className={styles.above} style={columns}>
        <span className={styles.hour}>{words.allDay}</span>
        <div
          ref={refs.above}
          className={styles.bars}
          style={{
            gridColumn: `2 / span ${days}`,
            gridTemplateColumns: `repeat(${days}, minmax(0, 1fr))`,
            height: Math.max(1, lanes) * LINE + 4,
          }}
        >
          {list.map((day, i) => (
            <DayButton key={day} scene={scene} day={day} column={i + 1} />
          ))}
          {bars
            .filter(({ lane }) => lane < LANES)
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
                  marginTop: 2 + bar.lane * LINE,
                  height: LINE - 2,
                }}
              />
            ))}
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard */}
      <section ref={scroll} className={styles.scroll} tabIndex={0} aria-label={words.views.week}>
        <div className={styles.grid} style={{ ...columns, height: 24 * height }}>
          <div className={styles.hoursOf} aria-hidden="true">
            {Array.from({ length: 23 }, (_, i) => i + 1).map((hour) => (
              <span key={hour} style={{ top: hour * height }}>
                {hourName(hour, locale)}
              </span>
            ))}
          </div>
          <div
            ref={refs.hours}
            className={styles.columns}
            style={{
              gridColumn: `2 / span ${days}`,
              gridTemplateColumns: `repeat(${days}, minmax(0, 1fr))`,
              backgroundSize: `100% ${height}px`,
            }}
          >
            {list.map((day) => (
              <Column key={day} scene={scene} day={day} height={height} />
            ))}
          </div>
        </div>
      </section>
    </div>
  );
});

/** The day itself: what the arrow keys go through. */
function DayButton({ scene, day, column }: { scene: Scene; day: string; column: number }) {
  const { words, locale, actions, readOnly } = scene;
  const key = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const adds = event.key === 'Enter' || event.key === ' ';
    if ((!by && !adds) || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (by) actions.turn(addDays(day, by));
    else if (readOnly) actions.list(day);
    else actions.add(day, wallOf(day) + scene.config.dayStart * HOUR);
  };
  return (
    <button
      type="button"
      className={styles.above1}
      style={{ gridColumn: column }}
      data-day={day}
      data-chosen={day === scene.day || undefined}
      tabIndex={day === scene.day ? 0 : -1}
      aria-current={day === scene.today ? 'date' : undefined}
      aria-label={words.eventsOn(dayName(day, locale), scene.on(day).length)}
      onClick={() => actions.turn(day)}
      onDoubleClick={() => !readOnly && actions.add(day)}
      onKeyDown={key}
    />
  );
}

function Column({ scene, day, height }: { scene: Scene; day: string; height: number }) {
  const { config, readOnly, actions, now } = scene;
  const here = scene.on(day);
  const blocks = useMemo(
    () =>
      blocksOf(
        here.filter((one) => !isBar(one)),
        day,
      ),
    [here, day],
  );
  const minute = height / 60;
  const off = day === scene.today ? (now - wallOf(day)) / MINUTE : undefined;
  const pick = (event: { clientY: number; currentTarget: Element }) => {
    const box = event.currentTarget.getBoundingClientRect();
    const half = Math.floor(((event.clientY - box.top) / box.height) * 48);
    actions.add(day, wallOf(day) + half * 30 * MINUTE);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard's way is the day's button above
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard's way is the day's button above
    <div
      className={styles.column}
      data-today={day === scene.today || undefined}
      onDoubleClick={(event) => !readOnly && pick(event)}
      onClick={() => actions.turn(day)}
    >
      <span
        className={styles.off}
        style={{ top: 0, height: Math.min(24, Math.max(0, config.dayStart)) * height }}
      />
      <span className={styles.off} style={{ top: Math.min(24, config.dayEnd) * height, bottom: 0 }} />
      {off !== undefined && <span className={styles.now} style={{ top: off * minute }} />}
      {blocks.map(({ shown, top, minutes, column, columns }) => (
        <Chip
          key={shown.key}
          scene={scene}
          shown={shown}
          look="block"
          roomy={minutes * minute > ROOMY}
          style={{
            top: top * minute,
            height: minutes * minute - 2,
            insetInlineStart: `${(column / columns) * 100}%`,
            width: `calc(${100 / columns}% - 3px)`,
          }}
        />
      ))}
    </div>
  );
}

/** Wall milliseconds under a point of the page: minutes below, whole days above. */
export function measureWeek(
  refs: WeekRefs,
  from: string,
  days: number,
  x: number,
  y: number,
): number | undefined {
  const hours = refs.hours.current?.getBoundingClientRect();
  const above = refs.above.current?.getBoundingClientRect();
  if (!hours || !above) return undefined;
  const part = Math.max(0, Math.min(0.999, (x - hours.left) / hours.width));
  const rtl = refs.hours.current && getComputedStyle(refs.hours.current).direction === 'rtl';
  const day = wallOf(from) + Math.floor((rtl ? 0.999 - part : part) * days) * DAY;
  return y <= above.bottom ? day : day + Math.max(0, Math.min(1, (y - hours.top) / hours.height)) * DAY;
}
