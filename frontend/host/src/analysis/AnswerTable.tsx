import { useState } from 'react';
import { Button } from '../kit/Button.tsx';
import { exact } from '../words/time.tsx';
import { useLanguage } from '../words/words.ts';
import styles from './Analysis.module.css';
import type { Answer, Column } from './index.ts';
import { analysisWords } from './words.ts';

/** Rows drawn at first, and with each press. */
const STEP = 100;

const isNumber = ({ type }: Column): boolean => /^(int|float|numeric)/.test(type);

export function AnswerTable({ answer: { columns, rows } }: { readonly answer: Answer }) {
  const w = analysisWords();
  const language = useLanguage();
  const [shown, setShown] = useState(STEP);
  const text = (value: unknown, { type }: Column): string => {
    if (value === null || value === undefined) return '';
    if (typeof value === 'number') return value.toLocaleString(language, { maximumFractionDigits: 6 });
    if (type === 'timestamptz') return exact(Date.parse(String(value)), language);
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <section className={styles.table} tabIndex={0} aria-label={w.table}>
        <table data-testid="answer-table">
          <thead>
            <tr>
              {columns.map((column, n) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns may have one name twice and never move
                <th key={n} scope="col" data-number={isNumber(column) || undefined} title={column.type}>
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names and never move
              <tr key={n}>
                {columns.map((column, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <td key={i} data-number={isNumber(column) || undefined}>
                    {text(row[i], column)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > shown && (
        <Button size="small" data-testid="more-rows" onClick={() => setShown(shown + STEP)}>
          {w.showMore}
        </Button>
      )}
    </>
  );
}
