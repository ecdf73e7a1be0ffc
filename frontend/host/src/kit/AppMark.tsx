import { CalendarDays, ListChecks, type LucideIcon, MessageCircle, NotebookPen, Shapes } from 'lucide-react';
import type { CSSProperties } from 'react';
import styles from './AppMark.module.css';
import { HUES } from './people.ts';

/** Icons that a manifest may name. Another name, or none, gets the common one. */
const ICONS: Readonly<Record<string, LucideIcon>> = {
  'list-checks': ListChecks,
  'check-square': ListChecks,
  'list-todo': ListChecks,
  todo: ListChecks,
  calendar: CalendarDays,
  'message-circle': MessageCircle,
  chat: MessageCircle,
  notes: NotebookPen,
};
const KNOWN: Readonly<Record<string, string>> = { todo: '#2f5fd0', calendar: '#9a5700', chat: '#2c7a4b' };

interface AppMarkProps {
  readonly app: { readonly icon: string } | undefined;
  readonly id: string;
  readonly size?: number;
}

/** An app's mark: its icon on its colour, the same wherever the app is named. */
export function AppMark({ app, id, size = 18 }: AppMarkProps) {
  const Icon = ICONS[app?.icon ?? ''] ?? Shapes;
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
