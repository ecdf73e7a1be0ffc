import { CLOCK_UNITS } from '@gesso/sdk/protocol';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useEventLogInSteps } from '../board/useEventLogInSteps.ts';
import { useNow } from '../board/useNow.ts';
import { EVENT_LOG_LIMIT, useStatus } from '../state/index.ts';
import { widthOf, withHeard } from './curve.ts';
import { usePast } from './past.ts';
import { BUCKETS, type Span, type Timeline } from './reader.ts';

/** The curve follows the log this often, however much happens. */
const LOOK_MS = 500;
const NOW_MS = 2_000;
/** A closer look is asked for when the wheel has come to rest. */
const ZOOM_MS = 150;
/** Read anew when so many events have come since, or so much time: shapes are of one width again. */
const AGAIN_EVENTS = 400;
const AGAIN_PART = 0.2;
const AGAIN_LEAST_MS = 5_000;

export interface Drawn {
  /** From the canvas's birth to now. */
  readonly whole: Span;
  /** What is looked at. */
  readonly span: Span;
  readonly zoomed: boolean;
  readonly timeline: Timeline;
  readonly bucketWidth: number;
  /** In the whole history. */
  readonly events: number;
  /** Who has ever changed something. */
  readonly people: number;
}

/** How much happened when, in the whole history or a span of it, live at its end. */
export function useTimeline(): {
  readonly drawn: Drawn | undefined;
  readonly failed: boolean;
  again(): void;
  look(span: Span | undefined): void;
} {
  const { reader } = usePast();
  const log = useEventLogInSteps(LOOK_MS);
  const now = useNow(NOW_MS);
  const [whole, setWhole] = useState<{ timeline: Timeline; skew: number; read: number }>();
  const [zoom, look] = useState<Span>();
  const [close, setClose] = useState<{ span: Span; timeline: Timeline }>();
  const [failed, setFailed] = useState(false);
  const { kind } = useStatus();
  const lost = kind === 'offline' || kind === 'reconnecting' || kind === 'loading';

  const reading = useRef<AbortController>(undefined);
  const read = useCallback(() => {
    reading.current?.abort();
    const asking = new AbortController();
    reading.current = asking;
    reader.timeline({}, asking.signal).then(
      (timeline) => {
        setFailed(false);
        setWhole({ timeline, skew: timeline.to - Date.now() * CLOCK_UNITS, read: Date.now() });
      },
      () => !asking.signal.aborted && setFailed(true),
    );
  }, [reader]);
  useEffect(() => {
    if (!lost) read();
  }, [read, lost]);
  useEffect(() => () => reading.current?.abort(), []);

  useEffect(() => {
    if (!zoom) return setClose(undefined);
    const asking = new AbortController();
    const timer = setTimeout(() => {
      reader.timeline(zoom, asking.signal).then(
        (timeline) => setClose({ span: zoom, timeline }),
        () => {}, // the wider picture stays
      );
    }, ZOOM_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [reader, zoom]);

  const drawn = useMemo<Drawn | undefined>(() => {
    if (!whole) return undefined;
    const timeline = withHeard(whole.timeline, log, BUCKETS);
    const end = Math.max(timeline.to, Math.floor(now * CLOCK_UNITS + whole.skew));
    const all = { from: timeline.from, to: Math.max(end, timeline.from + CLOCK_UNITS) };
    const { events, people } = timeline;
    const seen = {
      whole: all,
      span: zoom ?? all,
      zoomed: zoom !== undefined,
      events,
      people: people.length,
    };
    if (zoom && close) {
      const finer = zoom.to >= whole.timeline.to ? withHeard(close.timeline, log, BUCKETS) : close.timeline;
      const names = whole.timeline.names;
      return { ...seen, timeline: { ...finer, names }, bucketWidth: widthOf(close.timeline, BUCKETS) };
    }
    return { ...seen, timeline, bucketWidth: widthOf(whole.timeline, BUCKETS) };
  }, [whole, log, now, zoom, close]);

  const stale = useMemo(() => {
    if (!whole || !drawn) return false;
    const { timeline } = whole;
    const missed = log.length >= EVENT_LOG_LIMIT && (log[0]?.at ?? 0) > timeline.to;
    const grown = (drawn.whole.to - timeline.to) / Math.max(1, drawn.whole.to - timeline.from) > AGAIN_PART;
    return missed || drawn.events - timeline.events > AGAIN_EVENTS || grown;
  }, [whole, drawn, log]);
  useEffect(() => {
    if (!stale || !whole || lost) return;
    const timer = setTimeout(read, Math.max(0, whole.read + AGAIN_LEAST_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [stale, whole, read, lost]);

  return { drawn, failed: failed && !whole, again: read, look };
}
