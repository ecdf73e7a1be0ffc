/** The app's settings: for this widget, for everybody on the canvas. */
import { defineSettings, useCanvas, useConfig } from '@gesso/sdk';
import { useId, useState } from 'react';
import { DEFAULTS, HEADING_MOST, ORDERS } from './constants.ts';
import styles from './Sample.module.css';
import type { Order } from './types.ts';
import { wordsOf } from './words.ts';

function SampleSettings() {
  const { readOnly, locale } = useCanvas();
  const [config, configure] = useConfig(DEFAULTS);
  const [heading, setHeading] = useState(config.heading);
  const words = wordsOf(locale).settings;
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
        {words.heading}
        <input
          id={`${id}h`}
          value={heading}
          maxLength={HEADING_MOST}
          disabled={readOnly}
          placeholder={words.none}
          onChange={(event) => setHeading(event.target.value)}
          onBlur={keepHeading}
        />
      </label>
      <label htmlFor={`${id}o`}>
        {words.order}
        <select
          id={`${id}o`}
          value={config.order}
          disabled={readOnly}
          onChange={(event) => configure({ order: event.target.value as Order })}
        >
          {ORDERS.map((order) => (
            <option key={order} value={order}>
              {words.orders[order]}
            </option>
          ))}
        </select>
      </label>
      {readOnly && <p className={styles.hint}>{words.readOnly}</p>}
    </form>
  );
}

export default defineSettings(SampleSettings);
