import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceBetween,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceBetween,
  ClipboardCopy,
  Copy,
  Lock,
  Trash2,
  X,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useCanvasHandle } from '../canvas/index.ts';
import { IconButton } from '../kit/Button.tsx';
import { useCanEdit } from '../state/index.ts';
import { copySelection, duplicateAll } from './copies.ts';
import type { Axis, Edge } from './group.ts';
import { align, distribute, lockAll, removeAll } from './groupEdits.ts';
import { groupWords } from './groupWords.ts';
import styles from './SelectionBar.module.css';
import { select, useShell } from './shell.ts';

const EDGES: readonly [Edge, ReactNode][] = [
  ['left', <AlignStartVertical key="left" />],
  ['center', <AlignCenterVertical key="center" />],
  ['right', <AlignEndVertical key="right" />],
  ['top', <AlignStartHorizontal key="top" />],
  ['middle', <AlignCenterHorizontal key="middle" />],
  ['bottom', <AlignEndHorizontal key="bottom" />],
];
const AXES: readonly [Axis, ReactNode][] = [
  ['across', <AlignHorizontalSpaceBetween key="across" />],
  ['down', <AlignVerticalSpaceBetween key="down" />],
];

/** With several widgets selected: what can be done with all of them. */
export function SelectionBar() {
  const w = groupWords();
  const canvas = useCanvasHandle();
  const canEdit = useCanEdit();
  const count = useShell((state) => (state.selected === undefined ? 0 : state.also.size + 1));
  const busy = useShell((state) => state.ghost !== undefined);
  if (count < 2 || busy) return null;
  return (
    <div className={styles.bar} role="toolbar" aria-label={w.bar} data-testid="selection-bar">
      <strong data-testid="selection-count">{w.selected(count)}</strong>
      {canEdit && (
        <>
          <span className={styles.part}>
            {EDGES.map(([edge, icon]) => (
              <IconButton
                key={edge}
                label={w[edge]}
                side="top"
                size="small"
                data-testid={`align-${edge}`}
                onClick={() => align(canvas, edge)}
              >
                {icon}
              </IconButton>
            ))}
          </span>
          {count > 2 && (
            <span className={styles.part}>
              {AXES.map(([axis, icon]) => (
                <IconButton
                  key={axis}
                  label={w[axis]}
                  side="top"
                  size="small"
                  data-testid={`distribute-${axis}`}
                  onClick={() => distribute(canvas, axis)}
                >
                  {icon}
                </IconButton>
              ))}
            </span>
          )}
        </>
      )}
      <span className={styles.part}>
        {canEdit && (
          <IconButton
            label={w.duplicate}
            keys="Ctrl D"
            side="top"
            size="small"
            onClick={() => duplicateAll(canvas)}
          >
            <Copy />
          </IconButton>
        )}
        <IconButton label={w.copy} keys="Ctrl C" side="top" size="small" onClick={() => copySelection()}>
          <ClipboardCopy />
        </IconButton>
        {canEdit && (
          <>
            <IconButton
              label={w.lock}
              side="top"
              size="small"
              data-testid="lock-all"
              onClick={() => lockAll(canvas)}
            >
              <Lock />
            </IconButton>
            <IconButton
              label={w.remove}
              keys="Del"
              side="top"
              size="small"
              data-testid="remove-all"
              onClick={() => removeAll(canvas)}
            >
              <Trash2 />
            </IconButton>
          </>
        )}
        <IconButton label={w.none} keys="Esc" side="top" size="small" onClick={() => select(undefined)}>
          <X />
        </IconButton>
      </span>
    </div>
  );
}
