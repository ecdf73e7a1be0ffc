import { millisOf } from '@gesso/sdk/protocol';
import { ArchiveRestore, Bookmark, Diff, Ellipsis, GitFork, Link2, Pin } from 'lucide-react';
import { type FormEvent, lazy, Suspense, useEffect, useState } from 'react';
import { copy } from '../board/edits.ts';
import { useNow } from '../board/useNow.ts';
import { useCanvasHandle } from '../canvas/index.ts';
import { mayEdit } from '../canvas/rights.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { Field } from '../kit/Field.tsx';
import { MenuButton, type MenuItem } from '../kit/Menu.tsx';
import { toast } from '../kit/toasts.ts';
import { useCanvasMeta, useStatus } from '../state/index.ts';
import { ago } from '../words/time.tsx';
import { useLanguage } from '../words/words.ts';
import { spokenTime } from './axis.ts';
import styles from './Past.module.css';
import { compareWith, useAgainst, usePast, usePlayhead } from './past.ts';
import { linkTo } from './useAddress.ts';
import type { Drawn } from './useTimeline.ts';
import { pastWords } from './words.ts';

const Dialog = lazy(() => import('../kit/Dialog.tsx'));
const ForkDialog = lazy(() => import('./ForkDialog.tsx'));
const RestoreDialog = lazy(() => import('./RestoreDialog.tsx'));

/** At live: that it is so, how much has happened, and a name for this moment. */
export function LiveControls({ drawn }: { readonly drawn: Drawn | undefined }) {
  const w = pastWords();
  const language = useLanguage();
  const status = useStatus().kind;
  const meta = useCanvasMeta();
  const [naming, setNaming] = useState(false);
  const live = status === 'durable' || status === 'saving' || status === 'viewing';
  const number = new Intl.NumberFormat(language).format(drawn?.events ?? 0);
  return (
    <div className={styles.words}>
      <p>
        <strong data-live={live || undefined}>{live ? w.live : w.waiting}</strong>
        {drawn && (
          <>
            <span data-testid="change-count" data-count={drawn.events}>
              {w.changes(number, drawn.events === 1)}
            </span>
            <span>{w.people(drawn.people)}</span>
          </>
        )}
      </p>
      {meta?.canEdit && (
        <Button
          icon={<Bookmark />}
          aria-label={w.name}
          data-testid="name-moment"
          onClick={() => setNaming(true)}
        >
          <span data-collapse="">{w.name}</span>
        </Button>
      )}
      {naming && (
        <Suspense fallback={null}>
          <Naming onClose={() => setNaming(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** As the server's limit for names. */
const NAME_MAX = 120;

function Naming({ onClose }: { onClose(): void }) {
  const w = pastWords();
  const { manager } = useCanvasHandle();
  const [name, setName] = useState('');
  const save = (event: FormEvent) => {
    event.preventDefault();
    const wanted = name.trim();
    if (!wanted) return;
    // A refusal is told with its reason as a notice of the canvas.
    manager.saveLayout(wanted).then(
      () => toast({ text: w.named(wanted) }),
      () => {},
    );
    onClose();
  };
  return (
    <Dialog title={w.name} testId="naming" onClose={onClose}>
      <form className={styles.form} onSubmit={save}>
        <Field
          label={w.nameLabel}
          hint={w.nameHint}
          value={name}
          maxLength={NAME_MAX}
          data-first=""
          data-testid="moment-name"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className={styles.actions}>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button kind="primary" type="submit" disabled={!name.trim()} data-testid="save-name">
            {w.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** In the past: when it is, and what can be done from here. */
export function PastControls() {
  const w = pastWords();
  const language = useLanguage();
  const { player, shown } = usePast();
  const meta = useCanvasMeta();
  const at = usePlayhead((state) => state.at) ?? 0;
  const playing = usePlayhead((state) => state.playing);
  const problem = usePlayhead((state) => state.problem);
  // What is on the board is not yet, or not, what was asked for.
  const unsure = usePlayhead((state) => state.busy) || problem !== undefined;
  const against = useAgainst();
  const now = useNow(10_000);
  const [open, setOpen] = useState<'fork' | 'restore'>();
  const may = mayEdit(meta?.role);
  const time = millisOf(at);
  useEffect(() => {
    if (problem) toast({ text: pastWords.now().failedMoment, tone: 'bad' });
  }, [problem]);
  const link = () => {
    const address = linkTo(at);
    copy(address).then((done) => toast({ text: done ? w.linkCopied : w.notCopied(address) }));
  };
  const items = (): MenuItem[][] => [
    [{ id: 'link', label: w.link, icon: <Link2 />, run: link }],
    [
      {
        id: 'compare-now',
        label: against ? w.compareEnd : w.compareNow,
        icon: <Diff />,
        run: () => compareWith(against ? undefined : { kind: 'now' }),
      },
      {
        id: 'compare-here',
        label: w.compareHere,
        icon: <Pin />,
        run: () => {
          const moment = shown();
          if (moment) compareWith({ kind: 'pinned', moment });
        },
      },
    ],
  ];
  return (
    <div className={styles.controls} data-testid="past-controls">
      <p className={styles.when} data-testid="past-when">
        <strong>{spokenTime(time, now, language)}</strong>
        <span>{ago(time, now, language)}</span>
      </p>
      <span className={styles.aside}>
        <IconButton label={w.link} side="top" size="small" data-testid="copy-moment" onClick={link}>
          <Link2 />
        </IconButton>
        <IconButton
          label={against ? w.compareEnd : w.compareNow}
          side="top"
          size="small"
          aria-pressed={against !== undefined}
          data-testid="compare"
          onClick={() => compareWith(against ? undefined : { kind: 'now' })}
        >
          <Diff />
        </IconButton>
      </span>
      <MenuButton label={w.more} icon={<Ellipsis />} groups={items} testId="past-more" />
      {may && (
        <>
          <Button
            icon={<GitFork />}
            aria-label={w.fork}
            disabled={playing || unsure}
            data-testid="fork"
            onClick={() => setOpen('fork')}
          >
            <span data-collapse="">{w.fork}</span>
          </Button>
          <Button
            icon={<ArchiveRestore />}
            aria-label={w.restore}
            disabled={playing || unsure}
            data-testid="restore"
            onClick={() => setOpen('restore')}
          >
            <span data-collapse="">{w.restore}</span>
          </Button>
        </>
      )}
      <span className={styles.back}>
        <Button
          kind="primary"
          aria-keyshortcuts="Escape"
          data-testid="back-to-live"
          onClick={() => player.live()}
        >
          {w.back}
        </Button>
      </span>
      <Suspense fallback={null}>
        {open === 'fork' && <ForkDialog at={at} onClose={() => setOpen(undefined)} />}
        {open === 'restore' && <RestoreDialog at={at} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </div>
  );
}
