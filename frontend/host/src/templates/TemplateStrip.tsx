import { Link } from '../app/router.tsx';
import { useTemplates } from './index.ts';
import { TemplateCard } from './TemplateCard.tsx';
import styles from './Templates.module.css';
import { templateWords } from './words.ts';

/** As many as fit beside each other on a wide page. */
const SHOWN = 4;

/** On the home page: the first templates, and the way to all. Nothing where they cannot be had. */
export function TemplateStrip() {
  const w = templateWords();
  const list = useTemplates();
  const items = (list.data?.pages[0]?.items ?? []).filter(({ widgets }) => widgets.length > 0);
  if (items.length === 0) return null;
  return (
    <section className={styles.strip} data-testid="template-strip">
      <header>
        <h2>{w.start}</h2>
        <Link to="/templates" data-testid="all-templates">
          {w.all}
        </Link>
      </header>
      <ul className={styles.grid}>
        {items.slice(0, SHOWN).map((item) => (
          <TemplateCard key={item.id} item={item} />
        ))}
      </ul>
    </section>
  );
}
