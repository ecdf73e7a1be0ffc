import { words } from '../words/words.ts';

export const templateWords = words({
  title: ['Templates', 'Vorlagen'],
  text: [
    'Start a canvas with everything in its place. What you change in it never changes the template.',
    'Beginne eine Leinwand, auf der alles schon liegt. Was du darin änderst, ändert die Vorlage nicht.',
  ],
  home: ['My canvases', 'Meine Leinwände'],
  start: ['Start from a template', 'Mit einer Vorlage beginnen'],
  all: ['All templates', 'Alle Vorlagen'],
  builtin: ['To begin with', 'Für den Anfang'],
  own: ['Made by you', 'Von dir'],
  shared: ['From canvases that you share', 'Von Leinwänden, die du teilst'],
  use: ['Use template', 'Vorlage verwenden'],
  useNamed: [(title: string) => `Use template ${title}`, (title: string) => `Vorlage verwenden: ${title}`],
  remove: [(title: string) => `Remove ${title}`, (title: string) => `${title} entfernen`],
  removed: [(title: string) => `“${title}” was removed`, (title: string) => `„${title}“ wurde entfernt`],
  by: [(name: string) => `by ${name}`, (name: string) => `von ${name}`],
  widgets: [
    (n: number) => (n === 0 ? 'no widgets' : n === 1 ? '1 widget' : `${n} widgets`),
    (n: number) => (n === 0 ? 'keine Widgets' : n === 1 ? '1 Widget' : `${n} Widgets`),
  ],
  withData: ['with contents', 'mit Inhalt'],
  noneOwn: [
    'None yet. Open a canvas, choose Layouts, and save it as a template.',
    'Noch keine. Öffne eine Leinwand, wähle Anordnungen und sichere sie als Vorlage.',
  ],
  failed: ['The templates could not be listed', 'Die Vorlagen konnten nicht gelistet werden'],
  safe: ['They are safe on the server.', 'Auf dem Server sind sie sicher.'],
  again: ['Try again', 'Erneut versuchen'],
  more: ['Show more', 'Mehr zeigen'],
  reference: ['Reference', 'Referenz'],

  save: ['Save as a template', 'Als Vorlage sichern'],
  saveText: [
    'New canvases can start like this one. Everybody who may see this canvas may use it.',
    'Neue Leinwände können so beginnen wie diese. Wer diese Leinwand sehen darf, darf sie verwenden.',
  ],
  name: ['Title', 'Titel'],
  description: ['What is it for?', 'Wofür ist sie?'],
  data: ['With what is in the apps now', 'Mit dem, was jetzt in den Apps steht'],
  keep: ['Save template', 'Vorlage sichern'],
  kept: [(title: string) => `Template “${title}” saved`, (title: string) => `Vorlage „${title}“ gesichert`],
  show: ['Show', 'Zeigen'],
});
