/**
 * What this app says, in English and German. The editor has words of its own; what its chunk has no room for is here.
 */
import type { BlockName, ListName, MarkName } from './editor/commands.ts';
import type { FontSize, Width } from './types.ts';

const EN = {
  note: 'Note',
  opening: 'Opening the note',
  failed: 'The editor did not load. The note is safe.',
  retry: 'Try again',
  settings: {
    size: 'Size of the letters',
    sizes: { small: 'Small', normal: 'Normal', large: 'Large' } as Record<FontSize, string>,
    width: 'Width of the text',
    widths: { full: 'As wide as the widget', column: 'Short lines, in the middle' } as Record<Width, string>,
    spellCheck: 'Underline words that may be misspelt',
    readOnly: 'Only people who can edit this canvas change these.',
  },
  toolbar: {
    format: 'Text format',
    kind: 'Kind of paragraph',
    blocks: {
      paragraph: 'Text',
      h1: 'Heading 1',
      h2: 'Heading 2',
      h3: 'Heading 3',
      code_block: 'Code',
    } as Record<BlockName, string>,
    marks: { strong: 'Bold', em: 'Italic', strike: 'Strike', code: 'Code' } as Record<MarkName, string>,
    lists: { bullet_list: 'List', ordered_list: 'Numbered list', check_list: 'Check list' } as Record<
      ListName,
      string
    >,
    ctrl: 'Ctrl',
    shift: 'Shift',
    link: 'Link',
    quote: 'Quote',
    line: 'Line',
    undo: 'Undo my typing',
    redo: 'Redo my typing',
    address: 'Address, such as example.org',
    addressOf: 'Address of the link',
    noAddress: 'That is no address. Try https://example.org or name@example.org.',
    remove: 'Remove',
  },
  /** What a note cannot take. */
  troubles: {
    letters: (n: number) =>
      n >= 1_000_000 ? `${(n / 1_000_000).toFixed(1)} million letters` : `${n.toLocaleString('en')} letters`,
    tooLarge: (letters: string) =>
      `That paste has ${letters}, more than a note can take at once. Nothing was changed. Paste a part of it.`,
    noRoom: (letters: string) =>
      `There is no room for ${letters} in this note. Nothing was changed. Start another note for it.`,
    noPictures: 'A note holds text. Pictures cannot be pasted into it.',
    full: 'This note is full. Take something away, or go on in another note.',
  },
  preview: {
    title: 'Trip to Porto',
    /** Plain, bold, plain and slanted. */
    meet: ['We meet at the ', 'river', ' at ten. ', 'Bring an umbrella.'] as [string, string, string, string],
    boat: 'Book the boat',
    train: 'Ask Noor about the train',
    wise: 'Francesinha at nine, no excuses.',
  },
};
export type Words = typeof EN;

const DE: Words = {
  note: 'Notiz',
  opening: 'Die Notiz wird geöffnet',
  failed: 'Der Editor ließ sich nicht laden. Die Notiz ist sicher.',
  retry: 'Noch einmal versuchen',
  settings: {
    size: 'Größe der Schrift',
    sizes: { small: 'Klein', normal: 'Mittel', large: 'Groß' },
    width: 'Breite des Textes',
    widths: { full: 'So breit wie das Widget', column: 'Kurze Zeilen, in der Mitte' },
    spellCheck: 'Wörter unterstreichen, die falsch geschrieben sein könnten',
    readOnly: 'Nur wer diese Leinwand bearbeiten darf, ändert das.',
  },
  toolbar: {
    format: 'Textformat',
    kind: 'Art des Absatzes',
    blocks: {
      paragraph: 'Text',
      h1: 'Überschrift 1',
      h2: 'Überschrift 2',
      h3: 'Überschrift 3',
      code_block: 'Code',
    },
    marks: { strong: 'Fett', em: 'Kursiv', strike: 'Durchgestrichen', code: 'Code' },
    lists: { bullet_list: 'Liste', ordered_list: 'Nummerierte Liste', check_list: 'Checkliste' },
    ctrl: 'Strg',
    shift: 'Umschalt',
    link: 'Link',
    quote: 'Zitat',
    line: 'Linie',
    undo: 'Meine Eingabe rückgängig machen',
    redo: 'Meine Eingabe wiederholen',
    address: 'Adresse, etwa example.org',
    addressOf: 'Adresse des Links',
    noAddress: 'Das ist keine Adresse. Versuch es mit https://example.org oder name@example.org.',
    remove: 'Entfernen',
  },
  troubles: {
    letters: (n) =>
      n >= 1_000_000
        ? `${(n / 1_000_000).toFixed(1).replace('.', ',')} Millionen Buchstaben`
        : `${n.toLocaleString('de')} Buchstaben`,
    tooLarge: (letters) =>
      `Das Eingefügte hat ${letters}, mehr als eine Notiz auf einmal aufnimmt. Nichts wurde geändert. Füge nur einen Teil ein.`,
    noRoom: (letters) =>
      `In dieser Notiz ist kein Platz für ${letters}. Nichts wurde geändert. Fang dafür eine neue Notiz an.`,
    noPictures: 'Eine Notiz besteht aus Text. Bilder lassen sich nicht einfügen.',
    full: 'Diese Notiz ist voll. Nimm etwas weg, oder schreib in einer anderen weiter.',
  },
  preview: {
    title: 'Reise nach Porto',
    meet: ['Wir treffen uns um zehn am ', 'Fluss', '. ', 'Bring einen Schirm mit.'],
    boat: 'Boot buchen',
    train: 'Noor nach dem Zug fragen',
    wise: 'Francesinha um neun, keine Ausreden.',
  },
};

export const wordsOf = (locale: string): Words => (locale.toLowerCase().startsWith('de') ? DE : EN);
