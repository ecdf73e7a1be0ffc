/** Chat's settings: for this widget, for everybody on the canvas. */
import { defineSettings, useAPI, useCanvas, useConfig } from '@gesso/sdk';
import { useId } from 'react';
import styles from './Chat.module.css';
import { DEFAULTS } from './constants.ts';
import type { Density } from './types.ts';
import { wordsOf } from './words.ts';

const DENSITIES: readonly Density[] = ['cosy', 'compact'];

function ChatSettings() {
  const { readOnly, state, locale } = useCanvas();
  const say = wordsOf(locale).settings;
  const { command } = useAPI();
  const [config, configure] = useConfig(DEFAULTS);
  const id = useId();
  return (
    <form className={styles.settings} onSubmit={(event) => event.preventDefault()}>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={config.showEvents}
          disabled={readOnly}
          aria-describedby={`${id}e`}
          onChange={(event) => configure({ showEvents: event.target.checked })}
        />
        {say.events}
      </label>
      <p id={`${id}e`} className={styles.hint}>
        {say.eventsHint}
      </p>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={state.commenters !== false}
          disabled={readOnly}
          onChange={(event) => void command('chat.allow', { commenters: event.target.checked })}
        />
        {say.commenters}
      </label>
      <label htmlFor={`${id}d`}>
        {say.density}
        <select
          id={`${id}d`}
          value={config.density}
          disabled={readOnly}
          onChange={(event) => configure({ density: event.target.value as Density })}
        >
          {DENSITIES.map((density) => (
            <option key={density} value={density}>
              {say.densities[density]}
            </option>
          ))}
        </select>
      </label>
      {readOnly && <p className={styles.hint}>{say.readOnly}</p>}
    </form>
  );
}

export default defineSettings(ChatSettings);
