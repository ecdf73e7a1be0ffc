import type { CanvasView } from '@gesso/sdk/protocol';
import { millisOf } from '@gesso/sdk/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { canvasPath, go } from '../app/router.tsx';
import { useCanvasHandle } from '../canvas/index.ts';
import { Button } from '../kit/Button.tsx';
import Dialog from '../kit/Dialog.tsx';
import { Field } from '../kit/Field.tsx';
import { toast } from '../kit/toasts.ts';
import { host } from '../modules.ts';
import { canvasState } from '../state/index.ts';
import { fieldProblem, problemText } from '../words/problems.ts';
import { useLanguage } from '../words/words.ts';
import { spokenTime } from './axis.ts';
import styles from './Past.module.css';
import { pastWords } from './words.ts';

/** As the server's limit for titles. */
const TITLE_MAX = 200;

/** A new canvas that begins as this one was. */
export default function ForkDialog({ at, onClose }: { readonly at: number; onClose(): void }) {
  const w = pastWords();
  const language = useLanguage();
  const { id } = useCanvasHandle();
  const queries = useQueryClient();
  const when = spokenTime(millisOf(at), Date.now(), language);
  const [title, setTitle] = useState(() =>
    `${canvasState().canvas?.title ?? ''} (${when})`.slice(0, TITLE_MAX),
  );
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const fork = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    host
      .api<CanvasView>(`/api/canvas/${encodeURIComponent(id)}/fork`, {
        method: 'POST',
        body: { at, title: title.trim() },
      })
      .then(
        (made) => {
          void queries.invalidateQueries({ queryKey: ['canvases'] });
          go(canvasPath(made.id));
          toast({ text: w.forked(made.title) });
        },
        (error: unknown) => {
          setProblem(error);
          setBusy(false);
        },
      );
  };
  return (
    <Dialog title={w.fork} testId="fork-dialog" onClose={onClose}>
      <form className={styles.form} onSubmit={fork}>
        <p className={styles.text}>{w.forkText}</p>
        <Field
          label={w.forkTitle}
          value={title}
          maxLength={TITLE_MAX}
          problem={
            problem === undefined ? undefined : (fieldProblem(problem, 'title') ?? problemText(problem))
          }
          data-first=""
          data-testid="fork-title"
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <div className={styles.actions}>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button kind="primary" type="submit" busy={busy} disabled={!title.trim()} data-testid="fork-now">
            {w.fork}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
