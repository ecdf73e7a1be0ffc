import { MessageSquare } from 'lucide-react';
import { memo } from 'react';
import { openPanel } from '../board/shell.ts';
import { useCanvasState } from '../state/index.ts';
import styles from './Mark.module.css';
import { openOn } from './threads.ts';
import { commentWords } from './words.ts';

/** On a widget's frame: how many open threads are about it. */
export const CommentMark = memo(function CommentMark({ id, title }: { id: string; title: string }) {
  const w = commentWords();
  const count = useCanvasState((state) => openOn(state.comments, id));
  if (count === 0) return null;
  return (
    <button
      type="button"
      className={styles.mark}
      aria-label={w.onWidget(count, title)}
      data-no-drag=""
      data-testid="comment-mark"
      data-count={count}
      onClick={() => openPanel({ kind: 'comments', widget: id })}
    >
      <MessageSquare aria-hidden="true" />
      {count}
    </button>
  );
});
