import { CLOCK_UNITS, millisOf } from '@gesso/sdk/protocol';
import {
  type KeyboardEvent,
  type PointerEvent as ReactPointerEvent,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useHues } from '../board/usePeople.ts';
import { useLanguage } from '../words/words.ts';
import { instantAt, panned, partOf, revealing, spokenTime, ticksOf, zoomed } from './axis.ts';
import { bucketAt, curveOf, lanesOf } from './curve.ts';
import { usePast, usePlayhead } from './past.ts';
import type { Span } from './reader.ts';
import styles from './Scrubber.module.css';
import { who } from './sentences.ts';
import type { Drawn } from './useTimeline.ts';
import { pastWords } from './words.ts';

const WIDTH = 1_000;
const HEIGHT = 28;
/** The picture's marks have this much room each, in pixels. */
const TICK_PX = 84;
/** This near to the right end means the present, in pixels. */
const LIVE_PX = 8;
/** An arrow key goes this part of what is seen. */
const KEY_STEP = 0.01;
const KEY_LEAP = 0.1;
const ZOOM_STEP = 0.5;

interface ScrubberProps {
  readonly drawn: Drawn;
  look(span: Span | undefined): void;
}

/** All of history in one line: how much happened when and by whom, and the playhead, to be dragged anywhere. */
export function Scrubber({ drawn, look }: ScrubberProps) {
  const w = pastWords();
  const language = useLanguage();
  const { player } = usePast();
  const at = usePlayhead((state) => state.at);
  const busy = usePlayhead((state) => state.busy);
  const hues = useHues();
  const slider = useRef<HTMLDivElement>(null);
  const width = useWidth(slider);
  const [pointed, setPointed] = useState<number>();
  const { span, whole, timeline, bucketWidth } = drawn;
  const seesNow = span.to >= whole.to;
  const newest = useRef(drawn);
  newest.current = drawn;

  const { points } = useMemo(
    () => curveOf(timeline.buckets, bucketWidth, span, WIDTH, HEIGHT),
    [timeline, bucketWidth, span],
  );
  const lanes = useMemo(() => lanesOf(timeline, bucketWidth, span), [timeline, bucketWidth, span]);
  const ticks = useMemo(
    () => ticksOf(span, Math.max(2, Math.floor(width / TICK_PX)), language),
    [span, width, language],
  );
  useWheel(slider, newest, look);
  useKeptInSight(at, newest, look);

  const seeking = useSeeking((part) => {
    const near = LIVE_PX / Math.max(1, width);
    if (seesNow && part >= 1 - near) player.live();
    else player.seek(Math.max(whole.from, instantAt(part, span)));
  });
  const partAt = (event: ReactPointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return (event.clientX - box.left) / Math.max(1, box.width);
  };
  const key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const now = at ?? whole.to;
    const leap = event.shiftKey || event.key.startsWith('Page');
    const step = (span.to - span.from) * (leap ? KEY_LEAP : KEY_STEP);
    const to = { ArrowLeft: -1, ArrowDown: -1, PageDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 1 }[
      event.key
    ];
    if (to !== undefined) {
      const wanted = now + to * step;
      if (wanted >= whole.to) player.live();
      else player.seek(Math.max(whole.from, wanted));
    } else if (event.key === 'Home') player.seek(whole.from);
    else if (event.key === 'End') player.live();
    else if (event.key === '+' || event.key === '=') look(zoomed(span, whole, ZOOM_STEP, now));
    else if (event.key === '-') look(zoomed(span, whole, 1 / ZOOM_STEP, now));
    else if (event.key === '0') look(undefined);
    else return;
    event.preventDefault();
  };

  const place = at === null ? (seesNow ? 1 : undefined) : partOf(at, span);
  const said = at === null ? w.sliderLive : spokenTime(millisOf(at), Date.now(), language, true);
  return (
    <div className={styles.all} data-past={at !== null || undefined}>
      <div
        ref={slider}
        className={styles.slider}
        role="slider"
        tabIndex={0}
        aria-label={w.slider}
        aria-valuemin={Math.floor(whole.from / CLOCK_UNITS / 1000)}
        aria-valuemax={Math.ceil(whole.to / CLOCK_UNITS / 1000)}
        aria-valuenow={Math.round((at ?? whole.to) / CLOCK_UNITS / 1000)}
        aria-valuetext={said}
        aria-busy={busy || undefined}
        data-testid="scrubber"
        data-at={at ?? undefined}
        onKeyDown={key}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          seeking.to(partAt(event));
        }}
        onPointerMove={(event) => {
          const part = partAt(event);
          setPointed(event.pointerType === 'touch' ? undefined : Math.min(1, Math.max(0, part)));
          if (event.currentTarget.hasPointerCapture(event.pointerId)) seeking.to(part);
        }}
        onPointerLeave={() => setPointed(undefined)}
      >
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {timeline.chapters.map((one) => {
            const left = Math.max(0, partOf(one.from, span));
            const right = Math.min(1, partOf(one.to, span));
            return right <= 0 || left >= 1 ? null : (
              <rect
                key={one.from}
                className={styles.chapter}
                x={left * WIDTH}
                width={Math.max(2, (right - left) * WIDTH)}
                height={HEIGHT}
              />
            );
          })}
          <polygon points={`0,${HEIGHT} ${points} ${WIDTH},${HEIGHT}`} className={styles.area} />
          <polyline points={points} className={styles.line} />
        </svg>
        <div className={styles.lanes} aria-hidden="true">
          {lanes.map(({ user, marks }) => (
            <svg key={user} viewBox={`0 0 ${WIDTH} 3`} preserveAspectRatio="none" aria-hidden="true">
              <path
                d={marks
                  .map(({ left, width: wide }) => `M${left * WIDTH} 1.5h${Math.max(3, wide * WIDTH)}`)
                  .join('')}
                stroke={hues(user)}
              />
            </svg>
          ))}
        </div>
        {place !== undefined && place >= 0 && place <= 1 && (
          <span className={styles.head} style={{ left: `${place * 100}%` }} data-testid="playhead" />
        )}
      </div>
      <div className={styles.names}>
        {timeline.names.map(({ layout, name, at: then }) => {
          const left = partOf(then, span);
          if (left < 0 || left > 1) return null;
          const label = `${name}, ${spokenTime(millisOf(then), Date.now(), language)}`;
          return (
            <button
              key={layout}
              type="button"
              style={{ left: `${left * 100}%` }}
              aria-label={label}
              data-tip={label}
              data-tip-side="top"
              data-edge={left > 0.85 ? 'end' : left < 0.15 ? 'start' : undefined}
              data-testid="named-moment"
              onClick={() => player.seek(then)}
            />
          );
        })}
      </div>
      <div className={styles.ticks} aria-hidden="true">
        {ticks.map(({ at: then, label }) => {
          const left = partOf(then, span);
          return seesNow && (1 - left) * width < TICK_PX ? null : (
            <span key={then} style={{ left: `${left * 100}%` }}>
              {label}
            </span>
          );
        })}
        {seesNow && <span data-now="">{w.now}</span>}
      </div>
      {pointed !== undefined && <Pointed part={pointed} drawn={drawn} />}
    </div>
  );
}

