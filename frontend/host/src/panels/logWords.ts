import type { EventLogEntry } from '../state/types.ts';
import { words } from '../words/words.ts';

export const eventWords = words({
  created: ['made this canvas', 'hat diese Leinwand angelegt'],
  renamed: ['renamed the canvas', 'hat die Leinwand umbenannt'],
  'grid-configured': ['changed the grid', 'hat das Raster geändert'],
  'widget-added': ['added a widget', 'hat ein Widget hinzugefügt'],
  'widget-moved': ['moved a widget', 'hat ein Widget bewegt'],
  'widget-resized': ['resized a widget', 'hat die Größe eines Widgets geändert'],
  'widget-removed': ['removed a widget', 'hat ein Widget entfernt'],
  'widget-restored': ['restored a widget', 'hat ein Widget wiederhergestellt'],
  'widget-locked': ['locked or unlocked a widget', 'hat ein Widget gesperrt oder entsperrt'],
  'widget-raised': ['brought a widget to the front', 'hat ein Widget nach vorn geholt'],
  'widget-renamed': ['renamed a widget', 'hat ein Widget umbenannt'],
  'layout-saved': ['saved a layout', 'hat eine Anordnung gesichert'],
  'layout-loaded': ['loaded a layout', 'hat eine Anordnung geladen'],
  'member-joined': ['joined', 'ist beigetreten'],
  'member-role-changed': ['changed a role', 'hat eine Rolle geändert'],
  'member-removed': ['removed a member', 'hat ein Mitglied entfernt'],
  'link-created': ['made a share link', 'hat einen Link angelegt'],
  'link-revoked': ['revoked a share link', 'hat einen Link zurückgezogen'],
  deleted: ['deleted the canvas', 'hat die Leinwand gelöscht'],
  configured: ['changed settings', 'hat Einstellungen geändert'],
  'state-patched': ['changed shared data', 'hat gemeinsame Daten geändert'],
  'todo.created': ['added a task', 'hat eine Aufgabe hinzugefügt'],
  'todo.edited': ['edited a task', 'hat eine Aufgabe bearbeitet'],
  'todo.toggled': ['ticked a task', 'hat eine Aufgabe abgehakt'],
  'todo.removed': ['removed a task', 'hat eine Aufgabe entfernt'],
  'todo.restored': ['brought back a task', 'hat eine Aufgabe zurückgeholt'],
});

/** What somebody did, in words; a type that the page has no words for stays as it is called. */
export function didWhat(type: string, spoken: Readonly<Record<string, string>>): string {
  return spoken[type] ?? type;
}

export interface LogFilter {
  /** In types, texts and names. */
  readonly text: string;
  /** A person's id, or empty. */
  readonly by: string;
  /** `canvas`, a widget's id, or empty. */
  readonly of: string;
}

/** [S6] The entries that pass, newest first. */
export function filterLog(
  log: readonly EventLogEntry[],
  filter: LogFilter,
  words: (entry: EventLogEntry) => string,
): EventLogEntry[] {
  const text = filter.text.trim().toLocaleLowerCase();
  return log
    .filter(
      (entry) =>
        (filter.by === '' || entry.by === filter.by) &&
        (filter.of === '' || entry.of === filter.of) &&
        (text === '' || `${entry.type} ${words(entry)}`.toLocaleLowerCase().includes(text)),
    )
    .reverse();
}
