import { words } from '../words/words.ts';
import type { Counted, Tally } from './diff.ts';

const some = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** What the past says. */
export const pastWords = words({
  // the strip
  live: ['Live', 'Live'],
  waiting: ['Not live now', 'Gerade nicht live'],
  changes: [
    (n: string, one: boolean) => `${n} ${one ? 'change' : 'changes'}`,
    (n: string, one: boolean) => `${n} ${one ? 'Änderung' : 'Änderungen'}`,
  ],
  people: [(n: number) => some(n, 'person', 'people'), (n: number) => some(n, 'Mensch', 'Menschen')],
  now: ['Now', 'Jetzt'],
  slider: ['Time', 'Zeit'],
  sliderLive: ['Now, live', 'Jetzt, live'],
  history: ['History of this canvas', 'Verlauf dieser Leinwand'],
  failed: ['The history did not load.', 'Der Verlauf wurde nicht geladen.'],
  again: ['Try again', 'Erneut versuchen'],
  reading: ['Reading', 'Wird gelesen'],
  play: ['Play', 'Abspielen'],
  pause: ['Pause', 'Pause'],
  speed: ['Speed', 'Tempo'],
  whole: ['Show all time', 'Ganze Zeit zeigen'],
  closer: ['Look closer', 'Genauer ansehen'],
  busy: ['Asking for that moment', 'Dieser Moment wird geholt'],
  later: [(length: string) => `${length} later`, (length: string) => `${length} später`],
  quiet: ['Nothing happened here', 'Hier geschah nichts'],
  chapter: [
    (when: string, what: string, who: string) => `${when}: ${what}${who ? `, ${who}` : ''}`,
    (when: string, what: string, who: string) => `${when}: ${what}${who ? `, ${who}` : ''}`,
  ],
  name: ['Name this moment', 'Diesen Moment benennen'],
  nameLabel: ['What is this moment called?', 'Wie heißt dieser Moment?'],
  nameHint: [
    'Everybody finds it under this name on the time line, with the places of all widgets.',
    'Alle finden ihn unter diesem Namen auf der Zeitleiste, mit den Plätzen aller Widgets.',
  ],
  named: [(name: string) => `Named “${name}”`, (name: string) => `„${name}“ benannt`],
  save: ['Save', 'Sichern'],
  cancel: ['Cancel', 'Abbrechen'],

  // in the past
  past: ['The past', 'Die Vergangenheit'],
  why: [
    'This is the past: nothing can be changed here. Go back to live first.',
    'Das ist die Vergangenheit: Hier lässt sich nichts ändern. Geh zuerst zurück zu live.',
  ],
  entered: [(when: string) => `You see ${when}`, (when: string) => `Du siehst ${when}`],
  back: ['Back to live', 'Zurück zu live'],
  backSaid: ['You are back at live', 'Du bist zurück bei live'],
  earlier: ['One step back', 'Einen Schritt zurück'],
  onwards: ['One step on', 'Einen Schritt weiter'],
  more: ['More about this moment', 'Mehr zu diesem Moment'],
  link: ['Copy link to this moment', 'Link zu diesem Moment kopieren'],
  linkCopied: ['Link to this moment copied', 'Link zu diesem Moment kopiert'],
  notCopied: [(link: string) => `Copy this link: ${link}`, (link: string) => `Kopiere diesen Link: ${link}`],
  compareNow: ['Compare with now', 'Mit jetzt vergleichen'],
  compareHere: ['Compare other moments with this one', 'Andere Momente mit diesem vergleichen'],
  compareEnd: ['End the comparison', 'Vergleich beenden'],
  comparedNow: ['Until now', 'Bis jetzt'],
  comparedWith: [(when: string) => `Since ${when}`, (when: string) => `Seit ${when}`],
  comparedUntil: [(when: string) => `Until ${when}`, (when: string) => `Bis ${when}`],
  noDifference: ['Nothing is different', 'Nichts ist anders'],
  addedMark: ['New', 'Neu'],
  removedMark: ['Gone', 'Weg'],
  movedMark: ['Moved', 'Bewegt'],
  changedMark: ['Changed', 'Geändert'],
  failedMoment: ['That moment did not come.', 'Dieser Moment kam nicht.'],
  somebody: ['Somebody', 'Jemand'],

  // fork
  fork: ['Fork from here', 'Von hier abzweigen'],
  forkText: [
    'A new canvas of yours begins as this one was then, with all that was in its apps. Members and links do not come along.',
    'Eine neue Leinwand von dir beginnt so, wie diese damals war, mit allem in ihren Apps. Mitglieder und Links kommen nicht mit.',
  ],
  forkTitle: ['Title of the new canvas', 'Titel der neuen Leinwand'],
  forked: [
    (title: string) => `“${title}” begins where you looked`,
    (title: string) => `„${title}“ beginnt da, wo du hingesehen hast`,
  ],

  // restore and undo
  restore: ['Restore', 'Wiederherstellen'],
  restoreWhat: ['What is to be as it was?', 'Was soll wieder so sein?'],
  restoreAll: ['The whole canvas', 'Die ganze Leinwand'],
  restoreTo: [(when: string) => `As it was: ${when}`, (when: string) => `Wie es war: ${when}`],
  restoreText: [
    'It is done as new changes: what has happened since stays in the history.',
    'Das geschieht mit neuen Änderungen: Was seither geschah, bleibt im Verlauf.',
  ],
  restored: [
    (n: number) => `Restored: ${some(n, 'step', 'steps')} taken back`,
    (n: number) => `Wiederhergestellt: ${some(n, 'Schritt', 'Schritte')} zurückgenommen`,
  ],
  stays: [
    (n: number) =>
      `${some(n, 'change stays', 'changes stay')} as others built on it or it cannot be taken back`,
    (n: number) =>
      `${some(n, 'Änderung bleibt', 'Änderungen bleiben')}, weil anderes darauf aufbaut oder es nicht zurückzunehmen ist`,
  ],
  wouldTake: [
    (n: number, more: boolean) =>
      `${more ? 'At least ' : ''}${some(n, 'change', 'changes')} would be taken back`,
    (n: number, more: boolean) =>
      `${more ? 'Mindestens ' : ''}${some(n, 'Änderung', 'Änderungen')} würde${n === 1 ? '' : 'n'} zurückgenommen`,
  ],
  wouldSkip: ['Stays as it is', 'Bleibt, wie es ist'],
  sinceBy: [
    (what: string, who: string) => `${what}: ${who} has changed it since`,
    (what: string, who: string) => `${what}: ${who} hat es seither geändert`,
  ],
  notUndoable: [
    (what: string) => `${what}: cannot be taken back`,
    (what: string) => `${what}: lässt sich nicht zurücknehmen`,
  ],
  othersStay: [
    (n: number) => `${some(n, 'change', 'changes')} of others stay: only an owner takes those back`,
    (n: number) =>
      `${some(n, 'Änderung', 'Änderungen')} anderer bleiben: Nur wem die Leinwand gehört, nimmt sie zurück`,
  ],
  comesBack: ['comes back', 'kommt zurück'],
  movesBack: ['moves back', 'geht an seinen Platz zurück'],
  resized: ['gets its size back', 'bekommt seine Größe zurück'],
  locked: ['is locked again', 'wird wieder gesperrt'],
  unlocked: ['is unlocked again', 'wird wieder entsperrt'],
  calledAgain: [
    (now: string, then: string) => `${now} is called ${then} again`,
    (now: string, then: string) => `${now} heißt wieder ${then}`,
  ],
  andMore: [(n: number) => `and ${n} more`, (n: number) => `und ${n} weitere`],
  times: [
    (what: string, n: number) => `${what} (${n} times)`,
    (what: string, n: number) => `${what} (${n}-mal)`,
  ],
  nothing: ['There is nothing to take back.', 'Es gibt nichts zurückzunehmen.'],
  undo: ['Undo', 'Zurücknehmen'],
  undoThis: ['Undo this…', 'Zurücknehmen…'],
  undoTitle: ['Take this back?', 'Das zurücknehmen?'],
  undone: [
    (n: number) => `${some(n, 'step', 'steps')} taken back`,
    (n: number) => `${some(n, 'Schritt', 'Schritte')} zurückgenommen`,
  ],
  redone: ['It is as it was before', 'Es ist wieder wie zuvor'],

  // while I was away
  digest: ['While you were away', 'Während du weg warst'],
  digestBy: [
    (what: string, who: string) => `${what}, by ${who}`,
    (what: string, who: string) => `${what}, von ${who}`,
  ],
  digestSince: [(when: string) => `Since ${when}`, (when: string) => `Seit ${when}`],
  show: ['Show me', 'Zeig es mir'],
  dismiss: ['Dismiss', 'Schließen'],
  and: [
    (list: readonly string[]) => new Intl.ListFormat('en').format(list),
    (list: readonly string[]) => new Intl.ListFormat('de').format(list),
  ],
});

