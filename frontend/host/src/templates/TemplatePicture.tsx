import type { TemplateItem } from './index.ts';

const WIDTH = 240;
const HEIGHT = 120;
const MARGIN = 14;
const GAP = 5;
/** More of a long board would be too small to see. */
const ROWS_MOST = 14;
const LINES = [0.82, 0.6, 0.74, 0.5] as const;

/** Each kind of app by its colour; others share one. */
const TONES: Readonly<Record<string, string>> = {
  todo: '#2f5fd0',
  calendar: '#d1495b',
  chat: '#2c7a4b',
  notes: '#c98a1a',
};
const OTHER = '#7a4dbf';

/** A board in small, drawn from where its widgets lie. */
export function TemplatePicture({ widgets, columns }: Pick<TemplateItem, 'widgets' | 'columns'>) {
  const rows = Math.min(ROWS_MOST, Math.max(6, ...widgets.map((one) => one.position.y + one.size.h)));
  const stepX = (WIDTH - 2 * MARGIN + GAP) / Math.max(1, columns);
  const stepY = (HEIGHT - 2 * MARGIN + GAP) / rows;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      {widgets
        .filter(({ position }) => position.y < rows)
        .map(({ appId, title, position, size }) => {
          const x = MARGIN + position.x * stepX;
          const y = MARGIN + position.y * stepY;
          const w = size.w * stepX - GAP;
          const h = Math.min(size.h, rows - position.y) * stepY - GAP;
          const lines = LINES.slice(0, Math.max(0, Math.floor((h - 16) / 8)));
          return (
            <g key={`${appId} ${title} ${position.x} ${position.y}`}>
              <rect x={x} y={y} width={w} height={h} rx={4} fill="var(--surface)" stroke="var(--line)" />
              <rect x={x + 5} y={y + 5} width={6} height={6} rx={1.8} fill={TONES[appId] ?? OTHER} />
              <rect
                x={x + 14}
                y={y + 6.5}
                width={Math.max(0, Math.min(40, w - 22))}
                height={3}
                rx={1.5}
                fill="var(--line-strong)"
              />
              {lines.map((part, n) => (
                <rect
                  key={part}
                  x={x + 5}
                  y={y + 17 + n * 8}
                  width={Math.max(0, (w - 10) * part)}
                  height={2.5}
                  rx={1.25}
                  fill="var(--line)"
                />
              ))}
            </g>
          );
        })}
    </svg>
  );
}
