/** One event as a button: a bar over days, a line in a month, a block in a week. */
import type { CSSProperties } from 'react';
import styles from './Calendar.module.css';
import { clockText, timeText } from './dates.ts';
import { clock, whenText } from './format.ts';
import { eventKey, SHORTCUTS } from './keys.ts';
import { isBar, type Shown } from './occurrences.ts';
import type { Scene } from './scene.ts';
import { placeOf } from './zones.ts';

export interface ChipProps {
  scene: Scene;
  shown: Shown;
  look: 'bar' | 'line' | 'block';
  style?: CSSProperties;
  before?: boolean;
  after?: boolean;
  /** Tall enough for a second line. */
  roomy?: boolean;
}

function described(shown: Shown, { words, locale }: Pick<Scene, 'words' | 'locale'>): string {
  const { what, entry, elsewhere } = shown;
  const own = elsewhere && clock(Date.parse(`${what.start.replace(/Z$/, '').slice(0, 16)}Z`), locale);
  return [
    what.title,
    shown.allDay
      ? whenText(what.start, what.end, locale)
      : whenText(timeText(shown.from), timeText(shown.to), locale),
    own && elsewhere ? words.at(own, placeOf(elsewhere)) : '',
    what.location ?? '',
    entry.rule === undefined ? '' : shown.changed ? words.changed : words.repeats,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

const told = new WeakMap<Shown, { locale: string; text: string }>();
/** All that a listener or a pointer at rest is told. */
export function describe(shown: Shown, scene: Pick<Scene, 'words' | 'locale'>): string {
  const known = told.get(shown);
  if (known?.locale === scene.locale) return known.text;
  const text = described(shown, scene);
  told.set(shown, { locale: scene.locale, text });
  return text;
}

export function Chip({ scene, shown, look, style, before, after, roomy }: ChipProps) {
  const { drag, readOnly, actions, locale, unsaved } = scene;
  const label = describe(shown, scene);
  const bar = look === 'bar' && isBar(shown);
  return (
    <button
      type="button"
      className={styles.chip}
      data-look={look === 'bar' && !bar ? 'line' : look}
      data-colour={shown.what.colour ?? 'blue'}
      data-before={before || undefined}
      data-after={after || undefined}
      data-roomy={roomy || undefined}
      data-dragged={drag.preview?.key === shown.key || undefined}
      data-event={shown.key}
      style={style}
      title={label}
      aria-label={label}
      aria-keyshortcuts={readOnly ? undefined : SHORTCUTS}
      onClick={(event) => {
        event.stopPropagation();
        if (!drag.dragged()) actions.open(shown);
      }}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => eventKey(event, shown, actions, readOnly)}
      onPointerDown={(event) => drag.grab(event, shown, 'move')}
    >
      {!bar && <span className={styles.clock}>{clock(shown.from, locale)}</span>}
      <span className={styles.title} dir="auto">
        {shown.what.title}
      </span>
      {shown.entry.rule !== undefined && (
        <svg className={styles.mark} viewBox="0 0 12 12" aria-hidden="true">
          <path d="M2.5 5a3.5 3.5 0 0 1 6-2L10 4.5M10 2v2.5H7.5M9.5 7a3.5 3.5 0 0 1-6 2L2 7.5M2 10V7.5h2.5" />
        </svg>
      )}
      {unsaved.has(shown.entry.id) && (
        <span className={styles.dot} role="img" aria-label={scene.words.unsaved} />
      )}
      {look === 'block' && roomy && shown.what.location && (
        <span className={styles.where} dir="auto">
          {shown.what.location}
        </span>
      )}
      {!readOnly && (bar ? !after : look === 'block') && (
        <span
          className={styles.handle}
          data-across={bar || undefined}
          data-until={clockText(shown.to)}
          onPointerDown={(event) => drag.grab(event, shown, 'resize')}
        />
      )}
    </button>
  );
}
