import { words } from '../words/words.ts';
import type { LoggedEvent } from './history.ts';

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
  'widget-upgraded': ['upgraded a widget’s app', 'hat die App eines Widgets aktualisiert'],
  'screen-arranged': ['arranged a smaller screen', 'hat einen kleineren Bildschirm angeordnet'],
  'layout-saved': ['saved a layout', 'hat eine Anordnung gesichert'],
  'layout-loaded': ['loaded a layout', 'hat eine Anordnung geladen'],
  'comment-added': ['commented', 'hat kommentiert'],
  'comment-edited': ['edited a comment', 'hat einen Kommentar bearbeitet'],
  'comment-resolved': ['resolved or reopened a comment', 'hat einen Kommentar erledigt oder wieder geöffnet'],
  'comment-removed': ['removed a comment', 'hat einen Kommentar entfernt'],
  'comment-restored': ['brought back a comment', 'hat einen Kommentar zurückgeholt'],
  'member-joined': ['joined', 'ist beigetreten'],
  'member-role-changed': ['changed a role', 'hat eine Rolle geändert'],
  'member-removed': ['removed a member', 'hat ein Mitglied entfernt'],
  'link-created': ['made a share link', 'hat einen Link angelegt'],
  'link-revoked': ['revoked a share link', 'hat einen Link zurückgezogen'],
  restored: ['brought the canvas back', 'hat die Leinwand zurückgeholt'],
  deleted: ['deleted the canvas', 'hat die Leinwand gelöscht'],
  seeded: ['copied a widget', 'hat ein Widget kopiert'],
  configured: ['changed settings', 'hat Einstellungen geändert'],
  'state-patched': ['changed shared data', 'hat gemeinsame Daten geändert'],
  'todo.created': ['added a task', 'hat eine Aufgabe hinzugefügt'],
  'todo.edited': ['edited a task', 'hat eine Aufgabe bearbeitet'],
  'todo.toggled': ['ticked a task', 'hat eine Aufgabe abgehakt'],
  'todo.removed': ['removed a task', 'hat eine Aufgabe entfernt'],
  'todo.restored': ['brought back a task', 'hat eine Aufgabe zurückgeholt'],
  'notes.updated': ['wrote in a note', 'hat in eine Notiz geschrieben'],
  'notes.compacted': ['tidied up a note', 'hat eine Notiz aufgeräumt'],
  'calendar.created': ['added an event', 'hat einen Termin hinzugefügt'],
  'calendar.edited': ['edited an event', 'hat einen Termin bearbeitet'],
  'calendar.moved': ['moved an event', 'hat einen Termin verschoben'],
  'calendar.excepted': ['changed one day of a series', 'hat einen Tag einer Serie geändert'],
  'calendar.split': ['changed the rest of a series', 'hat den Rest einer Serie geändert'],
  'calendar.joined': ['brought a series together again', 'hat eine Serie wieder zusammengeführt'],
  'calendar.removed': ['removed an event', 'hat einen Termin entfernt'],
  'calendar.restored': ['brought back an event', 'hat einen Termin zurückgeholt'],
  'calendar.imported': ['added events from a file', 'hat Termine aus einer Datei hinzugefügt'],
  'calendar.withdrawn': ['took back the events of a file', 'hat die Termine einer Datei zurückgenommen'],
  'chat.posted': ['wrote a message', 'hat eine Nachricht geschrieben'],
  'chat.edited': ['edited a message', 'hat eine Nachricht bearbeitet'],
  'chat.reacted': ['reacted to a message', 'hat auf eine Nachricht reagiert'],
  'chat.removed': ['removed a message', 'hat eine Nachricht entfernt'],
  'chat.restored': ['brought back a message', 'hat eine Nachricht zurückgeholt'],
  'chat.allowed': ['opened or closed the chat', 'hat den Chat geöffnet oder geschlossen'],
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
  /** An app's id, or empty. */
  readonly app?: string;
  /** A type of event, or empty. */
  readonly type?: string;
}

/** The app whose widget an event is about; events of the canvas name it. */
export function appOfEvent(event: LoggedEvent, apps: ReadonlyMap<string, string>): string | undefined {
  const widget = event.of === 'canvas' ? event.data.widget : event.of;
  return typeof widget === 'string' ? apps.get(widget) : undefined;
}

/** [S6] The entries that pass, newest first. */
export function filterLog<Event extends LoggedEvent>(
  log: readonly Event[],
  { text, by, of, app = '', type = '' }: LogFilter,
  words: (entry: Event) => string,
  appOf: (entry: Event) => string | undefined = () => undefined,
): Event[] {
  const wanted = text.trim().toLocaleLowerCase();
  return log
    .filter(
      (entry) =>
        (by === '' || entry.by === by) &&
        (of === '' || entry.of === of) &&
        (type === '' || entry.type === type) &&
        (app === '' || appOf(entry) === app) &&
        (wanted === '' || `${entry.type} ${words(entry)}`.toLocaleLowerCase().includes(wanted)),
    )
    .reverse();
}
