import { Button } from '../kit/Button.tsx';
import type { HeldBack } from '../loader/appEdits.ts';
import { endStorm } from '../widget/storms.ts';
import { words } from '../words/words.ts';
import styles from './StormNote.module.css';

const useWords = words({
  tooMany: [
    (title: string) => `${title} does more at once than a canvas takes. Some of it was left out.`,
    (title: string) => `${title} tut mehr auf einmal, als eine Leinwand verträgt. Ein Teil davon entfällt.`,
  ],
  loops: [
    (title: string) => `${title} and another app kept answering each other. That was stopped.`,
    (title: string) => `${title} und eine andere App antworteten einander ohne Ende. Das wurde beendet.`,
  ],
  understood: ['All right', 'In Ordnung'],
});

interface StormNoteProps {
  readonly id: string;
  readonly title: string;
  readonly storm: HeldBack;
}

/** Says once, without taking the app's room, that something of it was held back. */
export default function StormNote({ id, title, storm }: StormNoteProps) {
  const w = useWords();
  return (
    <div className={styles.storm} role="status" data-testid="storm" data-why={storm}>
      <p>{w[storm](title)}</p>
      <Button size="small" onClick={() => endStorm(id)}>
        {w.understood}
      </Button>
    </div>
  );
}
