import type { ReactNode } from 'react';

/* Line drawings in the page's own colours, so that they follow light and dark. */

export const BLUE = 'var(--accent)';
export const SAND = 'light-dark(#e8b34b, #d9a648)';
export const RED = 'light-dark(#d1495b, #e0707f)';
const LINE = 'var(--line-strong)';

export function Sheet({
  w,
  h,
  children,
}: {
  readonly w: number;
  readonly h: number;
  readonly children: ReactNode;
}) {
  return (
    <svg
      width={w}
      height={h}
      viewBox={`0 0 ${w} ${h}`}
      fill="none"
      stroke={LINE}
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ maxWidth: '100%', height: 'auto' }}
    >
      {children}
    </svg>
  );
}

export function Card(props: { x: number; y: number; w: number; h: number; r?: number }) {
  return (
    <rect x={props.x} y={props.y} width={props.w} height={props.h} rx={props.r ?? 8} fill="var(--surface)" />
  );
}

/** The board's dots, in rows. */
export function Dots({
  columns,
  rows,
  step,
  left,
  top,
}: {
  columns: number;
  rows: number;
  step: number;
  left: number;
  top: number;
}) {
  const spots = Array.from({ length: columns * rows }, (_, n) => ({
    x: left + (n % columns) * step,
    y: top + Math.floor(n / columns) * step,
  }));
  return (
    <g stroke="none" fill="var(--dot)">
      {spots.map(({ x, y }) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r={1.2} />
      ))}
    </g>
  );
}

/** Three boards, one of them still to be made. */
export function BoardsDrawing() {
  return (
    <Sheet w={220} h={120}>
      <Card x={8} y={26} w={76} h={72} />
      <path d="M18 40h26M18 54h54M18 66h40" />
      <Card x={72} y={12} w={82} h={80} />
      <rect x={82} y={24} width={26} height={24} rx={4} fill={BLUE} stroke="none" />
      <rect x={114} y={24} width={30} height={24} rx={4} fill={SAND} stroke="none" />
      <rect x={82} y={54} width={62} height={26} rx={4} fill="var(--surface-2)" stroke="none" />
      <rect x={142} y={32} width={68} height={72} rx={8} fill="var(--paper)" strokeDasharray="3 5" />
      <path d="M176 58v20m-10-10h20" stroke={BLUE} strokeWidth={2} />
    </Sheet>
  );
}

/** An empty board with the place of a first widget. */
export function BlankDrawing() {
  return (
    <Sheet w={240} h={132}>
      <rect x={36} y={18} width={96} height={96} rx={12} stroke={BLUE} strokeDasharray="4 6" />
      <Card x={82} y={40} w={96} h={66} r={12} />
      <rect x={94} y={52} width={12} height={12} rx={3.5} fill={BLUE} stroke="none" />
      <path d="M114 58h34" strokeWidth={3} stroke="var(--ink-2)" />
      <path d="M94 78h66M94 90h46" />
      <path d="M170 92 186 98.6 178.6 101.4 176 109Z" fill="var(--ink)" stroke="none" />
    </Sheet>
  );
}

/** A plug that is out: something could not be reached. */
export function UnpluggedDrawing({ small = false }: { readonly small?: boolean }) {
  return (
    <svg
      width={small ? 96 : 180}
      height={small ? 40 : 75}
      viewBox="0 0 180 75"
      fill="none"
      stroke={LINE}
      strokeWidth={small ? 2.4 : 1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M2 52c20 0 22-16 40-16" />
      <rect x={42} y={22} width={30} height={28} rx={7} fill="var(--surface)" />
      <path d="M72 30h12M72 42h12" />
      <rect x={104} y={22} width={30} height={28} rx={7} fill="var(--surface)" />
      <path d="M134 36c18 0 20 16 44 16" />
      <path d="m90 14 4-8M96 60l-4 9M98 16l8-6" stroke="var(--warn)" />
    </svg>
  );
}

/** A closed door: no rights here. */
export function DoorDrawing() {
  return (
    <Sheet w={150} h={110}>
      <path d="M16 100h118" />
      <rect x={48} y={14} width={54} height={86} rx={5} fill="var(--surface)" />
      <circle cx={92} cy={60} r={3} fill={BLUE} stroke="none" />
      <path d="M60 30h30M60 40h20" />
      <rect x={112} y={72} width={16} height={28} rx={4} fill="var(--surface-2)" />
      <path d="M120 72c0-14-8-14-8-22M120 72c0-10 8-12 8-20" stroke="var(--good)" />
    </Sheet>
  );
}

/** Two arrangements of the same widgets. */
export function LayoutsDrawing() {
  return (
    <Sheet w={180} h={84}>
      <Card x={6} y={12} w={66} h={60} />
      <rect x={14} y={20} width={22} height={44} rx={4} fill={BLUE} stroke="none" />
      <rect x={42} y={20} width={22} height={20} rx={4} fill={SAND} stroke="none" />
      <rect x={42} y={44} width={22} height={20} rx={4} fill="var(--surface-2)" stroke="none" />
      <path d="M82 42h16m-5-5 5 5-5 5" />
      <Card x={108} y={12} w={66} h={60} />
      <rect x={116} y={20} width={50} height={20} rx={4} fill={BLUE} stroke="none" />
      <rect x={116} y={44} width={22} height={20} rx={4} fill={SAND} stroke="none" />
      <rect x={144} y={44} width={22} height={20} rx={4} fill="var(--surface-2)" stroke="none" />
    </Sheet>
  );
}

/** Something under a magnifying glass, not found. */
export function SearchDrawing() {
  return (
    <Sheet w={140} h={80}>
      <Card x={14} y={14} w={70} h={52} />
      <path d="M24 28h30M24 40h46M24 52h36" />
      <circle cx={92} cy={42} r={18} fill="var(--surface)" />
      <path d="m105 55 14 14" strokeWidth={3} />
      <path d="M86 42h12" stroke={BLUE} />
    </Sheet>
  );
}
