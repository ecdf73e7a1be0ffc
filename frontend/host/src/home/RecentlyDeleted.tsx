import { RotateCcw } from 'lucide-react';
import { canvasPath, go } from '../app/router.tsx';
import { Button } from '../kit/Button.tsx';
import { toast } from '../kit/toasts.ts';
import { useDeletedCanvases, useRestoreCanvas } from '../people/index.ts';
import { problemText } from '../words/problems.ts';
import { When } from '../words/time.tsx';
import { words } from '../words/words.ts';
import styles from './RecentlyDeleted.module.css';

const DAY_MS = 86_400_000;

const useWords = words({
  title: ['Recently deleted', 'Kürzlich gelöscht'],
  text: [
    'You can bring these back with all that is on them.',
    'Diese kannst du mit allem, was darauf ist, zurückholen.',
  ],
  restore: ['Restore', 'Wiederherstellen'],
  restored: [(title: string) => `“${title}” is back`, (title: string) => `„${title}“ ist zurück`],
  open: ['Open', 'Öffnen'],
  deleted: ['Deleted', 'Gelöscht'],
  left: [
    (n: number) => (n === 1 ? '1 day left' : `${n} days left`),
    (n: number) => (n === 1 ? 'noch 1 Tag' : `noch ${n} Tage`),
  ],
});

/** Below the canvases: those that their owner has deleted, as long as they can come back. */
export function RecentlyDeleted() {
  const w = useWords();
  const deleted = useDeletedCanvases();
  const restore = useRestoreCanvas();
  const items = deleted.data ?? [];
  if (items.length === 0) return null;
  const left = (until: string) => Math.max(1, Math.ceil((Date.parse(until) - Date.now()) / DAY_MS));
  return (
    <section className={styles.deleted} aria-labelledby="recently-deleted" data-testid="recently-deleted">
      <h2 id="recently-deleted">{w.title}</h2>
      <p>{w.text}</p>
      <ul>
        {items.map(({ id, title, deletedAt, restorableUntil }) => (
          <li key={id}>
            <span className={styles.words}>
              <strong>{title}</strong>
              <span>
                {w.deleted} <When at={deletedAt} /> · {w.left(left(restorableUntil))}
              </span>
            </span>
            <Button
              size="small"
              icon={<RotateCcw />}
              busy={restore.isPending && restore.variables === id}
              data-testid={`restore-canvas-${id}`}
              onClick={() =>
                restore.mutateAsync(id).then(
                  () =>
                    toast({
                      text: w.restored(title),
                      action: { label: w.open, run: () => go(canvasPath(id)) },
                    }),
                  (error) => toast({ text: problemText(error), tone: 'bad' }),
                )
              }
            >
              {w.restore}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
