import { MessageSquare } from 'lucide-react';
import { useSeenUntil } from '../comments/seen.ts';
import { unreadOf } from '../comments/threads.ts';
import { commentWords } from '../comments/words.ts';
import { IconButton } from '../kit/Button.tsx';
import { useUser } from '../security/index.ts';
import { useCanvasState } from '../state/index.ts';
import styles from './Rail.module.css';
import { openPanel } from './shell.ts';

/** The rail's way to the comments, with how many of them are new to this person. */
export function CommentsEntry({ open }: { readonly open: boolean }) {
  const w = commentWords();
  const me = useUser()?.id ?? '';
  const canvas = useCanvasState((state) => state.canvas?.id) ?? '';
  const seen = useSeenUntil(me, canvas);
  const unread = useCanvasState((state) => unreadOf(state.comments, me, seen));
  return (
    <span className={styles.entry}>
      <IconButton
        label={unread > 0 ? `${w.comments}, ${w.unread(unread)}` : w.comments}
        keys="C"
        side="right"
        aria-expanded={open}
        data-testid="rail-comments"
        onClick={() => openPanel({ kind: 'comments' })}
      >
        <MessageSquare />
      </IconButton>
      {unread > 0 && (
        <span className={styles.badge} aria-hidden="true" data-testid="unread-comments">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
      <span className={styles.word} aria-hidden="true">
        {w.comments}
      </span>
    </span>
  );
}
