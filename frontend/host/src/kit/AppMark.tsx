import {
  Bell,
  Bookmark,
  BookOpen,
  Calculator,
  CalendarDays,
  ChartColumn,
  Clock,
  CloudSun,
  FileText,
  Gauge,
  Globe,
  Heart,
  Image as ImageIcon,
  Link2,
  ListChecks,
  type LucideIcon,
  Map as MapIcon,
  MessageCircle,
  Music,
  NotebookPen,
  Palette,
  Puzzle,
  Shapes,
  Star,
  Table,
  Timer,
  Users,
  Video,
  Vote,
} from 'lucide-react';
import type { CSSProperties } from 'react';
import styles from './AppMark.module.css';
import { HUES } from './people.ts';

/** Icons that a manifest may name; the registry takes no other (`gesso.protocol.app.Icons`). */
export const APP_ICONS: Readonly<Record<string, LucideIcon>> = {
  bell: Bell,
  'book-open': BookOpen,
  bookmark: Bookmark,
  calculator: Calculator,
  calendar: CalendarDays,
  'chart-column': ChartColumn,
  clock: Clock,
  'cloud-sun': CloudSun,
  'file-text': FileText,
  gauge: Gauge,
  globe: Globe,
  heart: Heart,
  image: ImageIcon,
  link: Link2,
  'list-checks': ListChecks,
  map: MapIcon,
  'message-circle': MessageCircle,
  music: Music,
  'notebook-pen': NotebookPen,
  palette: Palette,
  puzzle: Puzzle,
  shapes: Shapes,
  star: Star,
  table: Table,
  timer: Timer,
  users: Users,
  video: Video,
  vote: Vote,
};
/** Names of apps that are older than the list. */
const OTHERS: Readonly<Record<string, LucideIcon>> = {
  'check-square': ListChecks,
  'list-todo': ListChecks,
  todo: ListChecks,
  chat: MessageCircle,
  notes: NotebookPen,
};
const KNOWN: Readonly<Record<string, string>> = {
  todo: '#2f5fd0',
  calendar: '#9a5700',
  chat: '#2c7a4b',
  notes: '#7a4dbf',
};

interface AppMarkProps {
  readonly app: { readonly icon: string } | undefined;
  readonly id: string;
  readonly size?: number;
}

/** An app's mark: its icon on its colour, the same wherever the app is named. */
export function AppMark({ app, id, size = 18 }: AppMarkProps) {
  const Icon = APP_ICONS[app?.icon ?? ''] ?? OTHERS[app?.icon ?? ''] ?? Shapes;
  let hash = 0;
  for (const letter of id) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
  const hue = KNOWN[id] ?? HUES[hash % HUES.length] ?? HUES[0];
  return (
    <span
      className={styles.mark}
      style={{ '--hue': hue, '--size': `${size}px` } as CSSProperties}
      aria-hidden="true"
    >
      <Icon />
    </span>
  );
}
