/** Todo's settings: for this widget, for everybody on the canvas. */
import { defineSettings, useCanvas, useConfig } from '@gesso/sdk';
import { useId, useState } from 'react';
import { DEFAULTS, FILTERS } from './constants.ts';
import styles from './Todo.module.css';
import type { Filter } from './types.ts';
import { wordsOf } from './words.ts';

const HEADING_MOST = 80;

function TodoSettings() {
  const { readOnly, locale } = useCanvas();
  const words = wordsOf(locale);
  const say = words.settings;
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
        {say.heading}
        <input
          id={`${id}h`}
          value={heading}
          maxLength={HEADING_MOST}
          disabled={readOnly}
          placeholder={say.noHeading}
          onChange={(event) => setHeading(event.target.value)}
          onBlur={keepHeading}
        />
      </label>
      <label htmlFor={`${id}f`}>
        {say.filter}
        <select
          id={`${id}f`}
          value={config.defaultFilter}
          disabled={readOnly}
          onChange={(event) => configure({ defaultFilter: event.target.value as Filter })}
        >
          {FILTERS.map((filter) => (
            <option key={filter} value={filter}>
              {words.filters[filter]}
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
        {say.hideDone}
      </label>
      {readOnly && <p className={styles.hint}>{say.readOnly}</p>}
    </form>
  );
}

export default defineSettings(TodoSettings);
