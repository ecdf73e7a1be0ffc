import type { CSSProperties } from 'react';
import { usePeerList } from '../state/index.ts';
import styles from './CanvasPage.module.css';
import { follow, useShell } from './shell.ts';
import { useHues } from './usePeople.ts';
import { boardWords } from './words.ts';

/** Says whose view I follow, in their colour, with the way out. */
export function FollowChip() {
  const w = boardWords();
  const hues = useHues();
  const session = useShell((state) => state.following);
  const peer = usePeerList().find((one) => one.session === session);
  if (!peer) return null;
  const style = { '--person': hues(peer.user) } as CSSProperties;
  return (
    <>
      <div className={styles.edge} style={style} />
      <div className={styles.chip} style={style} role="status" data-testid="following">
        {w.following(peer.name)}
        <button type="button" onClick={() => follow(undefined)}>
          {w.stop}
        </button>
      </div>
    </>
  );
}
