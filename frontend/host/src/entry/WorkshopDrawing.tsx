import { BLUE, Card, Dots, RED, SAND, Sheet } from '../kit/Drawings.tsx';

function Pointer({ x, y, hue, name }: { x: number; y: number; hue: string; name: string }) {
  const width = name.length * 6.4 + 14;
  return (
    <g transform={`translate(${x} ${y})`} stroke="none">
      <path d="M0 0 12 5 6.4 7 4.4 12.6Z" fill={hue} />
      <rect x={9} y={13} width={width} height={18} rx={6} fill={hue} />
      <text x={9 + width / 2} y={25.5} fill="#fff" fontSize={11} fontWeight={600} textAnchor="middle">
        {name}
      </text>
    </g>
  );
}

const DAYS = Array.from({ length: 14 }, (_, n) => ({
  x: 246 + (n % 7) * 32,
  y: 80 + Math.floor(n / 7) * 32,
  chosen: n === 9,
}));

/** The workshop: a board that two people work on. For the entry page. */
export function WorkshopDrawing() {
  return (
    <Sheet w={520} h={348}>
      <Dots columns={13} rows={9} step={40} left={20} top={14} />
      <rect x={36} y={30} width={176} height={176} rx={16} stroke={BLUE} strokeWidth={2} />
      <Card x={40} y={34} w={168} h={168} r={13} />
      <rect x={54} y={48} width={14} height={14} rx={4} fill={BLUE} stroke="none" />
      <path d="M76 55h44" strokeWidth={3} stroke="var(--ink-2)" />
      <rect x={54} y={80} width={12} height={12} rx={3} fill="var(--good)" stroke="none" />
      <path d="m57 86 2.2 2.2 4-4.2" stroke="var(--surface)" />
      <path d="M76 86h72" />
      <rect x={54} y={108} width={12} height={12} rx={3} />
      <path d="M76 114h96" />
      <rect x={54} y={136} width={12} height={12} rx={3} />
      <path d="M76 142h58" />
      <circle cx={146} cy={142} r={3} fill="var(--warn)" stroke="none" />
      <path d="M54 170h60" strokeDasharray="2 5" />
      <Card x={232} y={34} w={248} h={120} r={13} />
      <rect x={246} y={48} width={14} height={14} rx={4} fill={SAND} stroke="none" />
      <path d="M268 55h56" strokeWidth={3} stroke="var(--ink-2)" />
      {DAYS.map(({ x, y, chosen }) => (
        <rect
          key={`${x} ${y}`}
          x={x}
          y={y}
          width={22}
          height={22}
          rx={6}
          fill={chosen ? BLUE : 'var(--surface-2)'}
          stroke="none"
        />
      ))}
      <Card x={232} y={174} w={248} h={140} r={13} />
      <rect x={246} y={188} width={14} height={14} rx={4} fill={RED} stroke="none" />
      <path d="M268 195h34" strokeWidth={3} stroke="var(--ink-2)" />
      <path d="M246 290c26-4 32-52 58-50s26 30 52 22 34-46 60-44 28 14 50 10" stroke={RED} strokeWidth={2} />
      <path d="M246 300h220" />
      <rect x={40} y={222} width={168} height={92} rx={13} strokeDasharray="3 6" />
      <path d="M124 256v24m-12-12h24" />
      <Pointer x={168} y={118} hue="#2c7a4b" name="Mona" />
      <Pointer x={408} y={226} hue="#c2364f" name="Leo" />
    </Sheet>
  );
}
