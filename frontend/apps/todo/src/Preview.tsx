/** How Todo looks, for the catalogue: made-up content, nothing to press. */
import styles from './Todo.module.css';
import { wordsOf } from './words.ts';

export default function TodoPreview() {
  // There is no canvas to ask; the page says which language it speaks.
  const words = wordsOf(document.documentElement.lang);
  const say = words.preview;
  const sample = [
    { text: say.room, done: true },
    { text: say.invitation, done: true },
    { text: say.slides, done: false, due: words.today, near: 'today' },
    { text: say.pens, done: false, due: say.friday, near: 'soon', who: 'AN' },
  ];
  return (
    <div className={styles.todo} data-preview aria-hidden="true">
      <ul className={styles.list}>
        {sample.map(({ text, done, due, near, who }) => (
          <li key={text} className={styles.item} data-done={done || undefined}>
            <div className={styles.row}>
              <input type="checkbox" checked={done} readOnly tabIndex={-1} />
              <span className={styles.text}>{text}</span>
              {due && (
                <span className={styles.due} data-near={near}>
                  {due}
                </span>
              )}
              {who && (
                <span className={styles.by} data-assigned>
                  {who}
                </span>
              )}
            </div>
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        <span className={styles.count}>{words.count(2, 2)}</span>
      </div>
    </div>
  );
}
