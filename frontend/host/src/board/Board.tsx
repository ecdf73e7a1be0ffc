import { Plus } from 'lucide-react';
import {
  type CSSProperties,
  lazy,
  type RefObject,
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useCanvasHandle } from '../canvas/index.ts';
import { Button } from '../kit/Button.tsx';
import { BlankDrawing } from '../kit/Drawings.tsx';
import { Notice } from '../kit/Notice.tsx';
import {
  canvasState,
  useCanvasMeta,
  useCanvasState,
  useGrid,
  useInPast,
  useSteadyIds,
} from '../state/index.ts';
import styles from './Board.module.css';
import { focusWidget, frameOf } from './edits.ts';
import { Frame } from './Frame.tsx';
import { breakpointOf, FRAME_WIDTH, type Metrics, metricsOf, rowsOf, shownAt } from './geometry.ts';
import { startMarquee } from './marquee.ts';
import { PresenceLayer } from './PresenceLayer.tsx';
import { ScreenBar } from './ScreenBar.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { openPanel, select, setOwnBreakpoint, useShell } from './shell.ts';
import { useFollow } from './useFollow.ts';
import { useNearness } from './useNearness.ts';
import { useOwnPresence } from './useOwnPresence.ts';
import { useStir } from './useStir.ts';
import { useZoom } from './useZoom.ts';
import { boardWords } from './words.ts';
import { ZoomBar } from './ZoomBar.tsx';

const PastLayer = lazy(() => import('../past/PastLayer.tsx'));

/** Free rows below the last widget, to drop something into. */
const ROOM_ROWS = { desktop: 6, tablet: 4, phone: 1 } as const;

interface BoardProps {
  /** The row that board and panel share: its width decides the cells, so that a panel moves nothing. */
  readonly room: HTMLElement | null;
}

