import { words } from '../words/words.ts';

export const useSandboxWords = words({
  frame: [(title: string) => `Inside of ${title}`, (title: string) => `Inneres von ${title}`],
  loading: ['Starting the app', 'Die App startet'],
  silent: ['This app stopped answering', 'Diese App antwortet nicht mehr'],
  start: ['This app did not start', 'Diese App ist nicht gestartet'],
  flood: ['This app sent too much', 'Diese App hat zu viel gesendet'],
  dead: ['This app has an error in its code', 'Diese App hat einen Fehler in ihrem Code'],
  astray: ['This app tried to leave its frame', 'Diese App wollte ihren Rahmen verlassen'],
  safe: ['Your data is safe.', 'Deine Daten sind sicher.'],
  restart: ['Restart', 'Neu starten'],
  details: ['What exactly?', 'Was genau?'],
  madeFrom: ['Made with AI from', 'Mit KI gemacht aus'],
  version: ['Version', 'Version'],
  compact: ['Compact', 'Kompakt'],
  readOnly: ['Only editors can change this.', 'Nur wer bearbeiten darf, kann das ändern.'],
  preview: ['Preview', 'Vorschau'],
});
