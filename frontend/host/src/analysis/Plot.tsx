import { useMemo } from 'react';
import { useLanguage } from '../words/words.ts';
import styles from './Analysis.module.css';
import type { Bars, Lines, Picture } from './picture.ts';
import { scaleOf } from './picture.ts';

const WIDTH = 720;
const HEIGHT = 240;
const LEFT = 48;
const BOTTOM = 24;
const TOP = 8;
/** Told apart in light and dark, and by most eyes. */
const COLOURS = ['--accent', '--good', '--warn', '--time', '--bad', '--ink-3'] as const;

export const colourOf = (n: number): string => `var(${COLOURS[n % COLOURS.length]})`;

/** An answer as a picture; the table beside it has the same for those who do not see it. */
export function Plot({ picture }: { readonly picture: Picture }) {
  switch (picture.kind) {
    case 'bars':
      return <BarPlot picture={picture} />;
    case 'lines':
      return <LinePlot picture={picture} />;
  }
}

function BarPlot({ picture: { bars, left, measure } }: { readonly picture: Bars }) {
  const language = useLanguage();
  const most = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE);
  return (
    <figure className={styles.plot} data-testid="plot" data-kind="bars">
      <figcaption>{measure}</figcaption>
      <ul className={styles.bars}>
        {bars.map(({ name, value }) => (
          <li key={name}>
            <span title={name}>{name}</span>
            <span className={styles.track}>
              <span style={{ width: `${Math.max(0, (value / most) * 100)}%` }} />
            </span>
            <b>{value.toLocaleString(language)}</b>
          </li>
        ))}
      </ul>
      {left > 0 && <p className={styles.left}>+ {left.toLocaleString(language)}</p>}
    </figure>
  );
}

function LinePlot({ picture }: { readonly picture: Lines }) {
  const language = useLanguage();
  const { times, lines, measure } = picture;
  const { top, steps } = useMemo(
    () => scaleOf(Math.max(0, ...lines.flatMap(({ values }) => values))),
    [lines],
  );
  const [first = 0, last = 1] = [times[0], times.at(-1)];
  const x = (time: number) => LEFT + ((time - first) / (last - first || 1)) * (WIDTH - LEFT - 8);
  const y = (value: number) => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  return (
    <figure className={styles.plot} data-testid="plot" data-kind="lines">
      <figcaption>
        {measure}
        <span className={styles.legend}>
          {lines.length > 1 &&
            lines.map(({ name }, n) => (
              <span key={name}>
                <i style={{ background: colourOf(n) }} />
                {name}
              </span>
            ))}
        </span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${measure}: ${lines.map(({ name }) => name).join(', ')}`}
      >
        {steps.map((step) => (
          <g key={step}>
            <line x1={LEFT} x2={WIDTH - 8} y1={y(step)} y2={y(step)} className={styles.grid} />
            <text x={LEFT - 8} y={y(step) + 4} textAnchor="end">
              {step.toLocaleString(language, { notation: 'compact' })}
            </text>
          </g>
        ))}
        {lines.map(({ name, values }, n) => (
          <g key={name} stroke={colourOf(n)} fill="none">
            <polyline
              strokeWidth="2"
              strokeLinejoin="round"
              points={values.map((value, i) => `${x(times[i] ?? 0)},${y(value)}`).join(' ')}
            />
            {times.length <= 60 &&
              values.map((value, i) => (
                <circle
                  key={times[i]}
                  cx={x(times[i] ?? 0)}
                  cy={y(value)}
                  r="3"
                  fill={colourOf(n)}
                  stroke="none"
                >
                  <title>{`${name}, ${day.format(times[i])}: ${value.toLocaleString(language)}`}</title>
                </circle>
              ))}
          </g>
        ))}
        <text x={LEFT} y={HEIGHT - 4}>
          {day.format(first)}
        </text>
        <text x={WIDTH - 8} y={HEIGHT - 4} textAnchor="end">
          {day.format(last)}
        </text>
      </svg>
    </figure>
  );
}
