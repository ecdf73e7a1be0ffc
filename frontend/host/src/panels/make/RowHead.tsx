import { ArrowDown, ArrowUp, X } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { IconButton } from '../../kit/Button.tsx';
import styles from './Make.module.css';
import { makeWords } from './words.ts';

interface RowHeadProps {
  readonly label: string;
  readonly index: number;
  readonly last: number;
  readonly children: ReactNode;
  onMove(by: number): void;
  onRemove(): void;
}

/** The part of a row that is always there, with what moves and removes it. */
export function RowHead({ label, index, last, children, onMove, onRemove }: RowHeadProps) {
  const w = makeWords();
  return (
    <div className={styles.rowHead}>
      {children}
      <span className={styles.rowTools}>
        <IconButton
          label={w.up(label)}
          side="top"
          size="small"
          data-move="up"
          disabled={index === 0}
          onClick={() => onMove(-1)}
        >
          <ArrowUp />
        </IconButton>
        <IconButton
          label={w.down(label)}
          side="top"
          size="small"
          data-move="down"
          disabled={index === last}
          onClick={() => onMove(1)}
        >
          <ArrowDown />
        </IconButton>
        <IconButton
          label={w.removeOne(label)}
          side="left"
          size="small"
          data-remove=""
          disabled={last === 0}
          onClick={onRemove}
        >
          <X />
        </IconButton>
      </span>
    </div>
  );
}

/** Alt and an arrow key moves the row. */
export const movesBy =
  (onMove: (by: number) => void) =>
  (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
