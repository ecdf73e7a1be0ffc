/** A message's text, drawn piece by piece; nothing in it can become markup. */
import { Fragment, type ReactNode } from 'react';
import styles from './Chat.module.css';
import { isOnlyEmoji, type Piece, piecesOf } from './text.ts';

interface RichProps {
  text: string;
  me: string;
  nameOf: (user: string) => string;
}

export function Rich({ text, me, nameOf }: RichProps) {
  return (
    <span className={styles.text} dir="auto" data-large={isOnlyEmoji(text) || undefined}>
      {piecesOf(text).map((piece, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces never move, the text is replaced as a whole
        <Fragment key={`${i} ${piece.kind}`}>{drawn(piece, me, nameOf)}</Fragment>
      ))}
    </span>
  );
}

function drawn(piece: Piece, me: string, nameOf: (user: string) => string): ReactNode {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'bold':
      return <strong>{piece.text}</strong>;
    case 'code':
      return <code>{piece.text}</code>;
    case 'block':
      return (
        <pre>
          <code>{piece.text}</code>
        </pre>
      );
    case 'mention':
      return (
        <span className={styles.mention} data-me={piece.user === me || undefined}>
          @{nameOf(piece.user)}
        </span>
      );
    case 'link':
      return (
        <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
          {piece.text}
        </a>
      );
  }
}
