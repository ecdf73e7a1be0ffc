import { go } from '../app/router.tsx';
import { Button } from '../kit/Button.tsx';
import { BoardsDrawing, DoorDrawing } from '../kit/Drawings.tsx';
import { Notice } from '../kit/Notice.tsx';
import type { ClosedReason } from '../state/types.ts';
import { words } from '../words/words.ts';
import styles from './CanvasPage.module.css';

const useWords = words({
  notFound: [
    'There is no such canvas, or it is not shared with you',
    'Diese Leinwand gibt es nicht, oder sie ist nicht mit dir geteilt',
  ],
  notFoundText: [
    'Ask the person who told you about it for a share link. Your own canvases are where they were.',
    'Bitte die Person, die dir davon erzählt hat, um einen Link. Deine eigenen Leinwände sind, wo sie waren.',
  ],
  revoked: ['You no longer have access to this canvas', 'Du hast keinen Zugang mehr zu dieser Leinwand'],
  revokedText: [
    'Its owner has ended your access. What you made is still on it; only they can let you in again.',
    'Die Person, der sie gehört, hat deinen Zugang beendet. Was du gemacht hast, ist noch darauf.',
  ],
  deleted: ['This canvas was deleted', 'Diese Leinwand wurde gelöscht'],
  deletedText: [
    'Its owner has deleted it for everybody, and can bring it back for 30 days under “My canvases”.',
    'Sie wurde für alle gelöscht. 30 Tage lang kann sie unter „Meine Leinwände“ zurückgeholt werden.',
  ],
  signedOut: ['You are signed out', 'Du bist abgemeldet'],
  signedOutText: [
    'Sign in again to go on. Changes that were not durable yet wait in this browser.',
    'Melde dich wieder an, um weiterzumachen. Was noch nicht gesichert war, wartet in diesem Browser.',
  ],
  home: ['Go to my canvases', 'Zu meinen Leinwänden'],
  again: ['Try again', 'Erneut versuchen'],
});

/** A canvas that cannot be shown: why, what is safe, who to ask. */
export default function ClosedPage({ reason }: { readonly reason: ClosedReason }) {
  const w = useWords();
  const said = {
    'not-found': [w.notFound, w.notFoundText],
    forbidden: [w.notFound, w.notFoundText],
    revoked: [w.revoked, w.revokedText],
    deleted: [w.deleted, w.deletedText],
    'signed-out': [w.signedOut, w.signedOutText],
  }[reason];
  return (
    <main className={styles.closed}>
      <Notice
        page
        drawing={reason === 'deleted' ? <BoardsDrawing /> : <DoorDrawing />}
        title={said[0] ?? ''}
        testId={`closed-${reason}`}
        tone="bad"
        actions={
          <>
            <Button kind="primary" onClick={() => go('/')}>
              {w.home}
            </Button>
            {reason !== 'deleted' && <Button onClick={() => location.reload()}>{w.again}</Button>}
          </>
        }
      >
        {said[1]}
      </Notice>
    </main>
  );
}
