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
import { memo, type PointerEvent, type RefObject } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { type OpenCanvas, useCanvasHandle } from '../canvas/index.ts';
import { AppMark } from '../kit/AppMark.tsx';
import { EditableText } from '../kit/EditableText.tsx';
import { MenuButton, type MenuItem } from '../kit/Menu.tsx';
import { useApp } from '../registry/index.ts';
import { canvasState, useCanEdit, useCanvasState } from '../state/index.ts';
import type { Widget } from '../state/types.ts';
import { copyLink, duplicate, remove } from './edits.ts';
import styles from './Frame.module.css';
import { openPanel, rename, useShell } from './shell.ts';
import { boardWords } from './words.ts';

/** As the server's limit for a widget's title. */
const TITLE_MAX = 120;

interface FrameHeadProps {
  readonly id: string;
  /** The press that selects the widget does not yet mean its title. */
  readonly fresh: RefObject<boolean>;
  readonly press: (handle: 'move', event: PointerEvent) => void;
}

/** A frame's title, marks and menu, by which it is also carried. A move renders nothing of it. */
export const FrameHead = memo(function FrameHead({ id, fresh, press }: FrameHeadProps) {
  const w = boardWords();
  const canvas = useCanvasHandle();
  const widget = useCanvasState(useShallow((state) => headed(state.widgets[id])));
  const app = useApp(widget?.appId ?? '');
  const canEdit = useCanEdit();
  const renaming = useShell((state) => state.renaming === id);
  if (!widget) return null;
  return (
    <header
      className={styles.head}
      data-fixed={!canEdit || widget.locked || undefined}
      onPointerDown={(event) => press('move', event)}
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
      {widget.pending && (
        <span className={styles.sent} role="img" aria-label={w.sent} title={w.sent} data-testid="pending" />
      )}
      <span className={styles.meta}>v{widget.appVersion}</span>
      {widget.locked && <Lock className={styles.lock} role="img" aria-label={w.locked} />}
      <span className={styles.space} />
      <span data-no-drag="">
        <MenuButton
          label={w.widgetMenu(widget.title)}
          icon={<Ellipsis />}
          groups={() => {
            const now = canvasState().widgets[id];
            return now ? menuOf(canvas, now, canEdit, w) : [];
          }}
          testId="widget-menu"
        />
      </span>
    </header>
  );
});

const headed = (widget: Widget | undefined) =>
  widget && {
    appId: widget.appId,
    appVersion: widget.appVersion,
    title: widget.title,
    locked: widget.locked,
    pending: widget.pending.length > 0,
  };

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
