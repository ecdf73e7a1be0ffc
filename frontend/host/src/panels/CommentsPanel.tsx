import { useEffect, useMemo, useRef, useState } from 'react';
import { openPanel, useShell } from '../board/shell.ts';
import { useCanvasHandle } from '../canvas/index.ts';
import styles from '../comments/Comments.module.css';
import { Composer } from '../comments/Composer.tsx';
import type { Person } from '../comments/mentions.ts';
import { markSeen, seenUntil } from '../comments/seen.ts';
import { ThreadCard } from '../comments/ThreadCard.tsx';
import { newestOf, threadsOf, threadUnread } from '../comments/threads.ts';
import { commentWords } from '../comments/words.ts';
import { Button } from '../kit/Button.tsx';
import { BlankDrawing } from '../kit/Drawings.tsx';
import { Choice } from '../kit/Field.tsx';
import { Notice } from '../kit/Notice.tsx';
import { announce, toast } from '../kit/toasts.ts';
import { useNotifications, useReadNotifications } from '../people/notifications.ts';
import { useUser } from '../security/index.ts';
import { nameOf, useCanvasMeta, useCanvasState } from '../state/index.ts';
import panel from './Panel.module.css';

/** Threads drawn at first, and more at each press. */
const STEP = 50;

interface CommentsPanelProps {
  /** Only what is said about this widget. */
  readonly widget: string | undefined;
  /** The one that a link means. */
  readonly comment: string | undefined;
}

/** What people say here: open and resolved threads, and where a new one is written. */
export default function CommentsPanel({ widget, comment }: CommentsPanelProps) {
  const w = commentWords();
  const { id, manager } = useCanvasHandle();
  const me = useUser()?.id ?? '';
  const meta = useCanvasMeta();
  const comments = useCanvasState((state) => state.comments);
  const title = useCanvasState((state) => (widget ? state.widgets[widget]?.title : undefined));
  const meantThread = useMemo(() => {
    const one = comment === undefined ? undefined : comments.find((other) => other.id === comment);
    return one && (one.parent ?? one.id);
  }, [comments, comment]);
  const meantResolved = threadsOf(comments).find(({ start }) => start.id === meantThread)?.start.resolved;
  const [shown, setShown] = useState<'open' | 'resolved'>(meantResolved ? 'resolved' : 'open');
  const [most, setMost] = useState(STEP);
  // What was new when the panel was opened stays marked while it is read.
  const [seen] = useState(() => seenUntil(me, id));
  const people = useMemo<Person[]>(
    () =>
      (meta?.members ?? [])
        .filter((member) => member.user !== me)
        .flatMap(({ user, name }) => {
          const known = name ?? nameOf(user);
          return known === undefined ? [] : [{ user, name: known }];
        }),
    [meta?.members, me],
  );
  const threads = threadsOf(comments).filter(({ start }) => widget === undefined || start.widget === widget);
  const open = threads.filter(({ start }) => !start.resolved);
  const list = shown === 'open' ? open : threads.filter(({ start }) => start.resolved);
  useEffect(() => markSeen(me, id, newestOf(comments)), [me, id, comments]);
  useReadHere(id);
  useMeant(comment, meantThread !== undefined);
  return (
    <div className={styles.panel}>
      <Choice<'open' | 'resolved'>
        label={w.show}
        value={shown}
        options={[
          { value: 'open', label: w.open(open.length) },
          { value: 'resolved', label: w.resolved(threads.length - open.length) },
        ]}
        onChange={setShown}
      />
      {widget !== undefined && (
        <div className={panel.line}>
          <span className={panel.hint}>{w.only(title ?? w.goneWidget)}</span>
          <Button size="small" kind="bare" onClick={() => openPanel({ kind: 'comments' })}>
            {w.all}
          </Button>
        </div>
      )}
      <div className={styles.threads} data-testid="threads">
        {list.length === 0 &&
          (shown === 'open' ? (
            <Notice drawing={<BlankDrawing />} title={w.none} testId="no-comments">
              {meta?.canComment ? w.noneText : w.viewer}
            </Notice>
          ) : (
            <p className={panel.hint}>{w.noneResolved}</p>
          ))}
        {list.slice(0, most).map((thread) => (
          <ThreadCard
            key={thread.start.id}
            thread={thread}
            people={people}
            me={me}
            unread={threadUnread(thread, me, seen)}
            meant={comment}
          />
        ))}
        {list.length > most && (
          <Button onClick={() => setMost(most + STEP)}>{w.more(list.length - most)}</Button>
        )}
      </div>
      {meta?.canComment && (
        <div className={styles.fixed}>
          <Composer
            key={widget ?? ''}
            label={widget === undefined ? w.aboutCanvas : w.about(title ?? '')}
            people={people}
            action={w.send}
            autoFocus={comment === undefined}
            testId="write-comment"
            onSend={(text) => {
              manager.comment(text, widget === undefined || title === undefined ? {} : { widget });
              announce(w.sent);
              setShown('open');
            }}
          />
        </div>
      )}
    </div>
  );
}

/** Who reads the comments here needs no notification of them. */
function useReadHere(canvas: string): void {
  const told = useNotifications(true);
  const { mutate } = useReadNotifications();
  const unread = (told.data?.items ?? [])
    .filter((one) => one.canvas === canvas && one.comment !== undefined && !one.read)
    .map((one) => one.comment)
    .join();
  useEffect(() => {
    for (const comment of unread.split(',')) if (comment) mutate({ canvas, comment });
  }, [unread, canvas, mutate]);
}

/** Brings the comment that a link means into sight, once. */
function useMeant(comment: string | undefined, there: boolean): void {
  const done = useRef<string>(undefined);
  const ready = useCanvasState((state) => state.status.kind !== 'loading');
  const open = useShell((state) => state.panel?.kind === 'comments');
  useEffect(() => {
    if (comment === undefined || !ready || !open || done.current === comment) return;
    done.current = comment;
    if (!there) toast({ text: commentWords.now().gone });
    else
      requestAnimationFrame(() =>
        document
          .querySelector(`[data-comment="${CSS.escape(comment)}"]`)
          ?.scrollIntoView({ block: 'center' }),
      );
  }, [comment, there, ready, open]);
}
