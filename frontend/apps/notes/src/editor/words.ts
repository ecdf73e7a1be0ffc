/** What the editor says, in English and German. Not here: its toolbar and what a note cannot take. */

const EN = {
  empty: 'Nothing is written here yet.',
  write: 'Write something. Everybody here can.',
  count: (n: number) => (n === 1 ? '1 word' : `${n.toLocaleString('en')} words`),
  readOnly: 'Read only',
  done: (text: string) => `Done: ${text}`,
  close: 'Close',
  unreadable: (n: number) =>
    n === 1
      ? 'One change of this note cannot be read and is left out.'
      : `${n} changes of this note cannot be read and are left out.`,
  /** The reason is what the server says, or this page of a right that was taken. */
  refused: (_code: string, detail: string) =>
    `Your last words were not kept${detail ? `: ${detail}` : ''}. Copy the text before you go on.`,
  copy: 'Copy the text',
  copied: 'Copied',
  kept: 'Show what is kept',
};
export type EditorWords = typeof EN;

const DE: EditorWords = {
  empty: 'Hier steht noch nichts.',
  write: 'Schreib etwas. Alle hier können es.',
  count: (n) => (n === 1 ? '1 Wort' : `${n.toLocaleString('de')} Wörter`),
  readOnly: 'Nur zum Lesen',
  done: (text) => `Erledigt: ${text}`,
  close: 'Schließen',
  unreadable: (n) =>
    n === 1
      ? 'Eine Änderung dieser Notiz ist nicht lesbar und fehlt hier.'
      : `${n} Änderungen dieser Notiz sind nicht lesbar und fehlen hier.`,
  // The server's reasons are English: only the one that people meet is told.
  refused: (code) =>
    `Was du zuletzt geschrieben hast, wurde nicht gespeichert${code === 'forbidden' ? ': Du darfst hier jetzt nur lesen' : ''}. Kopiere den Text, bevor es weitergeht.`,
  copy: 'Text kopieren',
  copied: 'Kopiert',
  kept: 'Zeigen, was gespeichert ist',
};

export const wordsOf = (locale: string): EditorWords => (locale.toLowerCase().startsWith('de') ? DE : EN);
