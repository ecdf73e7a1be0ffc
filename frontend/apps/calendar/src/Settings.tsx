/** Calendar's settings: for this widget, for everybody on the canvas. */
import { defineSettings, useCanvas, useConfig } from '@gesso/sdk';
import { useId } from 'react';
import styles from './Calendar.module.css';
import { DEFAULTS, VIEWS } from './constants.ts';
import { hourName } from './format.ts';
import type { Density, View, WeekStart } from './types.ts';
import { wordsOf } from './words.ts';
import { placeOf, viewerZone } from './zones.ts';

const STARTS: readonly WeekStart[] = ['auto', 'monday', 'saturday', 'sunday'];
const DENSITIES: readonly Density[] = ['comfortable', 'compact'];

function CalendarSettings() {
  const { readOnly, locale } = useCanvas();
  const [config, configure] = useConfig(DEFAULTS);
  const words = wordsOf(locale);
  const say = words.settings;
  const id = useId();
  const zones = [...new Set([viewerZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])];
  const hours = Array.from({ length: 25 }, (_, hour) => hour);
  return (
    <form className={styles.settings} onSubmit={(event) => event.preventDefault()}>
      <label htmlFor={`${id}v`}>
        {say.view}
        <select
          id={`${id}v`}
          value={config.view}
          disabled={readOnly}
          onChange={(event) => configure({ view: event.target.value as View })}
        >
          {VIEWS.map((view) => (
            <option key={view} value={view}>
              {words.views[view]}
            </option>
          ))}
        </select>
      </label>
      <label htmlFor={`${id}w`}>
        {say.weekStart}
        <select
          id={`${id}w`}
          value={config.weekStart}
          disabled={readOnly}
          onChange={(event) => configure({ weekStart: event.target.value as WeekStart })}
        >
          {STARTS.map((start) => (
            <option key={start} value={start}>
              {say.weekStarts[start]}
            </option>
          ))}
        </select>
      </label>
      <label htmlFor={`${id}z`}>
        {say.zone}
        <select
          id={`${id}z`}
          value={config.zone}
          disabled={readOnly}
          onChange={(event) => configure({ zone: event.target.value })}
        >
          <option value="">{say.viewerZone}</option>
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone.includes('/') ? `${placeOf(zone)} (${zone.split('/')[0]})` : zone}
            </option>
          ))}
        </select>
      </label>
      <fieldset>
        <legend>{say.working}</legend>
        <select
          value={config.dayStart}
          disabled={readOnly}
          aria-label={`${say.working}, ${say.from}`}
          onChange={(event) => configure({ dayStart: Number(event.target.value) })}
        >
          {hours.slice(0, config.dayEnd).map((hour) => (
            <option key={hour} value={hour}>
              {hourName(hour, locale)}
            </option>
          ))}
        </select>
        <span aria-hidden="true">–</span>
        <select
          value={config.dayEnd}
          disabled={readOnly}
          aria-label={`${say.working}, ${say.to}`}
          onChange={(event) => configure({ dayEnd: Number(event.target.value) })}
        >
          {hours.slice(config.dayStart + 1).map((hour) => (
            <option key={hour} value={hour}>
              {hourName(hour % 24, locale)}
            </option>
          ))}
        </select>
      </fieldset>
      <fieldset>
        <legend>{say.density}</legend>
        {DENSITIES.map((density) => (
          <label key={density} className={styles.check}>
            <input
              type="radio"
              name={`${id}d`}
              checked={config.density === density}
              disabled={readOnly}
              onChange={() => configure({ density })}
            />
            {say.densities[density]}
          </label>
        ))}
      </fieldset>
      {readOnly && <p className={styles.hint}>{say.readOnly}</p>}
    </form>
  );
}

export default defineSettings(CalendarSettings);
