/** Where in time one looks, how, and what else can be done. */
import { useId, useState } from 'react';
import styles from './Calendar.module.css';
import { VIEWS } from './constants.ts';
import type { View } from './types.ts';
import type { Words } from './words.ts';

export interface BarProps {
  words: Words;
  name: string;
  view: View;
  small: boolean;
  narrow: boolean;
  readOnly: boolean;
  choose(view: View): void;
  step(by: -1 | 1): void;
  today(): void;
  add(): void;
  save(): void;
  open(text: string): void;
}

export function Bar(props: BarProps) {
  const { words, name, view, small, narrow, readOnly } = props;
  return (
    <header className={styles.bar}>
      <div className={styles.steps}>
        <button type="button" aria-label={words.earlier} onClick={() => props.step(-1)}>
          <svg viewBox="0 0 18 18" aria-hidden="true">
            <path d="M11 4L6 9l5 5" />
          </svg>
        </button>
        <button type="button" className={styles.today} onClick={props.today}>
          {words.today}
        </button>
        <button type="button" aria-label={words.later} onClick={() => props.step(1)}>
          <svg viewBox="0 0 18 18" aria-hidden="true">
            <path d="M7 4l5 5-5 5" />
          </svg>
        </button>
      </div>
      {!small && (
        <h2 className={styles.name} aria-live="polite">
          {name}
        </h2>
      )}
      {!small &&
        (narrow ? (
          <select
            className={styles.views}
            aria-label={words.view}
            value={view}
            onChange={(event) => props.choose(event.target.value as View)}
          >
            {VIEWS.map((one) => (
              <option key={one} value={one}>
                {words.views[one]}
              </option>
            ))}
          </select>
        ) : (
          <fieldset className={styles.views} aria-label={words.view}>
            {VIEWS.map((one) => (
              <button key={one} type="button" aria-pressed={view === one} onClick={() => props.choose(one)}>
                {words.views[one]}
              </button>
            ))}
          </fieldset>
        ))}
      {small && <span className={styles.name} />}
      {!readOnly && (
        <button
          type="button"
          className={styles.add}
          aria-label={words.add}
          title={words.add}
          onClick={props.add}
        >
          <svg viewBox="0 0 18 18" aria-hidden="true">
            <path d="M9 3v12M3 9h12" />
          </svg>
        </button>
      )}
      {!small && <More {...props} />}
    </header>
  );
}

function More({ words, readOnly, save, open }: BarProps) {
  const [shown, show] = useState(false);
  const id = useId();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears Escape and the focus of what is inside
    <div
      className={styles.more}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !shown) return;
        event.stopPropagation();
        show(false);
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) show(false);
      }}
    >
      <button
        type="button"
        aria-label={words.more}
        aria-expanded={shown}
        aria-controls={shown ? id : undefined}
        onClick={() => show(!shown)}
      >
        <svg viewBox="0 0 18 18" aria-hidden="true">
          <path d="M4 9h.01M9 9h.01M14 9h.01" />
        </svg>
      </button>
      {shown && (
        <div id={id} className={styles.menu}>
          {!readOnly && (
            <label>
              {words.importFile}
              <input
                type="file"
                accept=".ics,text/calendar"
                onChange={(event) => {
                  const file = event.target.files?.[0];
                  event.target.value = '';
                  if (file) void file.text().then(open);
                  show(false);
                }}
              />
            </label>
          )}
          <button
            type="button"
            onClick={() => {
              save();
              show(false);
            }}
          >
            {words.exportFile}
          </button>
        </div>
      )}
    </div>
  );
}