const countWords = words({
  widgetsAdded: [
    (n: number) => some(n, 'widget added', 'widgets added'),
    (n: number) => `${some(n, 'Widget', 'Widgets')} dazu`,
  ],
  widgetsRemoved: [
    (n: number) => some(n, 'widget removed', 'widgets removed'),
    (n: number) => `${some(n, 'Widget', 'Widgets')} entfernt`,
  ],
  widgetsMoved: [
    (n: number) => some(n, 'widget moved', 'widgets moved'),
    (n: number) => `${some(n, 'Widget', 'Widgets')} bewegt`,
  ],
  todosAdded: [
    (n: number) => some(n, 'todo added', 'todos added'),
    (n: number) => `${some(n, 'Aufgabe', 'Aufgaben')} dazu`,
  ],
  todosDone: [
    (n: number) => some(n, 'todo done', 'todos done'),
    (n: number) => `${some(n, 'Aufgabe', 'Aufgaben')} erledigt`,
  ],
  messages: [
    (n: number) => some(n, 'message', 'messages'),
    (n: number) => some(n, 'Nachricht', 'Nachrichten'),
  ],
  eventsAdded: [
    (n: number) => some(n, 'event added', 'events added'),
    (n: number) => `${some(n, 'Termin', 'Termine')} dazu`,
  ],
  eventsChanged: [
    (n: number) => some(n, 'event changed', 'events changed'),
    (n: number) => `${some(n, 'Termin', 'Termine')} geändert`,
  ],
  notes: [
    (n: number) => some(n, 'note edited', 'notes edited'),
    (n: number) => `${some(n, 'Notiz', 'Notizen')} bearbeitet`,
  ],
  comments: [
    (n: number) => some(n, 'comment', 'comments'),
    (n: number) => some(n, 'Kommentar', 'Kommentare'),
  ],
  joined: [
    (n: number) => some(n, 'person joined', 'people joined'),
    (n: number) => `${some(n, 'Mensch', 'Menschen')} dazu`,
  ],
  other: [
    (n: number) => some(n, 'other change', 'other changes'),
    (n: number) => `${some(n, 'andere Änderung', 'andere Änderungen')}`,
  ],
});

/** "12 todos done, 3 widgets moved"; empty when nothing is different. */
export function tallyText(tally: Tally): string {
  const w: Readonly<Record<Counted, (n: number) => string>> = countWords.now();
  return (Object.entries(tally) as [Counted, number][]).map(([kind, n]) => w[kind](n)).join(', ');
}
