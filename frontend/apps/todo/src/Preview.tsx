/** How Todo looks, for the catalogue: made-up content, nothing to press. */
import styles from './Todo.module.css';

const SAMPLE = [
  { text: 'Book the room', done: true },
  { text: 'Send the invitation', done: true },
  { text: 'Ask Noor about the slides', done: false, due: 'Today', near: 'today' },
  { text: 'Bring the good pens', done: false, due: 'Friday', near: 'soon', who: 'AN' },
];

export default function TodoPreview() {
  return (
    <div className={styles.todo} data-preview aria-hidden="true">
      <ul className={styles.list}>
        {SAMPLE.map(({ text, done, due, near, who }) => (
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
        <span className={styles.count}>2 open, 2 done</span>
      </div>
    </div>
  );
}
