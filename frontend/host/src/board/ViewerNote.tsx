import { Eye } from 'lucide-react';
import { nameOf, useCanvasMeta } from '../state/index.ts';
import styles from './CanvasPage.module.css';
import { boardWords } from './words.ts';

/** Why the controls are missing, and who can change that. */
export function ViewerNote() {
  const w = boardWords();
  const meta = useCanvasMeta();
  const owner = meta?.members.find((member) => member.role === 'owner');
  const name = owner && (owner.name ?? nameOf(owner.user));
  return (
    <p className={styles.viewer} data-testid="viewer-note">
      <Eye aria-hidden="true" />
      {w.viewerNote(name ?? w.itsOwner)}
    </p>
  );
}
