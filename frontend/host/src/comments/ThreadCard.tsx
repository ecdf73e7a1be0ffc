import type { CommentView } from '@gesso/sdk/protocol';
import { CircleCheck, Ellipsis, Link2, MessageSquareReply, Pencil, RotateCcw, Trash2 } from 'lucide-react';
import { memo, useState } from 'react';
import { canvasPath, go } from '../app/router.tsx';
import { copy, focusWidget } from '../board/edits.ts';
import { useHues } from '../board/usePeople.ts';
import { type OpenCanvas, useCanvasHandle } from '../canvas/index.ts';
import { AppMark } from '../kit/AppMark.tsx';
import { Avatar } from '../kit/Avatar.tsx';
import { Button, IconButton } from '../kit/Button.tsx';
import { MenuButton, type MenuItem } from '../kit/Menu.tsx';
import { announce, toast } from '../kit/toasts.ts';
import { useApp } from '../registry/index.ts';
import { nameOf, useCanvasMeta, useCanvasState } from '../state/index.ts';
import { exact, When } from '../words/time.tsx';
import { useLanguage } from '../words/words.ts';
import styles from './Comments.module.css';
import { Composer } from './Composer.tsx';
import { type Person, partsOf, toTyped } from './mentions.ts';
import type { Thread } from './threads.ts';
import { commentWords } from './words.ts';

/** A comment about another moment than that of its making says so. */
const ABOUT_ELSE_MS = 2_000;

interface ThreadProps {
  readonly thread: Thread;
  readonly people: readonly Person[];
  readonly me: string;
  readonly unread: boolean;
  /** The comment that a link or the person means. */
  readonly meant: string | undefined;
}

/** One conversation: what started it, the answers, and what can be done with it. */
export const ThreadCard = memo(function ThreadCard({ thread, people, me, unread, meant }: ThreadProps) {
  const w = commentWords();
  const canvas = useCanvasHandle();
  const meta = useCanvasMeta();
  const [answering, setAnswering] = useState(false);
  const { start, answers } = thread;
  const by = nameOf(start.by) ?? w.somebody;
  const resolve = () => {
    canvas.manager.editComment(start.id, { resolved: !start.resolved });
    announce(start.resolved ? w.nowOpen : w.nowResolved);
  };
  return (
    <article
      className={styles.thread}
      aria-label={by}
      data-testid="thread"
      data-thread={start.id}
      data-unread={unread || undefined}
    >
      <header className={styles.anchor}>
        <Anchor widget={start.widget} />
        {unread && <em className={styles.fresh}>{w.isNew}</em>}
        {meta?.canEdit && (
          <IconButton
            label={start.resolved ? w.reopen : w.resolve}
            side="left"
            size="small"
            data-testid="resolve"
            onClick={resolve}
          >
            {start.resolved ? <RotateCcw /> : <CircleCheck />}
          </IconButton>
        )}
      </header>
      {[start, ...answers].map((comment) => (
        <Said key={comment.id} comment={comment} people={people} me={me} meant={comment.id === meant} />
      ))}
      {start.resolved && start.resolvedBy && (
        <p className={styles.note}>
          <CircleCheck aria-hidden="true" /> {w.resolvedBy(nameOf(start.resolvedBy) ?? w.somebody)}
          {start.resolvedAt && <When at={start.resolvedAt} />}
        </p>
      )}
      {meta?.canComment && !start.removed && !start.resolved && (
        <footer>
          {answering ? (
            <Composer
              label={w.answerTo(by)}
              people={people}
              action={w.answer}
              autoFocus
              testId="answer"
              onCancel={() => setAnswering(false)}
              onSend={(text) => {
                canvas.manager.comment(text, { parent: start.id });
                announce(w.sent);
                setAnswering(false);
              }}
            />
          ) : (
            <Button
              size="small"
              kind="bare"
              icon={<MessageSquareReply />}
              data-testid="answer-open"
              onClick={() => setAnswering(true)}
            >
              {w.answer}
            </Button>
          )}
        </footer>
      )}
    </article>
  );
});

