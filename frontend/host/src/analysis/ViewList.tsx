import styles from './Analysis.module.css';
import { useViews } from './index.ts';
import { analysisWords } from './words.ts';

/** What may be asked about, in the words of the database itself. */
export function ViewList() {
  const w = analysisWords();
  const { data } = useViews();
  return (
    <details className={styles.views} data-testid="views">
      <summary>{w.views}</summary>
      <p className={styles.hint}>{w.viewsText}</p>
      {data?.map(({ name, about, columns }) => (
        <section key={name} lang="en">
          <h3>
            <code>{name}</code>
          </h3>
          <p>{about}</p>
          <dl>
            {columns.map((column) => (
              <div key={column.name}>
                <dt>
                  <code>{column.name}</code> <small>{column.type}</small>
                </dt>
                <dd>{column.about}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </details>
  );
}
