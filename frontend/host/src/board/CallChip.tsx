import type { CSSProperties } from 'react';
import { usePeerList } from '../state/index.ts';
import styles from './CanvasPage.module.css';
import { call, follow, useShell } from './shell.ts';
import { GOING_MS, useCalls } from './useCalls.ts';
import { useHues } from './usePeople.ts';
import { boardWords } from './words.ts';

/** Somebody asks everybody to come and see; the line at its foot says when I go along by myself. */
export function CallChip() {
  const w = boardWords();
  const hues = useHues();
  useCalls();
  const open = useShell((state) => state.call);
  const peer = usePeerList().find((one) => one.session === open?.session);
  if (!open || !peer) return null;
  const style = { '--person': hues(peer.user), '--going': `${GOING_MS}ms` } as CSSProperties;
  return (
    <div
      className={styles.chip}
      style={style}
      role="status"
      data-testid="call"
      data-goes={open.goes || undefined}
    >
      {w.calls(peer.name)}
      <button
        type="button"
        data-testid="call-go"
        onClick={() => {
          call(undefined);
          follow(peer.session);
        }}
      >
        {w.comeAlong}
      </button>
      <button type="button" data-testid="call-stay" onClick={() => call(undefined)}>
        {w.stayHere}
      </button>
      {open.goes && <span className={styles.going} aria-hidden="true" />}
    </div>
  );
}
