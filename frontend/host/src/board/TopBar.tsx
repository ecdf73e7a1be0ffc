import { Plus, Redo2, Share2, Undo2 } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Link } from '../app/router.tsx';
import { useCanvasHandle } from '../canvas/index.ts';
import { AccountMenu } from '../home/AccountMenu.tsx';
import { Button, IconButton } from '../kit/Button.tsx';
import { EditableText } from '../kit/EditableText.tsx';
import { Mark } from '../kit/Mark.tsx';
import { Bone } from '../kit/Skeleton.tsx';
import { useUser } from '../security/index.ts';
import { nameOf, useCanvasMeta } from '../state/index.ts';
import { redo, undo } from './edits.ts';
import { People } from './People.tsx';
import { Status } from './Status.tsx';
import { openPanel, rename, useShell } from './shell.ts';
import styles from './TopBar.module.css';
import { useHues } from './usePeople.ts';
import { boardWords } from './words.ts';

/** It waits for the server anyway. */
const Bell = lazy(() => import('../home/Bell.tsx').then((module) => ({ default: module.Bell })));

/** As the server's limit for titles. */
const TITLE_MAX = 200;

export function TopBar() {
  const w = boardWords();
  const meta = useCanvasMeta();
  const user = useUser();
  const canvas = useCanvasHandle();
  const renaming = useShell((state) => state.renaming === 'canvas');
  const panel = useShell((state) => state.panel?.kind);
  const owner = meta?.members.find((member) => member.role === 'owner');
  const canEdit = meta?.canEdit ?? false;
  return (
    <header className={styles.bar}>
      <Link to="/" className={styles.mark} aria-label={w.home} data-tip={w.home} data-tip-side="right">
        <Mark />
      </Link>
      <div className={styles.title}>
        {meta ? (
          <>
            <h1 data-testid="canvas-title">
              <EditableText
                text={meta.title}
                label={w.canvasTitle}
                max={TITLE_MAX}
                fixed={!canEdit}
                editing={renaming}
                testId="title"
                onEdit={(editing) => rename(editing ? 'canvas' : undefined)}
                onChange={(title) => canvas.manager.rename(title)}
              />
            </h1>
            {owner && (
              <span className={styles.place}>
                {owner.user === user?.id ? w.yours : w.theirs(owner.name ?? nameOf(owner.user) ?? '?')}
              </span>
            )}
          </>
        ) : (
          <Bone w={140} h={18} />
        )}
      </div>
      <Status />
      {canEdit && (
        <div className={styles.steps}>
          <IconButton
            label={w.undo}
            keys="Ctrl Z"
            size="small"
            data-testid="undo"
            onClick={() => undo(canvas)}
          >
            <Undo2 />
          </IconButton>
          <IconButton
            label={w.redo}
            keys="Shift Ctrl Z"
            size="small"
            data-testid="redo"
            onClick={() => redo(canvas)}
          >
            <Redo2 />
          </IconButton>
        </div>
      )}
      <span className={styles.space} />
      <People />
      <Suspense fallback={<span className={styles.bellToCome} />}>
        <Bell />
      </Suspense>
      <Button
        icon={<Share2 />}
        aria-label={w.share}
        aria-expanded={panel === 'share'}
        data-testid="share"
        onClick={() => openPanel({ kind: 'share' })}
      >
        <span data-collapse="">{w.share}</span>
      </Button>
      {canEdit && (
        <span className={styles.add}>
          <Button
            kind="primary"
            icon={<Plus />}
            aria-label={w.addApp}
            aria-expanded={panel === 'catalogue'}
            aria-keyshortcuts="a"
            data-testid="add-app"
            onClick={() => openPanel({ kind: 'catalogue' })}
          >
            <span data-collapse="">{w.addApp}</span>
          </Button>
        </span>
      )}
      <Me />
    </header>
  );
}

function Me() {
  const user = useUser();
  const hues = useHues();
  return user ? <AccountMenu hue={hues(user.id)} fromCanvas /> : null;
}
