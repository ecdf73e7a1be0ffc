/** How many shapes stand for a full canvas. */
const SHAPES_MAX = 6;

/** A small drawn board that differs from canvas to canvas: its id decides, its widgets are counted. */
export function Thumbnail({
  seed,
  widgets,
}: {
  readonly seed: string;
  readonly widgets: number | undefined;
}) {
  const shapes = arrange(seed, Math.min(SHAPES_MAX, widgets ?? 3));
  return (
    <svg viewBox="0 0 240 104" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">
      <g fill="var(--dot)">
        {DOTS.map(([x, y]) => (
          <circle key={`${x}-${y}`} cx={x} cy={y} r={0.9} />
        ))}
      </g>
      {shapes.map((shape) => (
        <g key={`${shape.x}-${shape.y}`}>
          <rect
            x={shape.x}
            y={shape.y}
            width={shape.w}
            height={shape.h}
            rx={5}
            fill="var(--surface)"
            stroke="var(--line)"
          />
          <rect x={shape.x + 7} y={shape.y + 7} width={7} height={7} rx={2} fill={shape.hue} />
          <rect
            x={shape.x + 18}
            y={shape.y + 9}
            width={shape.w * 0.34}
            height={3}
            rx={1.5}
            fill="var(--line-strong)"
          />
        </g>
      ))}
    </svg>
  );
}

const DOTS = Array.from(
  { length: 15 * 6 },
  (_, n) => [8 + (n % 15) * 16, 12 + Math.floor(n / 15) * 16] as const,
);
const TONES = ['#2f5fd0', '#e8b34b', '#2c7a4b', '#d1495b', '#7a4dbf', '#0e7490'] as const;

interface Shape {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly hue: string;
}

function arrange(seed: string, count: number): Shape[] {
  let state = 7;
  for (const letter of seed) state = (Math.imul(state, 31) + letter.charCodeAt(0)) >>> 0;
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const columns = [16, 16, 16];
  const shapes: Shape[] = [];
  for (let n = 0; n < count; n++) {
    const column = n % 3;
    const h = [34, 44, 26, 58][next(4)] ?? 34;
    shapes.push({ x: 20 + column * 68, y: columns[column] ?? 16, w: 60, h, hue: TONES[next(6)] ?? TONES[0] });
    columns[column] = (columns[column] ?? 16) + h + 8;
  }
  return shapes;
}
