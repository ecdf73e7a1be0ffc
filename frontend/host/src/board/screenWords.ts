import { words } from '../words/words.ts';

/** What the page says about arrangements of smaller screens. */
export const screenWords = words({
  screens: ['Arrangement for', 'Anordnung für'],
  desktop: ['Desktop', 'Desktop'],
  tablet: ['Tablet', 'Tablet'],
  phone: ['Phone', 'Telefon'],
  text: [
    'Tablets and phones follow the desktop until somebody moves a widget there. From then on they keep their own places, the same for everybody.',
    'Tablets und Telefone folgen dem Desktop, bis jemand dort ein Widget bewegt. Danach behalten sie ihre eigenen Plätze, für alle gleich.',
  ],
  bar: ['Arrangement that is shown', 'Gezeigte Anordnung'],
  automatic: ['Follows the desktop', 'Folgt dem Desktop'],
  arranged: ['Arranged by hand', 'Von Hand angeordnet'],
  reset: ['Follow the desktop again', 'Wieder dem Desktop folgen'],
  resetDone: [
    (screen: string) => `${screen}: follows the desktop again`,
    (screen: string) => `${screen}: folgt wieder dem Desktop`,
  ],
  undo: ['Undo', 'Zurücknehmen'],
  back: ['Back to desktop', 'Zurück zum Desktop'],
  shown: [
    (screen: string) => `The arrangement for ${screen} is shown`,
    (screen: string) => `Die Anordnung für ${screen} wird gezeigt`,
  ],
});
