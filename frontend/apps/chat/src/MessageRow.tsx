/** One message: who, when, what, reactions, and what can be done with it. */
import { type CSSProperties, type KeyboardEvent, memo, type PointerEvent, useState } from 'react';
import styles from './Chat.module.css';
import { FOLD_LETTERS, QUICK } from './constants.ts';
import { EmojiPicker } from './EmojiPicker.tsx';
import { Icon } from './icons.tsx';
import { Rich } from './Rich.tsx';
import { initials, listed } from './shown.ts';
import { plainOf } from './text.ts';
import type { Message } from './types.ts';
import { wordsOf } from './words.ts';

/** What a person does with a message; the same object for the life of the widget. */
export interface Actions {
  reply(message: Message): void;
  edit(message: Message): void;
  remove(message: Message): void;
  react(message: Message, emoji: string, on: boolean): void;
  jump(id: string): void;
  /** The message whose tools are open, by touch. */
  touch(id: string): void;
  /** Makes a task of it in another app; whether there is one is asked each time. */
  todo(message: Message): void;
  makesTodos(): boolean;
}

export interface MessageRowProps {
  message: Message;
  at: number;
  first: boolean;
  me: string;
  locale: string;
  nameOf: (user: string) => string;
  color: string;
  /** The message that this one answers, as far as it is known here. */
  answered: Message | undefined;
  unsaved: boolean;
  active: boolean;
  mayWrite: boolean;
  mayEdit: boolean;
  mayRemove: boolean;
  /** May something be made of it in another app. */
  mayMake: boolean;
  reachable: boolean;
  actions: Actions;
}

export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, at, first, me, locale, nameOf, color, unsaved, active, reachable, actions } = props;
  const words = wordsOf(locale);
  const name = nameOf(message.userId);
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(at);
  const exact = new Date(at).toLocaleString(locale);
  const removed = message.removedBy !== undefined;
  // A long chat would hold thousands of buttons: a message has its tools from the first touch on.
  const [near, setNear] = useState(false);
  const touched = (event: PointerEvent) => {
    const pressed = event.target instanceof Element ? event.target.closest('a, button') : null;
    if (event.pointerType === 'touch' && !pressed) actions.touch(message.id);
  };
  const key = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.key !== 'Enter') return;
    event.preventDefault();
    event.currentTarget.querySelector<HTMLElement>('[data-tools] button')?.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: what is said stands in a log, not in a list
    <div
      role="article"
      className={styles.message}
      data-message={message.id}
      data-first={first || undefined}
      data-active={active || undefined}
      data-mention={(!removed && message.mentions.includes(me)) || undefined}
      tabIndex={reachable ? 0 : -1}
      onPointerEnter={() => setNear(true)}
      onFocus={() => setNear(true)}
      onPointerUp={touched}
      onKeyDown={key}
    >
      {first ? (
        <span className={styles.avatar} style={{ '--hue': color } as CSSProperties} aria-hidden="true">
          {initials(name)}
        </span>
      ) : (
        <time className={styles.side} dateTime={message.createdAt} title={exact} aria-hidden="true">
          {time}
        </time>
      )}
      <div className={styles.body}>
        {first ? (
          <p className={styles.head}>
            <b dir="auto">{message.userId === me ? words.you : name}</b>
            <time dateTime={message.createdAt} title={exact}>
              {time}
            </time>
          </p>
        ) : (
          <span className={styles.spoken}>{`${name}, ${time}: `}</span>
        )}
        {message.replyTo !== undefined && !removed && <Quote {...props} />}
        {removed ? (
          <p className={styles.gone}>
            {message.removedBy === message.userId
              ? words.gone
              : words.goneBy(message.removedBy === me ? words.byYou : nameOf(message.removedBy ?? ''))}
          </p>
        ) : (
          <Body {...props} />
        )}
        {message.reactions.length > 0 && <Reactions {...props} />}
      </div>
      {unsaved && <span className={styles.dot} role="img" aria-label={words.unsaved} title={words.unsaved} />}
      {(near || active) && !removed && props.mayWrite && <Tools {...props} />}
    </div>
  );
});

