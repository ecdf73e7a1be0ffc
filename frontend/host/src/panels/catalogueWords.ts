import { words } from '../words/words.ts';

/** What the catalogue says. */
export const catalogueWords = words({
  search: ['Search apps', 'Apps suchen'],
  add: ['Add to canvas', 'Auf die Leinwand'],
  addNamed: [(title: string) => `Add to canvas: ${title}`, (title: string) => `Auf die Leinwand: ${title}`],
  about: [(title: string) => `About ${title}`, (title: string) => `Über ${title}`],
  none: [(query: string) => `No app is called “${query}”`, (query: string) => `Keine App heißt „${query}“`],
  noneText: [
    'Try a shorter word, or look through all of them.',
    'Versuche ein kürzeres Wort oder sieh alle durch.',
  ],
  all: ['Show all apps', 'Alle Apps zeigen'],
  failed: ['The apps could not be listed', 'Die Apps konnten nicht gelistet werden'],
  again: ['Try again', 'Erneut versuchen'],
  back: ['All apps', 'Alle Apps'],
  version: ['Version', 'Version'],
  author: ['By', 'Von'],
  size: ['Download', 'Download'],
  cells: ['On the grid', 'Auf dem Raster'],
  from: ['to', 'bis'],
  may: ['It may', 'Sie darf'],
  nothing: ['nothing beyond its own widget', 'nichts außerhalb ihres Widgets'],
  versions: ['Versions', 'Versionen'],
  reference: ['Reference', 'Referenz'],
  state: ['keep shared data in its widget', 'gemeinsame Daten in ihrem Widget halten'],
  config: ['keep settings in its widget', 'Einstellungen in ihrem Widget halten'],
  events: ['tell other widgets what happens', 'anderen Widgets melden, was geschieht'],
  everything: ['Everything', 'Alles'],
  categories: ['Categories', 'Kategorien'],
  sort: ['Sort by', 'Sortieren nach'],
  popular: ['Most used', 'Meistgenutzt'],
  rating: ['Best rated', 'Bestbewertet'],
  newest: ['Newest', 'Neueste'],
  title: ['Name', 'Name'],
  noneHere: ['No app in this category fits', 'In dieser Kategorie passt keine App'],
  recommended: ['Often used together', 'Oft zusammen genutzt'],
  because: [
    (title: string, canvases: number) => `With ${title} on ${canvases} canvases`,
    (title: string, canvases: number) => `Mit ${title} auf ${canvases} Leinwänden`,
  ],
  noMore: ['Do not recommend apps', 'Keine Apps empfehlen'],
  noMoreDone: [
    'No more recommendations. Preferences bring them back.',
    'Keine Empfehlungen mehr. Die Einstellungen holen sie zurück.',
  ],
  stars: [
    (stars: number, count: number) =>
      `${stars} of 5 stars from ${count} ${count === 1 ? 'person' : 'people'}`,
    (stars: number, count: number) =>
      `${stars} von 5 Sternen von ${count} ${count === 1 ? 'Person' : 'Personen'}`,
  ],
  unrated: ['Nobody has rated it yet', 'Noch niemand hat sie bewertet'],
  yourStars: ['Your rating', 'Deine Bewertung'],
  giveStars: [
    (stars: number) => `${stars} ${stars === 1 ? 'star' : 'stars'}`,
    (stars: number) => `${stars} ${stars === 1 ? 'Stern' : 'Sterne'}`,
  ],
  rated: ['Thank you for rating', 'Danke für deine Bewertung'],
  installs: ['On', 'Auf'],
  canvases: [
    (n: number) => `${n} ${n === 1 ? 'canvas' : 'canvases'}`,
    (n: number) => `${n} ${n === 1 ? 'Leinwand' : 'Leinwänden'}`,
  ],
  published: [(date: string) => `since ${date}`, (date: string) => `seit ${date}`],
  revoked: [
    (reason: string) => `Taken out of use: ${reason}`,
    (reason: string) => `Aus dem Verkehr: ${reason}`,
  ],
  current: ['offered', 'angeboten'],
});
