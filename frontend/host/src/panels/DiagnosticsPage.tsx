import { Link } from '../app/router.tsx';
import { Mark } from '../kit/Mark.tsx';
import { words } from '../words/words.ts';
import own from './Diagnostics.module.css';
import { Diagnostics } from './Diagnostics.tsx';

const useWords = words({
  title: ['Diagnostics', 'Diagnose'],
  home: ['My canvases', 'Meine Leinwände'],
});

/** [A1] The page's parts by themselves, without a canvas. */
export default function DiagnosticsPage() {
  const w = useWords();
  return (
    <main className={own.page}>
      <header>
        <Link to="/" aria-label={w.home}>
          <Mark />
        </Link>
        <h1>{w.title}</h1>
      </header>
      <Diagnostics page />
    </main>
  );
}
