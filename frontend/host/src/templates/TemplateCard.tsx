import { Trash2 } from 'lucide-react';
import { canvasPath, go } from '../app/router.tsx';
import { Button, IconButton } from '../kit/Button.tsx';
import { toast } from '../kit/toasts.ts';
import { problemText } from '../words/problems.ts';
import { type TemplateItem, useRemoveTemplate, useStartFrom } from './index.ts';
import { TemplatePicture } from './TemplatePicture.tsx';
import styles from './Templates.module.css';
import { templateWords } from './words.ts';

/** A template: what it looks like, what it is for, and the press that starts a canvas from it. */
export function TemplateCard({ item }: { readonly item: TemplateItem }) {
  const w = templateWords();
  const start = useStartFrom();
  const remove = useRemoveTemplate();
  const failed = (error: unknown) => toast({ text: problemText(error), tone: 'bad' });
  const use = () =>
    start.mutate(
      { template: item.id, title: item.title },
      { onSuccess: ({ id }) => go(canvasPath(id)), onError: failed },
    );
  return (
    <li className={styles.card} data-testid="template" data-template={item.id}>
      <div className={styles.cover}>
        <TemplatePicture widgets={item.widgets} columns={item.columns} />
      </div>
      <div className={styles.under}>
        <h3>{item.title}</h3>
        <p className={styles.text}>{item.description}</p>
        <p className={styles.meta}>
          <span>{w.widgets(item.widgets.length)}</span>
          {item.data && <span>{w.withData}</span>}
          {item.name && <span>{w.by(item.name)}</span>}
        </p>
        <div className={styles.actions}>
          <Button
            size="small"
            busy={start.isPending}
            aria-label={w.useNamed(item.title)}
            data-testid="use-template"
            onClick={use}
          >
            {w.use}
          </Button>
          {item.scope === 'own' && (
            <IconButton
              label={w.remove(item.title)}
              size="small"
              side="left"
              data-testid="remove-template"
              onClick={() =>
                remove.mutateAsync(item.id).then(() => toast({ text: w.removed(item.title) }), failed)
              }
            >
              <Trash2 />
            </IconButton>
          )}
        </div>
      </div>
    </li>
  );
}
