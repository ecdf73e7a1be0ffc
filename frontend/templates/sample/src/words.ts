/** Everything that this app says, in English and German. */
import type { Order } from './types.ts';

const EN = {
  list: 'Entries',
  write: 'Write something',
  entry: 'New entry',
  add: 'Add',
  remove: (text: string) => `Remove: ${text}`,
  removed: 'Removed.',
  putBack: 'Put back',
  by: (name: string) => `by ${name}`,
  somebody: 'somebody',
  unsaved: 'Sent, not durable yet',
  empty: 'Nothing here yet. Write the first entry above.',
  emptyToRead: 'Nothing here yet.',
  settings: {
    heading: 'Heading inside the widget',
    none: 'None',
    order: 'Show first',
    orders: { oldest: 'The oldest', newest: 'The newest' } as Record<Order, string>,
    readOnly: 'Only people who can edit this canvas change these.',
  },
  preview: ['Lovely evening, thank you all!', 'We will be back next year.', 'Best soup in town.'],
};
export type Words = typeof EN;

const DE: Words = {
  list: 'Einträge',
  write: 'Schreib etwas',
  entry: 'Neuer Eintrag',
  add: 'Hinzufügen',
  remove: (text) => `Entfernen: ${text}`,
  removed: 'Entfernt.',
  putBack: 'Zurückholen',
  by: (name) => `von ${name}`,
  somebody: 'jemand',
  unsaved: 'Gesendet, noch nicht gesichert',
  empty: 'Noch nichts hier. Schreib oben den ersten Eintrag.',
  emptyToRead: 'Noch nichts hier.',
  settings: {
    heading: 'Überschrift im Widget',
    none: 'Keine',
    order: 'Zuerst zeigen',
    orders: { oldest: 'Das Älteste', newest: 'Das Neueste' },
    readOnly: 'Nur wer diese Leinwand bearbeiten darf, ändert das.',
  },
  preview: ['Ein schöner Abend, danke!', 'Nächstes Jahr kommen wir wieder.', 'Die beste Suppe der Stadt.'],
};

export const wordsOf = (locale: string): Words => (locale.toLowerCase().startsWith('de') ? DE : EN);
