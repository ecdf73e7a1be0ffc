import {
  Activity,
  CircleHelp,
  Ellipsis,
  Gauge,
  Grid3x3,
  History,
  LayoutGrid,
  LayoutTemplate,
  List,
  Plus,
  Redo2,
  Sparkles,
  StepBack,
  Undo2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { activityPath, go } from '../app/router.tsx';
import { useCanvasHandle } from '../canvas/index.ts';
import { IconButton } from '../kit/Button.tsx';
import { MenuButton, type MenuItem } from '../kit/Menu.tsx';
import { useCanvasMeta } from '../state/index.ts';
import { CommentsEntry } from './CommentsEntry.tsx';
import { redo, undo } from './edits.ts';
import { askPast } from './pastDoor.ts';
import styles from './Rail.module.css';
import { closePanel, openPanel, type Panel, showHelp, useShell } from './shell.ts';
import { boardWords } from './words.ts';

type Kind = Exclude<Panel['kind'], 'settings' | 'comments'>;
const MAKE = { kind: 'make' } as const;

/** The tools at the left; on a phone the bar at the bottom. Only what works now. */
export function Rail() {
  const w = boardWords();
  const canvas = useCanvasHandle();
  const canEdit = useCanvasMeta()?.canEdit ?? false;
  const open = useShell((state) => state.panel?.kind);
  const entry = (
    kind: Kind,
    label: string,
    icon: ReactNode,
    more: { keys?: string; wide?: boolean } = {},
  ) => (
    <span className={styles.entry} data-wide={more.wide || undefined} data-kind={kind}>
      <IconButton
        label={label}
        side="right"
        aria-expanded={open === kind}
        data-testid={`rail-${kind}`}
        onClick={() => openPanel({ kind })}
        {...(more.keys ? { keys: more.keys } : {})}
      >
        {icon}
      </IconButton>
      <span className={styles.word} aria-hidden="true">
        {label}
      </span>
    </span>
  );
  const more = (): MenuItem[][] => [
    canEdit
      ? [
          { id: 'undo', label: w.undo, icon: <Undo2 />, run: () => undo(canvas) },
          { id: 'redo', label: w.redo, icon: <Redo2 />, run: () => redo(canvas) },
        ]
      : [],
    [
      ...(canEdit ? [{ id: 'make', label: w.make, icon: <Sparkles />, run: () => openPanel(MAKE) }] : []),
      {
        id: 'layouts',
        label: w.layouts,
        icon: <LayoutTemplate />,
        run: () => openPanel({ kind: 'layouts' }),
      },
      {
        id: 'activity',
        label: w.activity,
        icon: <History />,
        run: () => go(activityPath(canvas.id)),
      },
      { id: 'past', label: w.lookBack, icon: <StepBack />, run: () => askPast('earlier') },
      { id: 'log', label: w.log, icon: <Activity />, run: () => openPanel({ kind: 'log' }) },
      { id: 'grid', label: w.grid, icon: <Grid3x3 />, run: () => openPanel({ kind: 'grid' }) },
      {
        id: 'diagnostics',
        label: w.diagnostics,
        icon: <Gauge />,
        run: () => openPanel({ kind: 'diagnostics' }),
      },
    ],
  ];
  return (
    <nav className={styles.rail} aria-label={w.tools}>
      <span className={styles.entry}>
        <IconButton
          label={w.canvas}
          side="right"
          data-testid="rail-canvas"
          aria-current={open === undefined ? 'page' : undefined}
          onClick={() => closePanel()}
        >
          <LayoutGrid />
        </IconButton>
        <span className={styles.word} aria-hidden="true">
          {w.canvas}
        </span>
      </span>
      {entry('widgets', w.widgets, <List />, { keys: '/' })}
      {canEdit && (
        <span className={styles.entry} data-narrow="">
          <IconButton
            label={w.addApp}
            side="top"
            aria-expanded={open === 'catalogue'}
            data-testid="rail-add"
            onClick={() => openPanel({ kind: 'catalogue' })}
          >
            <Plus />
          </IconButton>
          <span className={styles.word} aria-hidden="true">
            {w.addApp}
          </span>
        </span>
      )}
      <CommentsEntry open={open === 'comments'} />
      {canEdit && entry('make', w.make, <Sparkles />, { keys: 'M', wide: true })}
      {entry('layouts', w.layouts, <LayoutTemplate />, { wide: true })}
      {entry('log', w.log, <Activity />, { wide: true })}
      <span className={styles.entry} data-wide="">
        <IconButton
          label={w.activity}
          side="right"
          data-testid="rail-activity"
          onClick={() => go(activityPath(canvas.id))}
        >
          <History />
        </IconButton>
      </span>
      <span className={styles.space} />
      {entry('grid', w.grid, <Grid3x3 />, { wide: true })}
      {entry('diagnostics', w.diagnostics, <Gauge />, { wide: true })}
      <span className={styles.entry} data-wide="">
        <IconButton
          label={w.help}
          keys="?"
          side="right"
          aria-haspopup="dialog"
          data-testid="rail-help"
          onClick={() => showHelp(true)}
        >
          <CircleHelp />
        </IconButton>
      </span>
      <span className={styles.entry} data-narrow="">
        <MenuButton label={w.more} icon={<Ellipsis />} groups={more} size="medium" testId="rail-more" />
        <span className={styles.word} aria-hidden="true">
          {w.more}
        </span>
      </span>
    </nav>
  );
}
