/** The app on the canvas: a list that everybody here adds to. */
import { defineMicroApp, useCanvas, useConfig } from '@gesso/sdk';
import { type FormEvent, useEffect, useState } from 'react';
import { DEFAULTS, TEXT_MOST, UNDO_MILLIS } from './constants.ts';
import styles from './Sample.module.css';
import type { Entry } from './types.ts';
import { useEntries } from './useEntries.ts';
import { type Words, wordsOf } from './words.ts';

function SampleWidget() {
  const { readOnly, user, nameOf, locale, size } = useCanvas();
  const [config] = useConfig(DEFAULTS);
  const { entries, unsaved, add, remove } = useEntries();
  const [taken, setTaken] = useState<{ putBack: () => void }>();
  const words = wordsOf(locale);
  const heading = typeof config.heading === 'string' ? config.heading : '';
  const shown = config.order === 'newest' ? entries.toReversed() : entries;

  useEffect(() => {
    if (!taken) return;
    const timer = setTimeout(() => setTaken(undefined), UNDO_MILLIS);
    return () => clearTimeout(timer);
  }, [taken]);

  return (
    <section className={styles.app} data-small={size.w < 3 || undefined} aria-label={heading || words.list}>
      {heading && <h3 className={styles.heading}>{heading}</h3>}
      {!readOnly && <NewEntry add={add} words={words} />}
      {entries.length === 0 ? (
        <p className={styles.empty}>{readOnly ? words.emptyToRead : words.empty}</p>
      ) : (
        <ul className={styles.list}>
          {shown.map((entry) => (
            <Row
              key={entry.id}
              entry={entry}
              by={entry.userId === user.id ? undefined : (nameOf(entry.userId) ?? words.somebody)}
              unsaved={unsaved.has(entry.id)}
              remove={readOnly ? undefined : () => setTaken({ putBack: remove(entry) })}
              words={words}
            />
          ))}
        </ul>
      )}
      {taken && !readOnly && (
        <p className={styles.undo} role="status">
          <span>{words.removed}</span>
          <button
            type="button"
            onClick={() => {
              taken.putBack();
              setTaken(undefined);
            }}
          >
            {words.putBack}
          </button>
        </p>
      )}
    </section>
  );
}

interface RowProps {
  entry: Entry;
  /** Who wrote it, unless it was the person who looks. */
  by: string | undefined;
  unsaved: boolean;
  remove: (() => void) | undefined;
  words: Words;
}

function Row({ entry, by, unsaved, remove, words }: RowProps) {
  return (
    <li className={styles.item} data-id={entry.id}>
      <span className={styles.text} dir="auto">
        {entry.text}
      </span>
      {unsaved && <span className={styles.dot} role="img" aria-label={words.unsaved} title={words.unsaved} />}
      {by !== undefined && <span className={styles.by}>{words.by(by)}</span>}
      {remove && (
        <button
          type="button"
          className={styles.remove}
          onClick={remove}
          aria-label={words.remove(entry.text)}
        >
          <svg viewBox="0 0 18 18" aria-hidden="true">
            <path d="M5 5l8 8M13 5l-8 8" />
          </svg>
        </button>
      )}
    </li>
  );
}

function NewEntry({ add, words }: { add: (text: string) => void; words: Words }) {
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const trimmed = text.trim();
    if (trimmed === '') return;
    add(trimmed);
    setText('');
  };
  return (
    <form className={styles.add} onSubmit={submit}>
      <input
        value={text}
        onChange={(event) => setText(event.target.value)}
        maxLength={TEXT_MOST}
        placeholder={words.write}
        aria-label={words.entry}
        enterKeyHint="done"
        autoComplete="off"
        data-enter
      />
      <button type="submit" disabled={text.trim() === ''}>
        {words.add}
      </button>
    </form>
  );
}

export default defineMicroApp({ Widget: SampleWidget });
