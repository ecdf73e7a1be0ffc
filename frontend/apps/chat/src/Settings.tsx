/** Chat's settings: for this widget, for everybody on the canvas. */
import { defineSettings, useAPI, useCanvas, useConfig } from '@gesso/sdk';
import { useId } from 'react';
import styles from './Chat.module.css';
import { DEFAULTS } from './constants.ts';
import type { Density } from './types.ts';

const DENSITIES: readonly { id: Density; label: string }[] = [
  { id: 'cosy', label: 'Cosy, with room between the lines' },
  { id: 'compact', label: 'Compact, more on one screen' },
];

function ChatSettings() {
  const { readOnly, state } = useCanvas();
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
        Show what happens in other apps
      </label>
      <p id={`${id}e`} className={styles.hint}>
        Quiet lines such as “Ana ticked off Buy milk”, while the chat is open.
      </p>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={state.commenters !== false}
          disabled={readOnly}
          onChange={(event) => void command('chat.allow', { commenters: event.target.checked })}
        />
        Commenters may write and react
      </label>
      <label htmlFor={`${id}d`}>
        Density
        <select
          id={`${id}d`}
          value={config.density}
          disabled={readOnly}
          onChange={(event) => configure({ density: event.target.value as Density })}
        >
          {DENSITIES.map((density) => (
            <option key={density.id} value={density.id}>
              {density.label}
            </option>
          ))}
        </select>
      </label>
      {readOnly && <p className={styles.hint}>Only people who can edit this canvas change these.</p>}
    </form>
  );
}

export default defineSettings(ChatSettings);
