import {
  type CSSProperties,
  memo,
  type PointerEvent as ReactPointerEvent,
  useCallback,
  useEffect,
  useRef,
} from 'react';
import { useShallow } from 'zustand/react/shallow';
import { type OpenCanvas, useCanvasHandle } from '../canvas/index.ts';
import { toast } from '../kit/toasts.ts';
import { registry, useApp } from '../registry/index.ts';
import { canvasState, useInPast, useWidgetPart } from '../state/index.ts';
import type { Widget } from '../state/types.ts';
import { prefersStillness } from '../theme/appearance.ts';
import { carryAll } from './carryAll.ts';
import styles from './Frame.module.css';
import { FrameBody } from './FrameBody.tsx';
import { FarHead, FrameHead } from './FrameHead.tsx';
import type { Metrics } from './geometry.ts';
import { type Handle, shake, startDrag } from './gestures.ts';
import { placeOf } from './keys.ts';
import { useIsNear } from './near.ts';
import { usePeerMarks } from './peerMarks.ts';
import { select, selection, selectOnly, shell, toggleSelected, useShell } from './shell.ts';
import { boardWords } from './words.ts';

const HANDLES: readonly Handle[] = ['e', 's', 'se'];
const NO_MARKS: readonly never[] = [];

interface FrameProps {
  readonly id: string;
  readonly metrics: () => Metrics;
  readonly stage: () => HTMLElement | null;
  readonly canEdit: boolean;
}

/**
 * One widget's frame: the host's part. It listens to its own widget's place only, so that the moves of others
 * render nothing here; its head and the app inside render when what they show changes. Far from what is in sight it
 * has its title and nothing else: two hundred heads with their menus cost the browser more than the moves of others.
 */
export const Frame = memo(function Frame({ id, metrics, stage, canEdit }: FrameProps) {
  const w = boardWords();
  const canvas = useCanvasHandle();
  const now = useWidgetPart(id, framed);
  const last = useRef(now);
  if (now) last.current = now;
  // What was not there at the past instant that is shown waits unseen.
  const absent = useInPast() && now === undefined;
  const widget = absent ? last.current : now;
  const app = useApp(widget?.appId ?? '');
  const nearNow = useIsNear(id);
  const wasNear = useRef(nearNow);
  if (now) wasNear.current = nearNow;
  const near = nearNow || (absent && wasNear.current);
  const selected = useShell((state) => state.selected === id || state.also.has(id));
  const aside = useShell(
    useShallow((state) => {
      const place = state.ghost?.widget === id ? undefined : state.preview?.get(id);
      return place ? { x: place.position.x, y: place.position.y } : undefined;
    }),
  );
  const marks = usePeerMarks((state) => state.marks[id] ?? NO_MARKS);
  const frame = useRef<HTMLElement>(null);
  /** The press that selects the widget does not yet mean its title. */
  const fresh = useRef(false);
  /** The press adds the widget to what is selected, or takes it out; the focus changes nothing then. */
  const adding = useRef(false);
  const refused = widget?.refused ?? 0;
  const told = useRef(refused);
  useEffect(() => {
    if (refused > told.current) shake(frame.current, prefersStillness());
    told.current = refused;
  }, [refused]);
  const press = useCallback(
    (handle: Handle | 'move', event: ReactPointerEvent) => {
      const now = canvasState().widgets[id];
      const { current: element } = frame;
      const scroller = stage();
      if (event.button !== 0 || !now || !element || !scroller || !canvasState().canvas?.canEdit) return;
      if ((event.target as Element).closest('input, [data-no-drag]')) return;
      if (now.locked) {
        if (handle === 'move') toast({ text: boardWords.now().lockedNote });
        return;
      }
      const plan = dragPlan(canvas, now, handle, element, scroller, metrics());
      const group = handle === 'move' ? selection().filter((one) => one !== id) : [];
      startDrag(event.nativeEvent, group.length > 0 ? carryAll(plan, canvas) : plan);
    },
    [id, canvas, metrics, stage],
  );
  if (!widget) return null;

  const { x, y } = aside ?? widget;
  const style = {
    '--x': x,
    '--y': y,
    '--w': widget.w,
    '--h': widget.h,
    '--z': Math.min(widget.z, 900),
    '--person': marks[0]?.hue,
  } as CSSProperties;

  return (
    // biome-ignore lint/a11y/useSemanticElements: a frame is a group that is focused as a whole
    <section
      ref={frame}
      className={styles.frame}
      style={style}
      role="group"
      tabIndex={-1}
      aria-label={w.widgetLabel(
        widget.title,
        app?.title ?? widget.appId,
        widget.x + 1,
        widget.y + 1,
        widget.w,
        widget.h,
      )}
      aria-roledescription="widget"
      data-widget={id}
      data-app={widget.appId}
      data-testid="widget"
      data-selected={selected || undefined}
      data-marked={marks.length > 0 || undefined}
      data-pending={widget.pending || undefined}
      data-locked={widget.locked || undefined}
      data-far={!near || undefined}
      data-absent={absent || undefined}
      inert={absent}
      onPointerDownCapture={(event) => {
        fresh.current = !selected;
        adding.current = addsTo(event);
        if (adding.current) toggleSelected(id);
        else select(id);
      }}
      onClickCapture={(event) => {
        // A press on one of several means to carry all of them; without a move it means this one.
        if (!adding.current && !addsTo(event) && shell().also.size > 0) selectOnly(id);
      }}
      onKeyDownCapture={() => {
        fresh.current = false;
      }}
      onFocus={() => {
        if (!adding.current) select(id);
        adding.current = false;
      }}
    >
      {near ? (
        <FrameHead id={id} canEdit={canEdit} fresh={fresh} press={press} />
      ) : (
        <FarHead appId={widget.appId} title={widget.title} />
      )}
      {near && <FrameBody id={id} title={widget.title} w={widget.w} h={widget.h} absent={absent} />}
      {marks.length > 0 && (
        <span className={styles.who}>
          {marks.map((mark) => (mark.typing ? w.isTyping(mark.name) : mark.name)).join(', ')}
        </span>
      )}
      {near &&
        canEdit &&
        !widget.locked &&
        HANDLES.map((handle) => (
          <span
            key={handle}
            className={styles.handle}
            data-handle={handle}
            aria-hidden="true"
            onPointerDown={(event) => press(handle, event)}
          />
        ))}
    </section>
  );
});

