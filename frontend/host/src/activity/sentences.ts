import { didWhat, eventWords } from '../panels/logWords.ts';
import { words } from '../words/words.ts';
import type { ActivityItem } from './index.ts';

type Of = (about: string) => string;
const pair = (en: Of, de: Of): readonly [Of, Of] => [en, de];

/** What was done to something that has a name; how it is called comes in quotation marks. */
const namedWords = words({
  renamed: pair(
    (a) => `renamed the canvas to ${a}`,
    (a) => `hat die Leinwand in ${a} umbenannt`,
  ),
  'layout-saved': pair(
    (a) => `saved the layout ${a}`,
    (a) => `hat die Anordnung ${a} gesichert`,
  ),
  'comment-added': pair(
    (a) => `commented ${a}`,
    (a) => `hat kommentiert: ${a}`,
  ),
  'comment-edited': pair(
    (a) => `edited the comment ${a}`,
    (a) => `hat den Kommentar ${a} bearbeitet`,
  ),
  'comment-resolved': pair(
    (a) => `resolved ${a}`,
    (a) => `hat ${a} erledigt`,
  ),
  'todo.created': pair(
    (a) => `added ${a}`,
    (a) => `hat ${a} hinzugefügt`,
  ),
  'todo.edited': pair(
    (a) => `edited ${a}`,
    (a) => `hat ${a} bearbeitet`,
  ),
  'todo.ticked': pair(
    (a) => `ticked ${a}`,
    (a) => `hat ${a} abgehakt`,
  ),
  'todo.unticked': pair(
    (a) => `reopened ${a}`,
    (a) => `hat ${a} wieder geöffnet`,
  ),
  'todo.removed': pair(
    (a) => `removed ${a}`,
    (a) => `hat ${a} entfernt`,
  ),
  'todo.restored': pair(
    (a) => `brought back ${a}`,
    (a) => `hat ${a} zurückgeholt`,
  ),
  'todo.due-set': pair(
    (a) => `set a day for ${a}`,
    (a) => `hat einen Tag für ${a} gesetzt`,
  ),
  'todo.assigned': pair(
    (a) => `assigned ${a}`,
    (a) => `hat ${a} zugewiesen`,
  ),
  'todo.moved': pair(
    (a) => `moved ${a}`,
    (a) => `hat ${a} verschoben`,
  ),
  'todo.list-added': pair(
    (a) => `made the list ${a}`,
    (a) => `hat die Liste ${a} angelegt`,
  ),
  'todo.list-renamed': pair(
    (a) => `renamed a list to ${a}`,
    (a) => `hat eine Liste in ${a} umbenannt`,
  ),
  'todo.list-removed': pair(
    (a) => `removed the list ${a}`,
    (a) => `hat die Liste ${a} entfernt`,
  ),
  'calendar.created': pair(
    (a) => `added the event ${a}`,
    (a) => `hat den Termin ${a} hinzugefügt`,
  ),
  'calendar.edited': pair(
    (a) => `edited the event ${a}`,
    (a) => `hat den Termin ${a} bearbeitet`,
  ),
  'calendar.moved': pair(
    (a) => `moved the event ${a}`,
    (a) => `hat den Termin ${a} verschoben`,
  ),
  'calendar.removed': pair(
    (a) => `removed the event ${a}`,
    (a) => `hat den Termin ${a} entfernt`,
  ),
  'calendar.restored': pair(
    (a) => `brought back the event ${a}`,
    (a) => `hat den Termin ${a} zurückgeholt`,
  ),
  'chat.posted': pair(
    (a) => `wrote ${a}`,
    (a) => `hat ${a} geschrieben`,
  ),
  'chat.edited': pair(
    (a) => `edited ${a}`,
    (a) => `hat ${a} bearbeitet`,
  ),
  'chat.reacted': pair(
    (a) => `reacted to ${a}`,
    (a) => `hat auf ${a} reagiert`,
  ),
  'chat.removed': pair(
    (a) => `removed ${a}`,
    (a) => `hat ${a} entfernt`,
  ),
});

const phraseWords = words({
  quoted: [(text: string) => `“${text}”`, (text: string) => `„${text}“`],
  within: [
    (what: string, where: string) => `${what} in ${where}`,
    (what: string, where: string) => `${what} in ${where}`,
  ],
  times: [
    (what: string, n: number) => `${what}, ${n} times`,
    (what: string, n: number) => `${what}, ${n}-mal`,
  ],
  todos: ['ticked several tasks', 'hat mehrere Aufgaben abgehakt'],
});

/** A person is kept in a text as an id. */
const MENTION = /<@[^>]*>/g;

/** What somebody did, after their name: "ticked “Buy milk” in Shopping". */
export function sentenceOf(item: ActivityItem, times = 1): string {
  const p = phraseWords.now();
  const named: Readonly<Record<string, Of>> = namedWords.now();
  const what = named[kindOf(item)];
  const about = aboutOf(item);
  const done = what && about !== undefined ? what(p.quoted(about)) : didWhat(item.type, eventWords.now());
  const placed = item.widget === undefined ? done : p.within(done, item.widget);
  return times > 1 ? p.times(placed, times) : placed;
}

function kindOf({ type, data }: ActivityItem): string {
  if (type === 'todo.toggled') return data.done === false ? 'todo.unticked' : 'todo.ticked';
  return type;
}

function aboutOf({ about, type, data }: ActivityItem): string | undefined {
  const own = { renamed: data.title, 'layout-saved': data.name }[type];
  const words = typeof own === 'string' ? own : about;
  return words?.replace(MENTION, '@…');
}
