import { Plus, Redo2, Share2, Undo2 } from 'lucide-react';
import { Link } from '../app/router.tsx';
import { useCanvasHandle } from '../canvas/index.ts';
import { AccountMenu } from '../home/AccountMenu.tsx';
import { Avatar } from '../kit/Avatar.tsx';
import { Button, IconButton } from '../kit/Button.tsx';
import { EditableText } from '../kit/EditableText.tsx';
import { Mark } from '../kit/Mark.tsx';
import { MenuButton } from '../kit/Menu.tsx';
import { Bone } from '../kit/Skeleton.tsx';
import { useUser } from '../security/index.ts';
import { nameOf, useCanvasMeta } from '../state/index.ts';
import { redo, undo } from './edits.ts';
import { Status } from './Status.tsx';
import { follow, openPanel, rename, useShell } from './shell.ts';
import styles from './TopBar.module.css';
import { useHues, useOthers } from './usePeople.ts';
import { boardWords } from './words.ts';

/** Avatars that fit beside each other; the others are in a list. */
const FACES_MAX = 4;
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

/** The others on this canvas; a press follows a person's view. */
function People() {
  const w = boardWords();
  const hues = useHues();
  const others = useOthers();
  const following = useShell((state) => state.following);
  const faces = others.slice(0, FACES_MAX);
  const rest = others.slice(FACES_MAX);
  if (others.length === 0) return null;
  return (
    <div className={styles.people} data-testid="people" data-count={others.length}>
      {faces.map((person) => {
        const followed = following === person.session;
        return (
          <button
            key={person.user}
            type="button"
            className={styles.face}
            aria-label={w.followPerson(person.name)}
            aria-pressed={followed}
            data-tip={followed ? w.following(person.name) : w.followPerson(person.name)}
            data-testid="peer"
            data-name={person.name}
            onClick={() => follow(followed ? undefined : person.session)}
          >
            <Avatar name={person.name} hue={hues(person.user)} />
          </button>
        );
      })}
      {rest.length > 0 && (
        <MenuButton
          label={w.people(rest.length)}
          icon={<span className={styles.rest}>+{rest.length}</span>}
          size="medium"
          groups={() => [
            rest.map((person) => ({
              id: `follow-${person.user}`,
              label: person.name,
              note: w.followPerson(person.name),
              icon: <Avatar name={person.name} hue={hues(person.user)} size={20} />,
              run: () => follow(person.session),
            })),
          ]}
        />
      )}
    </div>
  );
}

function Me() {
  const user = useUser();
  const hues = useHues();
  return user ? <AccountMenu hue={hues(user.id)} fromCanvas /> : null;
}
