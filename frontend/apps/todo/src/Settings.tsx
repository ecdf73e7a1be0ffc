/** Todo's settings: for this widget, for everybody on the canvas. */
import { defineSettings, useCanvas, useConfig } from '@gesso/sdk';
import { useId, useState } from 'react';
import { DEFAULTS, FILTERS } from './constants.ts';
import styles from './Todo.module.css';
import type { Filter } from './types.ts';

const HEADING_MOST = 80;

function TodoSettings() {
  const { readOnly } = useCanvas();
  const [config, configure] = useConfig(DEFAULTS);
  const [heading, setHeading] = useState(config.heading);
  const id = useId();
  // What somebody else has written shows here, but never instead of what is being typed before it was drawn.
  const [shown, setShown] = useState(config.heading);
  if (shown !== config.heading) {
    setShown(config.heading);
    setHeading(config.heading);
  }
  const keepHeading = () => {
    if (heading.trim() !== config.heading) configure({ heading: heading.trim() });
  };
  return (
    <form
      className={styles.settings}
      onSubmit={(event) => {
        event.preventDefault();
        keepHeading();
      }}
    >
      <label htmlFor={`${id}h`}>
        Heading inside the widget
        <input
          id={`${id}h`}
          value={heading}
          maxLength={HEADING_MOST}
          disabled={readOnly}
          placeholder="None"
          onChange={(event) => setHeading(event.target.value)}
          onBlur={keepHeading}
        />
      </label>
      <label htmlFor={`${id}f`}>
        Show at first
        <select
          id={`${id}f`}
          value={config.defaultFilter}
          disabled={readOnly}
          onChange={(event) => configure({ defaultFilter: event.target.value as Filter })}
        >
          {FILTERS.map((filter) => (
            <option key={filter.id} value={filter.id}>
              {filter.label}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={config.hideDone}
          disabled={readOnly}
          onChange={(event) => configure({ hideDone: event.target.checked })}
        />
        Hide what is done
      </label>
      {readOnly && <p className={styles.hint}>Only people who can edit this canvas change these.</p>}
    </form>
  );
}

export default defineSettings(TodoSettings);
