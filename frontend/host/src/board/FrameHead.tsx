import {
  ChevronsUp,
  CircleFadingArrowUp,
  Copy,
  Ellipsis,
  Link2,
  Lock,
  LockOpen,
  MessageSquare,
  Pencil,
  SlidersHorizontal,
  Sparkles,
  Trash2,
} from 'lucide-react';
import { memo, type PointerEvent, type RefObject } from 'react';
import { type OpenCanvas, useCanvasHandle } from '../canvas/index.ts';
import { CommentMark } from '../comments/CommentMark.tsx';
import { commentWords } from '../comments/words.ts';
import { AppMark } from '../kit/AppMark.tsx';
import { EditableText } from '../kit/EditableText.tsx';
import { MenuButton, type MenuItem } from '../kit/Menu.tsx';
import { registry, useApp } from '../registry/index.ts';
import { provenanceOf } from '../registry/types.ts';
import { canvasState, useWidgetPart } from '../state/index.ts';
import type { Widget } from '../state/types.ts';
import { badgeText, useBadge } from '../widget/badges.ts';
import { duplicateAll } from './copies.ts';
import { copyLink, remove, upgrade } from './edits.ts';
import styles from './Frame.module.css';
import { openPanel, rename, useShell } from './shell.ts';
import { boardWords } from './words.ts';

/** As the server's limit for a widget's title. */
const TITLE_MAX = 120;

interface FrameHeadProps {
  readonly id: string;
  readonly canEdit: boolean;
  /** The press that selects the widget does not yet mean its title. */
  readonly fresh: RefObject<boolean>;
  readonly press: (handle: 'move', event: PointerEvent) => void;
}

/** A frame's title, marks and menu, by which it is also carried. A move renders nothing of it. */
export const FrameHead = memo(function FrameHead({ id, canEdit, fresh, press }: FrameHeadProps) {
  const w = boardWords();
  const canvas = useCanvasHandle();
  const widget = useWidgetPart(id, headed);
  const app = useApp(widget?.appId ?? '');
  const badge = useBadge(id);
  const renaming = useShell((state) => state.renaming === id);
  if (!widget) return null;
  const made = app?.origin === 'generated';
  const newer = app && app.version !== widget.appVersion ? app.version : undefined;
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
      {badge > 0 && (
        <span
          className={styles.badge}
          role="img"
          aria-label={w.waiting(badge)}
          title={w.waiting(badge)}
          data-testid="badge"
        >
          {badgeText(badge)}
        </span>
      )}
      <span
        className={styles.meta}
        data-newer={newer || undefined}
        data-made={made || undefined}
        title={newer && w.newer(newer)}
      >
        {made ? w.madeWithAi(widget.appVersion) : `v${widget.appVersion}`}
      </span>
      {widget.locked && <Lock className={styles.lock} role="img" aria-label={w.locked} />}
      <span className={styles.space} />
      <CommentMark id={id} title={widget.title} />
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

/** What a far frame shows while somebody scrolls past faster than it is mounted, and what the browser's search finds. */
export const FarHead = memo(function FarHead({
  appId,
  title,
}: {
  readonly appId: string;
  readonly title: string;
}) {
  const app = useApp(appId);
  return (
    <header className={styles.head} data-fixed="">
      <AppMark app={app} id={appId} />
      <span className={`${styles.title} ${styles.far}`}>{title}</span>
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
  const comment: MenuItem = {
    id: 'comment',
    label: commentWords.now().comment,
    icon: <MessageSquare />,
    keys: 'C',
    run: () => openPanel({ kind: 'comments', widget: id }),
  };
  const settings: MenuItem = {
    id: 'settings',
    label: w.settings,
    icon: <SlidersHorizontal />,
    run: () => openPanel({ kind: 'settings', widget: id }),
  };
  if (!canEdit) return [[comment, link]];
  const app = registry.peek(widget.appId);
  const newest = app?.version;
  const job = app && provenanceOf(app)?.job;
  const offers: MenuItem[] =
    newest === undefined || newest === widget.appVersion
      ? []
      : [
          {
            id: 'upgrade',
            label: w.upgrade(newest),
            icon: <CircleFadingArrowUp />,
            run: () => upgrade(canvas, widget, newest),
          },
        ];
  if (job)
    offers.push({
      id: 'make',
      label: w.changeWithAi,
      icon: <Sparkles />,
      run: () => openPanel({ kind: 'make', job }),
    });
  return [
    ...(offers.length > 0 ? [offers] : []),
    [
      settings,
      { id: 'rename', label: w.rename, icon: <Pencil />, keys: 'F2', run: () => rename(id) },
      {
        id: 'duplicate',
        label: w.duplicate,
        icon: <Copy />,
        keys: 'Ctrl D',
        run: () => duplicateAll(canvas, [widget]),
      },
      comment,
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