/** The grid with everything on it. */
export function Board({ room }: BoardProps) {
  const w = boardWords();
  const canvas = useCanvasHandle();
  const { presence } = canvas;
  // DOM order is by id, so that a move never takes an element out of the page and in again.
  const ids = useSteadyIds();
  const grid = useGrid();
  const meta = useCanvasMeta();
  const canEdit = meta?.canEdit ?? false;
  const past = useInPast();
  const frames = useFrames(ids, past);
  const stage = useRef<HTMLElement>(null);
  const paper = useRef<HTMLDivElement>(null);
  const { all, bar } = useWidth(room, stage);
  const own = breakpointOf(all);
  const at = shownAt(
    own,
    useShell((state) => state.asked),
  );
  const framed = at !== own;
  const width = framed ? Math.min(all, FRAME_WIDTH[at] - bar) : all;
  useLayoutEffect(() => canvas.show(at), [canvas, at]);
  useEffect(() => setOwnBreakpoint(own), [own]);
  const zoom = useShell((state) => state.zoom);
  const metrics = useMemo(() => metricsOf(width, grid, zoom, at), [width, grid, zoom, at]);
  const newest = useRef(metrics);
  newest.current = metrics;
  const metricsNow = useCallback(() => newest.current, []);
  const stageNow = useCallback(() => stage.current, []);
  const selected = useShell((state) => state.selected);
  const panel = useShell((state) => state.panel !== undefined);
  const rows = useCanvasState((state) => rowsOf(state.layout.widgets));
  const dragRows = useShell((state) => (state.preview ? rowsOf(state.preview.values()) : 0));
  const { name, stop } = useFollow(stage, metrics);
  useNearness(stage, metrics);
  useOwnPresence(stage, metrics);
  useStir(paper);
  useZoom(stage, metrics);

  // A panel takes room from the right: what is selected stays in sight.
  useEffect(() => {
    if (panel && selected) frameOf(selected)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [panel, selected]);

  const style = {
    '--step-x': `${metrics.stepX}px`,
    '--step-y': `${metrics.stepY}px`,
    '--gap': `${metrics.gap}px`,
    '--margin': `${metrics.margin}px`,
    '--zoom': at === 'phone' ? 1 : zoom,
    '--columns': grid.columns,
    '--rows': Math.max(rows, dragRows) + ROOM_ROWS[at],
  } as CSSProperties;

  const overflows = useOverflow(stage, metrics, Math.max(rows, dragRows), grid.columns);
  return (
    <div className={styles.board} data-framed={framed ? at : undefined}>
      {framed && <ScreenBar at={at} />}
      <main
        ref={stage}
        className={styles.stage}
        style={framed ? { maxWidth: FRAME_WIDTH[at] } : undefined}
        aria-label={w.board}
        data-testid="board"
        data-following={name !== undefined || undefined}
        onPointerDown={(event) => {
          if (event.target === stage.current || event.target === paper.current) {
            const keep = event.shiftKey || event.ctrlKey || event.metaKey;
            if (!keep) select(undefined);
            if (paper.current) startMarquee(event.nativeEvent, paper.current, metrics, keep);
          }
          stop();
        }}
        onWheel={stop}
      >
        <Catch end={false} />
        <div
          ref={paper}
          className={styles.paper}
          style={style}
          data-at={at}
          data-testid="paper"
          onPointerMove={(event) => {
            if (at !== 'desktop' || past || event.pointerType === 'touch') return;
            const box = event.currentTarget.getBoundingClientRect();
            presence.setCursor({
              x: Math.round(((event.clientX - box.left - metrics.margin) / metrics.stepX) * 1000) / 1000,
              y: Math.round(((event.clientY - box.top - metrics.margin) / metrics.stepY) * 1000) / 1000,
            });
          }}
          onPointerLeave={() => presence.setCursor(null)}
        >
          {frames.map((id) => (
            <Frame key={id} id={id} metrics={metricsNow} stage={stageNow} canEdit={canEdit} />
          ))}
          <GhostPlace />
          {past ? (
            <Suspense fallback={null}>
              <PastLayer metrics={metrics} />
            </Suspense>
          ) : (
            <PresenceLayer metrics={metrics} />
          )}
          {ids.length === 0 && meta && (
            <div className={styles.empty}>
              <Notice
                drawing={<BlankDrawing />}
                title={w.empty}
                testId="board-empty"
                actions={
                  canEdit && (
                    <Button
                      kind="primary"
                      icon={<Plus />}
                      onClick={() => openPanel({ kind: 'catalogue' })}
                      data-testid="add-first"
                    >
                      {w.addApp}
                    </Button>
                  )
                }
              >
                {canEdit ? w.emptyText : w.emptyViewer}
              </Notice>
            </div>
          )}
        </div>
        <Catch end />
      </main>
      {at !== 'phone' && ids.length > 0 && (
        <ZoomBar stage={stage} metrics={metricsNow} overflows={overflows} />
      )}
      <SelectionBar />
    </div>
  );
}

/** Behind the past the widgets of the present stay, those too that were not there then. */
function useFrames(ids: readonly string[], past: boolean): readonly string[] {
  const present = useRef(ids);
  if (!past) present.current = ids;
  const { current } = present;
  return useMemo(() => (current === ids ? ids : [...new Set([...ids, ...current])].sort()), [ids, current]);
}

/** Where the dragged widget would lie. */
function GhostPlace() {
  const ghost = useShell((state) => state.ghost);
  if (!ghost) return null;
  const { position, size } = ghost.place;
  const style = { '--x': position.x, '--y': position.y, '--w': size.w, '--h': size.h } as CSSProperties;
  return <div className={styles.ghost} style={style} data-fits={ghost.fits} data-testid="ghost" />;
}

/**
 * The two ends of the board for the Tab key: coming in, the focus goes to the first widget in reading
 * order (or the last); going out, it starts from here.
 */
function Catch({ end }: { readonly end: boolean }) {
  const w = boardWords();
  const hasWidgets = useSteadyIds().length > 0;
  return (
    <span
      className="hidden"
      role="note"
      tabIndex={hasWidgets ? 0 : -1}
      aria-label={w.board}
      data-catch={end ? 'end' : 'start'}
      onFocus={(event) => {
        if (leaving.has(event.currentTarget)) return;
        const order = canvasState().layout.widgets;
        const next = end ? order.at(-1) : order[0];
        if (next) focusWidget(next.id);
      }}
      onBlur={(event) => leaving.delete(event.currentTarget)}
    />
  );
}

const leaving = new WeakSet<Element>();

/** Tab out of the last widget (or Shift+Tab out of the first): the browser goes on from the board's end. */
export function leaveBoard(end: boolean): void {
  const mark = document.querySelector<HTMLElement>(`[data-catch="${end ? 'end' : 'start'}"]`);
  if (!mark) return;
  leaving.add(mark);
  mark.focus({ preventScroll: true });
}

/** Steps to the next widget in reading order; false at the end, where the key leaves the board. */
export function stepFocus(from: string, by: 1 | -1): boolean {
  const order = canvasState().layout.widgets.map((one) => one.id);
  const next = order[order.indexOf(from) + by];
  if (next === undefined) {
    leaveBoard(by === 1);
    return false;
  }
  focusWidget(next);
  return true;
}

/** Whether there is more on the board than the view shows. */
function useOverflow(
  stage: RefObject<HTMLElement | null>,
  { stepX, stepY, margin }: Metrics,
  rows: number,
  columns: number,
): boolean {
  const [view, setView] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const { current } = stage;
    if (!current) return;
    const observer = new ResizeObserver(() =>
      setView({ width: current.clientWidth, height: current.clientHeight }),
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, [stage]);
  return view.width > 0 && (rows * stepY + margin > view.height || columns * stepX > view.width);
}

/** The room's width without the board's scroll bar, whose place is always kept. */
function useWidth(
  room: HTMLElement | null,
  stage: RefObject<HTMLElement | null>,
): { readonly all: number; readonly bar: number } {
  const [width, setWidth] = useState(() => ({ all: innerWidth, bar: 0 }));
  useLayoutEffect(() => {
    if (!room) return;
    const measure = () => {
      const bar = stage.current ? stage.current.offsetWidth - stage.current.clientWidth : 0;
      const all = (room.clientWidth || innerWidth) - bar;
      setWidth((before) => (before.all === all && before.bar === bar ? before : { all, bar }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(room);
    return () => observer.disconnect();
  }, [room, stage]);
  return width;
}