function Quote({ message, answered, locale, nameOf, actions }: MessageRowProps) {
  const words = wordsOf(locale);
  const text =
    answered === undefined
      ? words.earlierMessage
      : answered.removedBy !== undefined
        ? words.removedMessage
        : plainOf(answered.text, nameOf);
  return (
    <button type="button" className={styles.quote} onClick={() => actions.jump(message.replyTo ?? '')}>
      <Icon name="reply" />
      <span className={styles.spoken}>{words.answers}</span>
      {answered && <b dir="auto">{nameOf(answered.userId)}</b>}
      <span dir="auto">{text}</span>
    </button>
  );
}

function Body({ message, me, locale, nameOf }: MessageRowProps) {
  const words = wordsOf(locale);
  const [open, setOpen] = useState(false);
  const long = message.text.length > FOLD_LETTERS || message.text.split('\n').length > 24;
  return (
    <>
      <div className={styles.content} data-folded={(long && !open) || undefined}>
        <Rich text={message.text} me={me} nameOf={nameOf} />
        {message.editedAt !== undefined && (
          <span className={styles.edited} title={new Date(message.editedAt).toLocaleString(locale)}>
            {' '}
            {words.edited}
          </span>
        )}
      </div>
      {long && (
        <button type="button" className={styles.more} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? words.showLess : words.showAll}
        </button>
      )}
    </>
  );
}

function Reactions({ message, me, locale, nameOf, mayWrite, actions }: MessageRowProps) {
  const words = wordsOf(locale);
  return (
    <ul className={styles.reactions} aria-label={words.reactions}>
      {message.reactions.map(({ emoji, users }) => {
        const own = users.includes(me);
        const who = listed(
          [...users]
            .sort((a, b) => Number(b === me) - Number(a === me))
            .map((user) => (user === me ? words.you : nameOf(user))),
          undefined,
          words,
        );
        return (
          <li key={emoji}>
            <button
              type="button"
              aria-pressed={own}
              aria-label={`${emoji} ${users.length}: ${who}`}
              title={who}
              disabled={!mayWrite}
              onClick={() => actions.react(message, emoji, !own)}
            >
              <span aria-hidden="true">{emoji}</span>
              <span aria-hidden="true">{users.length}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function Tools({ message, me, locale, mayEdit, mayRemove, mayMake, actions }: MessageRowProps) {
  const words = wordsOf(locale);
  const [picking, pick] = useState(false);
  const react = (emoji: string) => {
    pick(false);
    const own = message.reactions.some((one) => one.emoji === emoji && one.users.includes(me));
    actions.react(message, emoji, !own);
  };
  return (
    <div
      className={styles.tools}
      data-tools=""
      data-open={picking || undefined}
      role="toolbar"
      aria-label={words.tools}
    >
      {QUICK.slice(0, 3).map((emoji) => (
        <button
          key={emoji}
          type="button"
          className={styles.quick}
          aria-label={words.reactWithThis(emoji)}
          onClick={() => react(emoji)}
        >
          {emoji}
        </button>
      ))}
      <button
        type="button"
        aria-label={words.anotherReaction}
        aria-expanded={picking}
        title={words.react}
        onClick={() => pick(!picking)}
      >
        <Icon name="smile" />
      </button>
      <button
        type="button"
        aria-label={words.answer}
        title={words.answer}
        onClick={() => actions.reply(message)}
      >
        <Icon name="reply" />
      </button>
      {mayMake && actions.makesTodos() && (
        <button
          type="button"
          aria-label={words.makeTodo}
          title={words.makeTodo}
          onClick={() => actions.todo(message)}
        >
          <Icon name="todo" />
        </button>
      )}
      {mayEdit && (
        <button
          type="button"
          aria-label={words.edit}
          title={words.edit}
          onClick={() => actions.edit(message)}
        >
          <Icon name="edit" />
        </button>
      )}
      {mayRemove && (
        <button
          type="button"
          aria-label={words.remove}
          title={words.remove}
          onClick={() => actions.remove(message)}
        >
          <Icon name="remove" />
        </button>
      )}
      {picking && (
        <EmojiPicker words={words} label={words.reactWith} pick={react} close={() => pick(false)} />
      )}
    </div>
  );
}
