import {
  ChevronsUp,
  Copy,
  Ellipsis,
  Link2,
  Lock,
  LockOpen,
  Pencil,
  SlidersHorizontal,
  Trash2,
} from 'lucide-react';
import { type CSSProperties, memo, type PointerEvent as ReactPointerEvent, useEffect, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { type OpenCanvas, useCanvasHandle } from '../canvas/index.ts';
import { AppMark } from '../kit/AppMark.tsx';
import { EditableText } from '../kit/EditableText.tsx';
import { MenuButton, type MenuItem } from '../kit/Menu.tsx';
import { toast } from '../kit/toasts.ts';
import { registry, useApp } from '../registry/index.ts';
import { canvasState, useCanvasMeta, useWidget } from '../state/index.ts';
import type { Widget } from '../state/types.ts';
import { prefersStillness } from '../theme/appearance.ts';
import { copyLink, duplicate, remove } from './edits.ts';
import styles from './Frame.module.css';
import { FrameBody } from './FrameBody.tsx';
import type { Metrics } from './geometry.ts';
import { type Handle, shake, startDrag } from './gestures.ts';
import { usePeerMarks } from './peerMarks.ts';
import { startReorder } from './reorder.ts';
import { openPanel, rename, select, useShell } from './shell.ts';
import { boardWords } from './words.ts';

/** As the server's limit for a widget's title. */
const TITLE_MAX = 120;
const HANDLES: readonly Handle[] = ['e', 's', 'se'];
const NO_MARKS: readonly never[] = [];

interface FrameProps {
  readonly id: string;
  readonly metrics: () => Metrics;
  readonly stage: () => HTMLElement | null;
}

/**
 * One widget's frame: the host's part. It listens to its own widget only, so that the moves of others
 * render nothing here; the app inside renders when its own data change.
 */
export const Frame = memo(function Frame({ id, metrics, stage }: FrameProps) {
  const w = boardWords();
  const canvas = useCanvasHandle();
  const widget = useWidget(id);
  const app = useApp(widget?.appId ?? '');
  const canEdit = useCanvasMeta()?.canEdit ?? false;
  const selected = useShell((state) => state.selected === id);
  const renaming = useShell((state) => state.renaming === id);
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
  const refused = widget?.refused?.n ?? 0;
  const told = useRef(refused);
  useEffect(() => {
    if (refused > told.current) shake(frame.current, prefersStillness());
    told.current = refused;
  }, [refused]);
  if (!widget) return null;

  const { x, y } = aside ?? widget.position;
  const style = {
    '--x': x,
    '--y': y,
    '--w': widget.size.w,
    '--h': widget.size.h,
    '--order': y * 64 + x,
    '--z': Math.min(widget.z, 900),
    '--person': marks[0]?.hue,
  } as CSSProperties;

  const press = (handle: Handle | 'move') => (event: ReactPointerEvent) => {
    if (event.button !== 0 || !canEdit) return;
    if ((event.target as Element).closest('input, [data-no-drag]')) return;
    const { current: element } = frame;
    const scroller = stage();
    if (!element || !scroller) return;
    if (widget.locked) {
      if (handle === 'move') toast({ text: w.lockedNote });
      return;
    }
    if (metrics().phone) {
      if (handle === 'move')
        startReorder(event.nativeEvent, { widget: id, frame: element, stage: scroller, canvas });
      return;
    }
    startDrag(event.nativeEvent, dragPlan(canvas, widget, handle, element, scroller, metrics()));
  };

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
        widget.position.x + 1,
        widget.position.y + 1,
        widget.size.w,
        widget.size.h,
      )}
      aria-roledescription="widget"
      data-widget={id}
      data-app={widget.appId}
      data-testid="widget"
      data-selected={selected || undefined}
      data-marked={marks.length > 0 || undefined}
      data-pending={widget.pending.length || undefined}
      data-locked={widget.locked || undefined}
      onPointerDownCapture={() => {
        fresh.current = !selected;
        select(id);
      }}
      onKeyDownCapture={() => {
        fresh.current = false;
      }}
      onFocus={() => select(id)}
    >
      <header
        className={styles.head}
        data-fixed={!canEdit || widget.locked || undefined}
        onPointerDown={press('move')}
      >
        <AppMark app={app} id={widget.appId} />
        <EditableText
          text={widget.title}
          label={w.widgetTitle}
          max={TITLE_MAX}
          fixed={!canEdit}
          editing={renaming}
          className={styles.title}
          testId="widget-title"
          onEdit={(editing) => {
            if (!editing) rename(undefined);
            else if (!fresh.current) rename(id);
          }}
          onChange={(title) => canvas.manager.renameWidget(id, title)}
        />
        {widget.pending.length > 0 && (
          <span className={styles.sent} role="img" aria-label={w.sent} title={w.sent} data-testid="pending" />
        )}
        <span className={styles.meta}>v{widget.appVersion}</span>
        {widget.locked && <Lock className={styles.lock} role="img" aria-label={w.locked} />}
        <span className={styles.space} />
        <span data-no-drag="">
          <MenuButton
            label={w.widgetMenu(widget.title)}
            icon={<Ellipsis />}
            groups={() => menuOf(canvas, widget, canEdit, w)}
            testId="widget-menu"
          />
        </span>
      </header>
      <FrameBody id={id} title={widget.title} w={widget.size.w} h={widget.size.h} />
      {marks.length > 0 && <span className={styles.who}>{marks.map((mark) => mark.name).join(', ')}</span>}
      {canEdit &&
        !widget.locked &&
        HANDLES.map((handle) => (
          <span
            key={handle}
            className={styles.handle}
            data-handle={handle}
            aria-hidden="true"
            onPointerDown={press(handle)}
          />
        ))}
    </section>
  );
});

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
    tell: (place: Pick<Widget, 'position' | 'size'> | null) =>
      presence.setDrag(place && { widget: widget.id, ...place }),
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

function menuOf(
  canvas: OpenCanvas,
  widget: Widget,
  canEdit: boolean,
  w: ReturnType<typeof boardWords.now>,
): MenuItem[][] {
  const { manager } = canvas;
  const { id } = widget;
  const link: MenuItem = {
    id: 'link',
    label: w.copyLink,
    icon: <Link2 />,
    run: () => copyLink(canvas.id, id),
  };
  const settings: MenuItem = {
    id: 'settings',
    label: w.settings,
    icon: <SlidersHorizontal />,
    run: () => openPanel({ kind: 'settings', widget: id }),
  };
  if (!canEdit) return [[link]];
  return [
    [
      settings,
      { id: 'rename', label: w.rename, icon: <Pencil />, keys: 'F2', run: () => rename(id) },
      {
        id: 'duplicate',
        label: w.duplicate,
        icon: <Copy />,
        keys: 'Ctrl D',
        run: () => duplicate(canvas, widget),
      },
      link,
    ],
    [
      {
        id: 'lock',
        label: widget.locked ? w.unlock : w.lock,
        icon: widget.locked ? <LockOpen /> : <Lock />,
        run: () => manager.lockWidget(id, !widget.locked),
      },
      { id: 'raise', label: w.raise, icon: <ChevronsUp />, run: () => manager.raiseWidget(id) },
    ],
    [
      {
        id: 'remove',
        label: w.remove,
        icon: <Trash2 />,
        keys: 'Del',
        danger: true,
        run: () => remove(canvas, widget),
      },
    ],
  ];
}