/** What a thread is about; a press goes there. */
function Anchor({ widget }: { readonly widget: string | undefined }) {
  const w = commentWords();
  const title = useCanvasState((state) => (widget ? state.widgets[widget]?.title : undefined));
  const appId = useCanvasState((state) => (widget ? state.widgets[widget]?.appId : undefined)) ?? '';
  const app = useApp(appId);
  if (widget === undefined) return <span className={styles.place}>{w.canvas}</span>;
  if (title === undefined) return <span className={styles.place}>{w.goneWidget}</span>;
  return (
    <button type="button" className={styles.place} onClick={() => focusWidget(widget)}>
      <AppMark app={app} id={appId} size={20} />
      <span>{title}</span>
    </button>
  );
}

interface SaidProps {
  readonly comment: CommentView;
  readonly people: readonly Person[];
  readonly me: string;
  readonly meant: boolean;
}

const Said = memo(function Said({ comment, people, me, meant }: SaidProps) {
  const w = commentWords();
  const language = useLanguage();
  const canvas = useCanvasHandle();
  const meta = useCanvasMeta();
  const hues = useHues();
  const [editing, setEditing] = useState(false);
  const by = nameOf(comment.by) ?? w.somebody;
  const mine = comment.by === me && (meta?.canComment ?? false);
  const made = Date.parse(comment.createdAt);
  const about = Math.floor(comment.at / 2048);
  if (comment.removed)
    return (
      <p className={styles.gone} data-comment={comment.id}>
        {w.wasRemoved}
      </p>
    );
  return (
    <section
      className={styles.said}
      aria-label={by}
      data-testid="comment"
      data-comment={comment.id}
      data-meant={meant || undefined}
    >
      <Avatar name={by} hue={hues(comment.by)} />
      <div className={styles.words}>
        <header>
          <strong>{by}</strong>
          <button
            type="button"
            className={styles.then}
            data-testid="comment-then"
            data-tip={w.sawThen}
            onClick={() => go(`${canvasPath(canvas.id)}?at=${comment.at}`)}
          >
            <When at={comment.createdAt} />
          </button>
          {comment.editedAt && <span title={exact(Date.parse(comment.editedAt), language)}>{w.edited}</span>}
          <span className={styles.menu}>
            <MenuButton
              label={w.actions(by)}
              icon={<Ellipsis />}
              testId="comment-menu"
              groups={() => menuOf(canvas, comment, mine, meta?.isOwner ?? false, () => setEditing(true))}
            />
          </span>
        </header>
        {editing ? (
          <Composer
            label={w.edit}
            people={people}
            start={toTyped(comment.text, nameOf)}
            action={w.save}
            autoFocus
            testId="edit"
            onCancel={() => setEditing(false)}
            onSend={(text) => {
              canvas.manager.editComment(comment.id, { text });
              setEditing(false);
            }}
          />
        ) : (
          <p className={styles.text}>
            {partsOf(comment.text).map((part, i) =>
              'user' in part ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
                <mark key={i} data-me={part.user === me || undefined}>
                  @{nameOf(part.user) ?? w.somebody}
                </mark>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
                <span key={i}>{part.text}</span>
              ),
            )}
          </p>
        )}
        {Math.abs(about - made) > ABOUT_ELSE_MS && (
          <p className={styles.note}>{w.past(exact(about, language))}</p>
        )}
      </div>
    </section>
  );
});

function menuOf(
  canvas: OpenCanvas,
  comment: CommentView,
  mine: boolean,
  owner: boolean,
  edit: () => void,
): MenuItem[][] {
  const w = commentWords.now();
  const link: MenuItem = {
    id: 'link',
    label: w.link,
    icon: <Link2 />,
    run: () => {
      const address = `${location.origin}${canvasPath(canvas.id)}?comment=${encodeURIComponent(comment.id)}`;
      copy(address).then((done) => toast({ text: done ? w.copied : address }));
    },
  };
  const remove: MenuItem = {
    id: 'remove',
    label: w.remove,
    icon: <Trash2 />,
    danger: true,
    run: () => {
      canvas.manager.removeComment(comment.id);
      toast({
        text: w.removed,
        action: { label: w.undo, run: () => canvas.manager.restoreComment(comment.id) },
      });
    },
  };
  return [
    mine ? [{ id: 'edit', label: w.edit, icon: <Pencil />, run: edit }, link] : [link],
    mine || owner ? [remove] : [],
  ];
}
