/** How Chat looks, for the catalogue: made-up content, nothing to press. */
import type { CSSProperties } from 'react';
import styles from './Chat.module.css';
import { type Words, wordsOf } from './words.ts';

type Said = keyof Words['preview'];
const SAMPLE: readonly {
  by: string;
  initials: string;
  hue: string;
  time: string;
  text: Said;
  reaction?: string;
}[] = [
  {
    by: 'Noor Haddad',
    initials: 'NH',
    hue: '#2c7a4b',
    time: '09:12',
    text: 'booked',
  },
  {
    by: 'Ana Lima',
    initials: 'AL',
    hue: '#7a4dbf',
    time: '09:14',
    text: 'lovely',
    reaction: '🎉 3',
  },
  { by: 'Leo Brandt', initials: 'LB', hue: '#b84a00', time: '09:15', text: 'slides' },
];

export default function ChatPreview() {
  // There is no canvas to ask; the page says which language it speaks.
  const say = wordsOf(document.documentElement.lang).preview;
  return (
    <div className={styles.chat} data-preview aria-hidden="true">
      <ol className={styles.list}>
        {SAMPLE.map(({ by, initials, hue, time, text, reaction }) => (
          <li key={by} className={styles.message} data-first>
            <span className={styles.avatar} style={{ '--hue': hue } as CSSProperties}>
              {initials}
            </span>
            <div className={styles.body}>
              <p className={styles.head}>
                <b>{by}</b>
                <time>{time}</time>
              </p>
              <span className={styles.text}>{say[text]}</span>
              {reaction && (
                <ul className={styles.reactions}>
                  <li>
                    <span>{reaction}</span>
                  </li>
                </ul>
              )}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
