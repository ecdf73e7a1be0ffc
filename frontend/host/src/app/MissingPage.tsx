import { Button } from '../kit/Button.tsx';
import { SearchDrawing } from '../kit/Drawings.tsx';
import { Notice } from '../kit/Notice.tsx';
import { words } from '../words/words.ts';
import styles from './Opening.module.css';
import { go } from './router.tsx';

const useWords = words({
  title: ['There is no page here', 'Hier ist keine Seite'],
  text: [
    'The address may be incomplete. Nothing of yours is lost: your canvases are where they were.',
    'Die Adresse ist vielleicht unvollständig. Nichts ist verloren: Deine Leinwände sind, wo sie waren.',
  ],
  home: ['Go to my canvases', 'Zu meinen Leinwänden'],
});

export default function MissingPage() {
  const w = useWords();
  return (
    <main className={styles.opening}>
      <Notice
        page
        drawing={<SearchDrawing />}
        title={w.title}
        testId="missing-page"
        actions={
          <Button kind="primary" onClick={() => go('/')}>
            {w.home}
          </Button>
        }
      >
        {w.text}
      </Notice>
    </main>
  );
}