/** What lies under the pointer: when, how much and by whom. */
function Pointed({ part, drawn }: { readonly part: number; readonly drawn: Drawn }) {
  const w = pastWords();
  const language = useLanguage();
  const { span, timeline, bucketWidth } = drawn;
  const at = instantAt(part, span);
  const bucket = bucketAt(timeline.buckets, bucketWidth, at);
  const fine = (span.to - span.from) / CLOCK_UNITS < 3_600_000;
  const people = Object.keys(bucket?.by ?? {}).map(who);
  const number = new Intl.NumberFormat(language).format(bucket?.n ?? 0);
  return (
    <div
      className={styles.bubble}
      style={{ left: `${part * 100}%` }}
      data-edge={part > 0.85 ? 'end' : part < 0.15 ? 'start' : undefined}
      aria-hidden="true"
    >
      <strong>{spokenTime(millisOf(at), Date.now(), language, fine)}</strong>
      <span>
        {bucket
          ? `${w.changes(number, bucket.n === 1)} · ${people.slice(0, 3).join(', ')}${people.length > 3 ? ` +${people.length - 3}` : ''}`
          : w.quiet}
      </span>
    </div>
  );
}

/** The newest place of a drag, once for each picture. */
function useSeeking(seek: (part: number) => void): { to(part: number): void } {
  const newest = useRef(seek);
  newest.current = seek;
  const wish = useRef<{ part: number; frame: number }>(undefined);
  useEffect(() => () => cancelAnimationFrame(wish.current?.frame ?? 0), []);
  return {
    to(part) {
      if (wish.current) {
        wish.current.part = part;
        return;
      }
      newest.current(part);
      const waiting = {
        part,
        frame: requestAnimationFrame(() => {
          wish.current = undefined;
          if (waiting.part !== part) newest.current(waiting.part);
        }),
      };
      wish.current = waiting;
    },
  };
}

/** The wheel looks closer or wider around the pointer; sideways, or with Shift, it moves along. */
function useWheel(
  slider: React.RefObject<HTMLDivElement | null>,
  newest: React.RefObject<Drawn>,
  look: (span: Span | undefined) => void,
): void {
  useEffect(() => {
    const { current } = slider;
    if (!current) return;
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const { span, whole } = newest.current;
      const box = current.getBoundingClientRect();
      const around = instantAt((event.clientX - box.left) / Math.max(1, box.width), span);
      const aside = event.shiftKey ? event.deltaY : event.deltaX;
      if (Math.abs(aside) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
        if (newest.current.zoomed) look(panned(span, whole, aside / 1_000));
      } else look(zoomed(span, whole, Math.exp(Math.max(-200, Math.min(200, event.deltaY)) / 300), around));
    };
    current.addEventListener('wheel', wheel, { passive: false });
    return () => current.removeEventListener('wheel', wheel);
  }, [slider, newest, look]);
}

/** While one looks closer, the playhead stays in sight. */
function useKeptInSight(
  at: number | null,
  newest: React.RefObject<Drawn>,
  look: (span: Span | undefined) => void,
): void {
  useEffect(() => {
    const { zoomed: close, span, whole } = newest.current;
    if (at === null || !close) return;
    const next = revealing(span, whole, at);
    if (next !== span) look(next);
  }, [at, newest, look]);
}

function useWidth(of: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(600);
  useLayoutEffect(() => {
    const { current } = of;
    if (!current) return;
    const measure = () => setWidth(current.clientWidth || 600);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [of]);
  return width;
}
