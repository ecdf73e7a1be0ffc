import { Ellipsis, ExternalLink, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { canvasPath, go, Link } from '../app/router.tsx';
import { Button } from '../kit/Button.tsx';
import { EditableText } from '../kit/EditableText.tsx';
import { MenuButton, type MenuItem } from '../kit/Menu.tsx';
import { toast } from '../kit/toasts.ts';
import { useDeleteCanvas, useRenameCanvas, useRestoreCanvas } from '../people/index.ts';
import type { CanvasListItem } from '../people/types.ts';
import { problemText } from '../words/problems.ts';
import { roleWords } from '../words/roles.ts';
import { When } from '../words/time.tsx';
import { words } from '../words/words.ts';
import styles from './HomePage.module.css';
import { Thumbnail } from './Thumbnail.tsx';

const useWords = words({
  open: ['Open', 'Öffnen'],
  rename: ['Rename', 'Umbenennen'],
  remove: ['Delete canvas', 'Leinwand löschen'],
  sure: [
    'Delete it for everybody? For 30 days you can bring it back.',
    'Für alle löschen? 30 Tage lang kannst du sie zurückholen.',
  ],
  undo: ['Undo', 'Zurücknehmen'],
  yes: ['Delete', 'Löschen'],
  keep: ['Keep', 'Behalten'],
  deleted: [(title: string) => `“${title}” was deleted`, (title: string) => `„${title}“ wurde gelöscht`],
  menu: [(title: string) => `Actions for ${title}`, (title: string) => `Aktionen für ${title}`],
  changed: ['Changed', 'Geändert'],
  title: ['Title', 'Titel'],
  widgets: [
    (n: number) => (n === 1 ? '1 widget' : `${n} widgets`),
    (n: number) => (n === 1 ? '1 Widget' : `${n} Widgets`),
  ],
});

interface CanvasCardProps {
  readonly item: CanvasListItem;
  /** The card is leaving the list: the focus needs another home. */
  onGone(): void;
}

/** One canvas in the list: what it is, my role, when it changed, and for its owner the way to delete it. */
export function CanvasCard({ item, onGone }: CanvasCardProps) {
  const w = useWords();
  const roles = roleWords();
  const rename = useRenameCanvas();
  const remove = useDeleteCanvas();
  const restore = useRestoreCanvas();
  const [mode, setMode] = useState<'calm' | 'renaming' | 'deleting'>('calm');
  const owner = item.role === 'owner';
  const failed = (error: unknown) => toast({ text: problemText(error), tone: 'bad' });
  const groups = (): MenuItem[][] => [
    [
      { id: 'open', label: w.open, icon: <ExternalLink />, run: () => go(canvasPath(item.id)) },
      ...(owner || item.role === 'editor'
        ? [{ id: 'rename', label: w.rename, icon: <Pencil />, run: () => setMode('renaming') }]
        : []),
    ],
    owner
      ? [{ id: 'delete', label: w.remove, icon: <Trash2 />, danger: true, run: () => setMode('deleting') }]
      : [],
  ];
  return (
    <li className={styles.card} data-testid="canvas-card" data-canvas={item.id}>
      <Link
        to={canvasPath(item.id)}
        className={styles.cover}
        aria-label={item.title}
        data-testid="open-canvas"
      >
        <Thumbnail seed={item.id} widgets={item.widgets} />
      </Link>
      <div className={styles.under}>
        <div className={styles.words}>
          <EditableText
            text={item.title}
            label={w.title}
            max={200}
            editing={mode === 'renaming'}
            className={styles.title}
            onEdit={(editing) => setMode(editing ? 'renaming' : 'calm')}
            onChange={(title) => rename.mutate({ id: item.id, title }, { onError: failed })}
          />
          <p className={styles.meta}>
            <span>{roles[item.role]}</span>
            {item.widgets !== undefined && <span>{w.widgets(item.widgets)}</span>}
            {item.updatedAt && (
              <span>
                {w.changed} <When at={item.updatedAt} />
              </span>
            )}
          </p>
        </div>
        <MenuButton label={w.menu(item.title)} icon={<Ellipsis />} groups={groups} testId="canvas-menu" />
      </div>
      {mode === 'deleting' && (
        <div className={styles.sure} role="alertdialog" aria-label={w.remove}>
          <p>{w.sure}</p>
          <div>
            <Button autoFocus onClick={() => setMode('calm')}>
              {w.keep}
            </Button>
            <Button
              kind="danger"
              busy={remove.isPending}
              data-testid="confirm-delete"
              onClick={() =>
                // By the time of the answer the card may have left the list, which drops a mutation's own callbacks.
                remove.mutateAsync(item.id).then(() => {
                  toast({
                    text: w.deleted(item.title),
                    action: { label: w.undo, run: () => restore.mutateAsync(item.id).catch(failed) },
                  });
                  onGone();
                }, failed)
              }
            >
              {w.yes}
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}
