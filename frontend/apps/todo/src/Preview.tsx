/** How Todo looks, for the catalogue: made-up content, nothing to press. */
import styles from './Todo.module.css';

const SAMPLE = [
  { text: 'Book the room', done: true },
  { text: 'Send the invitation', done: true },
  { text: 'Ask Noor about the slides', done: false },
  { text: 'Bring the good pens', done: false },
];

export default function TodoPreview() {
  return (
    <div className={styles.todo} data-preview aria-hidden="true">
      <ul className={styles.list}>
        {SAMPLE.map(({ text, done }) => (
          <li key={text} className={styles.item} data-done={done || undefined}>
            <input type="checkbox" checked={done} readOnly tabIndex={-1} />
            <span className={styles.text}>{text}</span>
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        <span className={styles.count}>2 open, 2 done</span>
      </div>
    </div>
  );
}
