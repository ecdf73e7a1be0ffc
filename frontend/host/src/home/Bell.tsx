import type { CanvasEvent } from '@gesso/sdk';
import { Bell as BellIcon, CheckCheck } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { IconButton } from '../kit/Button.tsx';
import { announce } from '../kit/toasts.ts';
import { host } from '../modules.ts';
import { lookForNotifications, useNotifications } from '../people/notifications.ts';
import { useUser } from '../security/index.ts';
import { useCanvasState } from '../state/index.ts';
import { words } from '../words/words.ts';
import styles from './Bell.module.css';

const Notifications = lazy(() => import('./Notifications.tsx'));

const useWords = words({
  bell: ['Notifications', 'Mitteilungen'],
  unread: [
    (n: number) => (n === 1 ? '1 new notification' : `${n} new notifications`),
    (n: number) => (n === 1 ? '1 neue Mitteilung' : `${n} neue Mitteilungen`),
  ],
});

/** How many things that I am told of I have not read; a press lists them. */
export function Bell() {
  const w = useWords();
  const me = useUser()?.id;
  const told = useNotifications(me !== undefined);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const unread = told.data?.unread ?? 0;
  const before = useRef(unread);
  useEffect(() => {
    if (unread > before.current) announce(w.unread(unread));
    before.current = unread;
  }, [unread, w]);
  useLook(me);
  return (
    <span className={styles.bell}>
      <IconButton
        ref={button}
        label={unread > 0 ? w.unread(unread) : w.bell}
        size="small"
        aria-haspopup="dialog"
        aria-expanded={open}
        data-testid="bell"
        onClick={() => setOpen(!open)}
      >
        <BellIcon />
      </IconButton>
      {unread > 0 && (
        <span className={styles.count} aria-hidden="true" data-testid="bell-count">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
      {open && (
        <Suspense fallback={null}>
          <Notifications
            items={told.data?.items ?? []}
            pending={told.isPending}
            icon={<CheckCheck />}
            button={button}
            onClose={() => {
              setOpen(false);
              button.current?.focus();
            }}
          />
        </Suspense>
      )}
    </span>
  );
}

/** Looks at once when something on the open canvas may be what I am to be told of. */
function useLook(me: string | undefined): void {
  const newest = useCanvasState((state) => {
    const last = state.comments.at(-1);
    return last && last.by !== me ? last.id : undefined;
  });
  useEffect(() => {
    if (newest !== undefined && me !== undefined) lookForNotifications();
  }, [newest, me]);
  const canvas = useCanvasState((state) => state.canvas?.id);
  useEffect(() => {
    const bus = canvas !== undefined && host.open?.id === canvas ? host.open.bus : undefined;
    if (bus === undefined || me === undefined) return;
    const look = (event: CanvasEvent) => {
      if (event.by !== me && concerns(event, me)) lookForNotifications();
    };
    const offs = ['chat.*', 'todo.*'].map((pattern) => bus.on(pattern, look));
    return () => {
      for (const off of offs) off();
    };
  }, [canvas, me]);
}

/** It names me, or what I am to do. */
const concerns = ({ data }: CanvasEvent, me: string): boolean =>
  data.assignee === me || (Array.isArray(data.mentions) && data.mentions.includes(me));
