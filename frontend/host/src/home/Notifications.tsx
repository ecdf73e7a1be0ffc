import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { canvasPath, go } from '../app/router.tsx';
import { partsOf } from '../comments/mentions.ts';
import { Avatar } from '../kit/Avatar.tsx';
import { Button } from '../kit/Button.tsx';
import { hueOf } from '../kit/people.ts';
import { type Notification, useReadNotifications, whichOf } from '../people/notifications.ts';
import { useUser } from '../security/index.ts';
import { nameOf } from '../state/index.ts';
import { When } from '../words/time.tsx';
import { words } from '../words/words.ts';
import styles from './Bell.module.css';

const useWords = words({
  title: ['Notifications', 'Mitteilungen'],
  all: ['Mark all as read', 'Alle als gelesen markieren'],
  none: ['Nothing new', 'Nichts Neues'],
  noneText: [
    'When somebody names you, answers you or gives you a todo, it appears here.',
    'Wenn dich jemand nennt, dir antwortet oder eine Aufgabe gibt, steht es hier.',
  ],
  loading: ['Loading', 'Lädt'],
  mention: [
    (name: string, title: string) => `${name} named you on ${title}`,
    (name: string, title: string) => `${name} hat dich auf ${title} genannt`,
  ],
  answer: [
    (name: string, title: string) => `${name} answered on ${title}`,
    (name: string, title: string) => `${name} hat auf ${title} geantwortet`,
  ],
  'chat-mention': [
    (name: string, title: string) => `${name} named you in a chat on ${title}`,
    (name: string, title: string) => `${name} hat dich in einem Chat auf ${title} genannt`,
  ],
  'todo-assigned': [
    (name: string, title: string) => `${name} gave you a todo on ${title}`,
    (name: string, title: string) => `${name} hat dir auf ${title} eine Aufgabe gegeben`,
  ],
  somebody: ['Somebody', 'Jemand'],
  you: ['you', 'dich'],
});

interface NotificationsProps {
  readonly items: readonly Notification[];
  readonly pending: boolean;
  readonly icon: ReactNode;
  readonly button: RefObject<HTMLElement | null>;
  onClose(): void;
}

/** The newest notifications; a press goes to the comment or the widget. */
export default function Notifications({ items, pending, icon, button, onClose }: NotificationsProps) {
  const w = useWords();
  const me = useUser();
  const read = useReadNotifications();
  const box = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    box.current?.focus();
    const outside = (event: PointerEvent) => {
      const target = event.target as Node;
      if (!box.current?.contains(target) && !button.current?.contains(target)) close.current();
    };
    addEventListener('pointerdown', outside, { capture: true });
    return () => removeEventListener('pointerdown', outside, { capture: true });
  }, [button]);
  const textOf = (text: string) =>
    partsOf(text)
      .map((part) => {
        if ('text' in part) return part.text;
        return `@${part.user === me?.id ? me.name : (nameOf(part.user) ?? w.somebody)}`;
      })
      .join('');
  return (
    <div
      ref={box}
      className={styles.box}
      role="dialog"
      aria-label={w.title}
      tabIndex={-1}
      data-testid="notifications"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2>{w.title}</h2>
        {items.some((one) => !one.read) && (
          <Button size="small" kind="bare" icon={icon} data-testid="read-all" onClick={() => read.mutate({})}>
            {w.all}
          </Button>
        )}
      </header>
      {items.length === 0 ? (
        <div className={styles.none}>
          <strong>{pending ? w.loading : w.none}</strong>
          {!pending && <p>{w.noneText}</p>}
        </div>
      ) : (
        <ul>
          {items.map((one) => {
            const name = one.name ?? w.somebody;
            return (
              <li key={one.event ?? `${one.canvas} ${one.comment}`}>
                <button
                  type="button"
                  data-unread={!one.read || undefined}
                  data-testid="notification"
                  onClick={() => {
                    if (!one.read) read.mutate(whichOf(one));
                    onClose();
                    go(
                      one.comment === undefined
                        ? canvasPath(one.canvas, one.widget)
                        : `${canvasPath(one.canvas)}?comment=${encodeURIComponent(one.comment)}`,
                    );
                  }}
                >
                  <Avatar name={name} hue={hueOf(one.by, one.canvas, [])} />
                  <span>
                    <strong>{w[one.kind](name, one.title)}</strong>
                    <span className={styles.text}>{textOf(one.text)}</span>
                    <When at={one.createdAt} />
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
