/** Notes' settings: for this widget, for everybody on the canvas. */
import { defineSettings, useCanvas, useConfig } from '@gesso/sdk';
import { useId } from 'react';
import { DEFAULTS, FONT_SIZES, WIDTHS } from './constants.ts';
import styles from './Notes.module.css';
import type { FontSize, Width } from './types.ts';

function NotesSettings() {
  const { readOnly } = useCanvas();
  const [config, configure] = useConfig(DEFAULTS);
  const id = useId();
  return (
    <form className={styles.settings} onSubmit={(event) => event.preventDefault()}>
      <label htmlFor={`${id}s`}>
        Size of the letters
        <select
          id={`${id}s`}
          value={config.fontSize}
          disabled={readOnly}
          onChange={(event) => configure({ fontSize: event.target.value as FontSize })}
        >
          {FONT_SIZES.map((size) => (
            <option key={size.id} value={size.id}>
              {size.label}
            </option>
          ))}
        </select>
      </label>
      <label htmlFor={`${id}w`}>
        Width of the text
        <select
          id={`${id}w`}
          value={config.width}
          disabled={readOnly}
          onChange={(event) => configure({ width: event.target.value as Width })}
        >
          {WIDTHS.map((width) => (
            <option key={width.id} value={width.id}>
              {width.label}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={config.spellCheck}
          disabled={readOnly}
          onChange={(event) => configure({ spellCheck: event.target.checked })}
        />
        Underline words that may be misspelt
      </label>
      {readOnly && <p className={styles.hint}>Only people who can edit this canvas change these.</p>}
    </form>
  );
}

export default defineSettings(NotesSettings);