/** Shift or Ctrl; in a text they mean the text. */
const addsTo = (event: {
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  target: EventTarget;
}): boolean => (event.shiftKey || event.ctrlKey || event.metaKey) && placeOf(event.target) !== 'field';

/** What a frame shows of its widget. */
const framed = (widget: Widget | undefined) =>
  widget && {
    appId: widget.appId,
    title: widget.title,
    x: widget.position.x,
    y: widget.position.y,
    w: widget.size.w,
    h: widget.size.h,
    z: widget.z,
    locked: widget.locked,
    pending: widget.pending.length > 0,
    refused: widget.refused?.n ?? 0,
  };

function dragPlan(
  canvas: OpenCanvas,
  widget: Widget,
  handle: Handle | 'move',
  frame: HTMLElement,
  stage: HTMLElement,
  metrics: Metrics,
) {
  const { manager, presence } = canvas;
  return {
    widget: widget.id,
    start: { position: widget.position, size: widget.size },
    handle,
    frame,
    stage,
    metrics,
    grid: canvasState().layout.grid,
    limits: registry.peek(widget.appId)?.sizes,
    still: prefersStillness(),
    preview: (place: Pick<Widget, 'position' | 'size'>) =>
      manager.preview(widget.id, handle === 'move' ? { position: place.position } : { size: place.size }),
    tell: (place: Pick<Widget, 'position' | 'size'> | null) => {
      // The cells of a smaller screen say nothing to those at another.
      if (metrics.at === 'desktop') presence.setDrag(place && { widget: widget.id, ...place });
    },
    drop: (place: Pick<Widget, 'position' | 'size'>) => {
      if (handle === 'move') manager.updateWidgetPosition(widget.id, place.position);
      else manager.updateWidgetSize(widget.id, place.size);
    },
    refuse: () => {
      shake(frame, prefersStillness());
      toast({ text: boardWords.now().occupied, tone: 'bad' as const });
    },
  };
}
