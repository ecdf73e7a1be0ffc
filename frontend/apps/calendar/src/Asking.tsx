/** For which days of a series a change is meant. */
import styles from './Calendar.module.css';
import { Panel } from './Form.tsx';
import type { Scope } from './types.ts';
import type { Words } from './words.ts';

export interface Question {
  title: string;
  scopes: readonly Scope[];
  answer(scope: Scope): void;
}

export function Asking({ words, question, close }: { words: Words; question: Question; close(): void }) {
  return (
    <Panel label={words.which} close={close}>
      <div className={styles.asking}>
        <h3 dir="auto">{question.title}</h3>
        <p>{words.which}</p>
        {question.scopes.map((scope, i) => (
          <button
            key={scope}
            type="button"
            data-first={i === 0 || undefined}
            className={styles.choice}
            onClick={() => {
              close();
              question.answer(scope);
            }}
          >
            {words.scopes[scope]}
          </button>
        ))}
        <button type="button" className={styles.quiet} onClick={close}>
          {words.cancel}
        </button>
      </div>
    </Panel>
  );
}
