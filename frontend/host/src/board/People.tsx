import { Megaphone } from 'lucide-react';
import { useCanvasHandle } from '../canvas/index.ts';
import { Avatar } from '../kit/Avatar.tsx';
import { IconButton } from '../kit/Button.tsx';
import { MenuButton } from '../kit/Menu.tsx';
import { toast } from '../kit/toasts.ts';
import { useCanEdit } from '../state/index.ts';
import { useIdlePeople } from './peerMarks.ts';
import { follow, useShell } from './shell.ts';
import styles from './TopBar.module.css';
import { mayCall, noteCall } from './useCalls.ts';
import { useHues, useOthers } from './usePeople.ts';
import { boardWords } from './words.ts';

/** Faces shown before the rest becomes a number. */
const FACES_MAX = 4;

/** The others on this canvas; a press follows a person's view. Who is away is dimmed. */
export function People() {
  const w = boardWords();
  const hues = useHues();
  const others = useOthers();
  const idle = useIdlePeople((state) => state.idle);
  const following = useShell((state) => state.following);
  const faces = others.slice(0, FACES_MAX);
  const rest = others.slice(FACES_MAX);
  const hint = (user: string, name: string) => (idle.has(user) ? w.away(name) : w.followPerson(name));
  if (others.length === 0) return null;
  return (
    <>
      <div className={styles.people} data-testid="people" data-count={others.length}>
        {faces.map((person) => {
          const followed = following === person.session;
          return (
            <button
              key={person.user}
              type="button"
              className={styles.face}
              aria-label={hint(person.user, person.name)}
              aria-pressed={followed}
              data-tip={followed ? w.following(person.name) : hint(person.user, person.name)}
              data-testid="peer"
              data-name={person.name}
              data-idle={idle.has(person.user) || undefined}
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
                note: hint(person.user, person.name),
                icon: <Avatar name={person.name} hue={hues(person.user)} size={20} />,
                run: () => follow(person.session),
              })),
            ]}
          />
        )}
      </div>
      <GatherButton />
    </>
  );
}

/** Asks everybody to come to what I see. */
function GatherButton() {
  const w = boardWords();
  const { presence } = useCanvasHandle();
  const canEdit = useCanEdit();
  if (!canEdit) return null;
  return (
    <span className={styles.gather}>
      <IconButton
        label={w.gather}
        size="small"
        data-testid="gather"
        onClick={() => {
          if (!mayCall()) {
            toast({ text: w.gatherSoon });
            return;
          }
          noteCall();
          follow(undefined);
          presence.gather();
          toast({ text: w.gathered });
        }}
      >
        <Megaphone />
      </IconButton>
    </span>
  );
}
