/** Notes' settings: for this widget, for everybody on the canvas. */
import { defineSettings, useCanvas, useConfig } from '@gesso/sdk';
import { useId } from 'react';
import { DEFAULTS, FONT_SIZES, WIDTHS } from './constants.ts';
import styles from './Notes.module.css';
import type { FontSize, Width } from './types.ts';
import { wordsOf } from './words.ts';

function NotesSettings() {
  const { readOnly, locale } = useCanvas();
  const say = wordsOf(locale).settings;
  const [config, configure] = useConfig(DEFAULTS);
  const id = useId();
  return (
    <form className={styles.settings} onSubmit={(event) => event.preventDefault()}>
      <label htmlFor={`${id}s`}>
        {say.size}
        <select
          id={`${id}s`}
          value={config.fontSize}
          disabled={readOnly}
          onChange={(event) => configure({ fontSize: event.target.value as FontSize })}
        >
          {FONT_SIZES.map((size) => (
            <option key={size} value={size}>
              {say.sizes[size]}
            </option>
          ))}
        </select>
      </label>
      <label htmlFor={`${id}w`}>
        {say.width}
        <select
          id={`${id}w`}
          value={config.width}
          disabled={readOnly}
          onChange={(event) => configure({ width: event.target.value as Width })}
        >
          {WIDTHS.map((width) => (
            <option key={width} value={width}>
              {say.widths[width]}
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
        {say.spellCheck}
      </label>
      {readOnly && <p className={styles.hint}>{say.readOnly}</p>}
    </form>
  );
}

export default defineSettings(NotesSettings);
