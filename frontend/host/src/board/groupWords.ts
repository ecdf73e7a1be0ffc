import { words } from '../words/words.ts';

const some = (n: number): string => `${n} ${n === 1 ? 'widget' : 'widgets'}`;
const einige = (n: number): string => `${n} ${n === 1 ? 'Widget' : 'Widgets'}`;

/** What is said of several widgets at once. */
export const groupWords = words({
  bar: ['Selected widgets', 'Gewählte Widgets'],
  selected: [(n: number) => `${some(n)} selected`, (n: number) => `${einige(n)} gewählt`],
  moved: [(n: number) => `${some(n)} moved`, (n: number) => `${einige(n)} bewegt`],
  arranged: [(n: number) => `${some(n)} arranged`, (n: number) => `${einige(n)} ausgerichtet`],
  already: ['They are arranged like that already', 'Sie sind schon so ausgerichtet'],
  tooFew: [
    (n: number) => `Select ${n} or more widgets that are not locked`,
    (n: number) => `Wähle mindestens ${n} Widgets, die nicht gesperrt sind`,
  ],
  locked: [(n: number) => `${some(n)} locked`, (n: number) => `${einige(n)} gesperrt`],
  unlocked: [(n: number) => `${some(n)} unlocked`, (n: number) => `${einige(n)} entsperrt`],
  allLocked: [
    'They are locked. Unlock them to move or remove them.',
    'Sie sind gesperrt. Entsperre sie, um sie zu bewegen oder zu entfernen.',
  ],
  removed: [(n: number) => `${some(n)} removed`, (n: number) => `${einige(n)} entfernt`],
  removedSome: [
    (n: number, all: number) => `${n} of ${some(all)} removed, the others are locked`,
    (n: number, all: number) => `${n} von ${einige(all)} entfernt, die anderen sind gesperrt`,
  ],
  restored: [
    (n: number) => (n === 1 ? '1 widget is back' : `${n} widgets are back`),
    (n: number) => (n === 1 ? '1 Widget ist zurück' : `${n} Widgets sind zurück`),
  ],
  copied: [
    (n: number) => `${some(n)} copied. Paste them here or on another canvas.`,
    (n: number) => `${einige(n)} kopiert. Füge sie hier oder auf einer anderen Leinwand ein.`,
  ],
  pasted: [(n: number) => `${some(n)} pasted`, (n: number) => `${einige(n)} eingefügt`],
  duplicated: [(n: number) => `${some(n)} duplicated`, (n: number) => `${einige(n)} dupliziert`],
  noClipboard: ['This browser has no room to copy', 'Dieser Browser hat keinen Platz zum Kopieren'],
  occupied: ['Not all of them have room there', 'Dort ist nicht für alle Platz'],
  edge: ['They do not go further that way', 'Dort geht es für sie nicht weiter'],
  undo: ['Undo', 'Zurücknehmen'],
  left: ['Align left', 'Links ausrichten'],
  center: ['Align centres', 'Mittig ausrichten'],
  right: ['Align right', 'Rechts ausrichten'],
  top: ['Align top', 'Oben ausrichten'],
  middle: ['Align middles', 'In der Höhe mittig ausrichten'],
  bottom: ['Align bottom', 'Unten ausrichten'],
  across: ['Same space across', 'Gleiche Abstände waagrecht'],
  down: ['Same space down', 'Gleiche Abstände senkrecht'],
  lock: ['Lock or unlock', 'Sperren oder entsperren'],
  duplicate: ['Duplicate', 'Duplizieren'],
  copy: ['Copy', 'Kopieren'],
  remove: ['Remove', 'Entfernen'],
  none: ['Select nothing', 'Auswahl aufheben'],
  noneLeft: ['Nothing selected', 'Nichts gewählt'],
});
