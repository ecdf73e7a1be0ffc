/** How the app looks, for the catalogue: made-up content, nothing to press. */
import styles from './Sample.module.css';
import { wordsOf } from './words.ts';

export default function SamplePreview() {
  return (
    <div className={styles.app} data-preview aria-hidden="true">
      <ul className={styles.list}>
        {wordsOf(navigator.language).preview.map((text) => (
          <li key={text} className={styles.item}>
            <span className={styles.text}>{text}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
