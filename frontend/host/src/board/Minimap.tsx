import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { useCanvasHandle } from '../canvas/index.ts';
import { host } from '../modules.ts';
import { canvasState } from '../state/index.ts';
import { type Metrics, rowsOf } from './geometry.ts';
import { selection, useShell } from './shell.ts';
import { useHues } from './usePeople.ts';
import styles from './ZoomBar.module.css';
import { zoomWords } from './zoomWords.ts';

/** The map is drawn at most this often, whatever happens on the board. */
const DRAW_MS = 120;
const WIDTH = 176;
const HEIGHT = 120;
/** A key scrolls by this part of the view. */
const KEY_PART = 0.25;

interface MinimapProps {
  readonly stage: RefObject<HTMLElement | null>;
  readonly metrics: () => Metrics;
}

/** The whole board in small: widgets, people, and what is in view, which a press or a drag moves. */
export function Minimap({ stage, metrics }: MinimapProps) {
  const w = zoomWords();
  const { presence } = useCanvasHandle();
  const hues = useHues();
  const map = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const view = stage.current;
    if (!view) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const now = () => {
      timer = undefined;
      if (map.current && stage.current)
        draw(map.current, stage.current, metrics(), [...presence.peers().values()], hues);
    };
    const soon = () => {
      timer ??= setTimeout(now, DRAW_MS);
    };
    now();
    const ends = [host.store.subscribe(soon), useShell.subscribe(soon), presence.subscribe(soon)];
    view.addEventListener('scroll', soon, { passive: true });
    const resized = new ResizeObserver(soon);
    resized.observe(view);
    return () => {
      clearTimeout(timer);
      for (const end of ends) end();
      view.removeEventListener('scroll', soon);
      resized.disconnect();
    };
  }, [stage, metrics, presence, hues]);

  const goTo = (event: PointerEvent<HTMLElement>) => {
    const view = stage.current;
    if (!view) return;
    const box = event.currentTarget.getBoundingClientRect();
    const scale = scaleOf(metrics());
    const { stepX, stepY, margin } = metrics();
    view.scrollTo({
      left: margin + ((event.clientX - box.left) / scale.x) * stepX - view.clientWidth / 2,
      top: margin + ((event.clientY - box.top) / scale.y) * stepY - view.clientHeight / 2,
    });
  };
  const press = (event: KeyboardEvent) => {
    const view = stage.current;
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!view || !by) return;
    event.preventDefault();
    view.scrollBy((by[0] ?? 0) * KEY_PART * view.clientWidth, (by[1] ?? 0) * KEY_PART * view.clientHeight);
  };
  return (
    <div
      className={styles.map}
      role="application"
      aria-label={w.map}
      aria-roledescription={w.mapKeys}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys scroll the board from here
      tabIndex={0}
      data-testid="minimap"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        goTo(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) goTo(event);
      }}
      onKeyDown={press}
    >
      <canvas ref={map} width={WIDTH * 2} height={HEIGHT * 2} />
    </div>
  );
}

/** Pixels of the map for a cell of the board. */
function scaleOf(metrics: Metrics): { x: number; y: number } {
  const { widgets, grid } = canvasState().layout;
  const rows = Math.max(rowsOf(widgets), 4);
  const fit = Math.min(WIDTH / (grid.columns * metrics.stepX), HEIGHT / (rows * metrics.stepY));
  return { x: fit * metrics.stepX, y: fit * metrics.stepY };
}

function draw(
  map: HTMLCanvasElement,
  stage: HTMLElement,
  metrics: Metrics,
  peers: readonly {
    peer: { user: string; session: string };
    data: { cursor?: { x: number; y: number } | null };
  }[],
  hues: (user: string) => string,
): void {
  const pen = map.getContext('2d');
  if (!pen) return;
  const scale = scaleOf(metrics);
  // The colours of the theme, as the browser resolved them for this element.
  const { color, borderTopColor, outlineColor } = getComputedStyle(map);
  pen.setTransform(2, 0, 0, 2, 0, 0);
  pen.clearRect(0, 0, WIDTH, HEIGHT);
  const chosen = new Set(selection());
  for (const { id, position, size } of canvasState().layout.widgets) {
    pen.fillStyle = chosen.has(id) ? borderTopColor : color;
    pen.beginPath();
    pen.roundRect(
      position.x * scale.x + 0.5,
      position.y * scale.y + 0.5,
      Math.max(1, size.w * scale.x - 1.5),
      Math.max(1, size.h * scale.y - 1.5),
      1.5,
    );
    pen.fill();
  }
  for (const { peer, data } of peers) {
    if (!data.cursor) continue;
    pen.fillStyle = hues(peer.user);
    pen.beginPath();
    pen.arc(data.cursor.x * scale.x, data.cursor.y * scale.y, 2.5, 0, 2 * Math.PI);
    pen.fill();
  }
  const x = ((stage.scrollLeft - metrics.margin) / metrics.stepX) * scale.x;
  const y = ((stage.scrollTop - metrics.margin) / metrics.stepY) * scale.y;
  const right = Math.min(WIDTH - 0.75, x + (stage.clientWidth / metrics.stepX) * scale.x);
  const bottom = Math.min(HEIGHT - 0.75, y + (stage.clientHeight / metrics.stepY) * scale.y);
  const left = Math.max(0.75, x);
  const top = Math.max(0.75, y);
  pen.strokeStyle = outlineColor;
  pen.lineWidth = 1.5;
  pen.strokeRect(left, top, Math.max(2, right - left), Math.max(2, bottom - top));
}
