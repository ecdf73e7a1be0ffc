import { RotateCcw } from 'lucide-react';
import { go } from '../app/router.tsx';
import { Button } from '../kit/Button.tsx';
import { BoardsDrawing, DoorDrawing } from '../kit/Drawings.tsx';
import { Notice } from '../kit/Notice.tsx';
import { toast } from '../kit/toasts.ts';
import { useDeletedCanvases, useRestoreCanvas } from '../people/index.ts';
import type { ClosedReason } from '../state/types.ts';
import { problemText } from '../words/problems.ts';
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
  mine: [(title: string) => `You deleted “${title}”`, (title: string) => `Du hast „${title}“ gelöscht`],
  mineText: [
    'Nobody can open it now. You can bring it back with all that is on it.',
    'Niemand kann sie jetzt öffnen. Du kannst sie mit allem, was darauf ist, zurückholen.',
  ],
  restore: ['Bring it back', 'Zurückholen'],
  signedOut: ['You are signed out', 'Du bist abgemeldet'],
  signedOutText: [
    'Sign in again to go on. Changes that were not durable yet wait in this browser.',
    'Melde dich wieder an, um weiterzumachen. Was noch nicht gesichert war, wartet in diesem Browser.',
  ],
  home: ['Go to my canvases', 'Zu meinen Leinwänden'],
  again: ['Try again', 'Erneut versuchen'],
});

interface ClosedPageProps {
  readonly canvas: string;
  readonly reason: ClosedReason;
}

/** A canvas that cannot be shown: why, what is safe, who to ask. */
export default function ClosedPage({ canvas, reason }: ClosedPageProps) {
  const w = useWords();
  const { data: deleted = [], isLoading } = useDeletedCanvases(reason !== 'signed-out');
  const mine = deleted.find(({ id }) => id === canvas);
  // What is said first is what is believed.
  if (isLoading) return <main className={styles.closed} aria-busy="true" />;
  if (mine) return <Mine canvas={canvas} title={mine.title} />;
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

/** For who has deleted it, as long as it can come back. */
function Mine({ canvas, title }: { readonly canvas: string; readonly title: string }) {
  const w = useWords();
  const restore = useRestoreCanvas();
  return (
    <main className={styles.closed}>
      <Notice
        page
        drawing={<BoardsDrawing />}
        title={w.mine(title)}
        testId="closed-mine"
        actions={
          <>
            <Button
              kind="primary"
              icon={<RotateCcw />}
              busy={restore.isPending}
              data-testid="closed-restore"
              onClick={() =>
                restore.mutateAsync(canvas).then(
                  () => location.reload(),
                  (error) => toast({ text: problemText(error), tone: 'bad' }),
                )
              }
            >
              {w.restore}
            </Button>
            <Button onClick={() => go('/')}>{w.home}</Button>
          </>
        }
      >
        {w.mineText}
      </Notice>
    </main>
  );
}
