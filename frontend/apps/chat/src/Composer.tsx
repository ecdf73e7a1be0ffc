/** Where people write: grows with the text, completes names, keeps a draft, and never loses what did not fit. */
import type { Person } from '@gesso/sdk';
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import styles from './Chat.module.css';
import { ROOM_SHOWN, TEXT_MAX } from './constants.ts';
import { EmojiPicker } from './EmojiPicker.tsx';
import { Icon } from './icons.tsx';
import { labelsOf, matching, toIds, toNames, wantedName } from './mentions.ts';
import { plainOf } from './text.ts';
import type { Message } from './types.ts';
import type { Words } from './words.ts';

/** What is being written: a new message, an answer to one, or a new text of one. */
export type Writing =
  | { kind: 'new' }
  | { kind: 'answer'; message: Message }
  | { kind: 'edit'; message: Message };

interface ComposerProps {
  words: Words;
  field: RefObject<HTMLTextAreaElement | null>;
  people: readonly Person[];
  me: string;
  nameOf: (user: string) => string;
  writing: Writing;
  /** With ids in place of names. */
  draft: string;
  keep(draft: string): void;
  send(text: string): void;
  /** Back to a new message. */
  leave(): void;
  /** Edit my newest message. */
  last(): boolean;
}

export function Composer(props: ComposerProps) {
  const { words, field, people, me, nameOf, writing, draft, keep, send, leave, last } = props;
  const say = words.writing;
  const labels = labelsOf(people, words.somebody);
  const [text, setText] = useState(() => toNames(draft, labels));
  const [named, setNamed] = useState<{ from: number; query: string }>();
  const [choice, choose] = useState(0);
  const [picking, pick] = useState(false);
  const id = useId();
  const shownDraft = useRef(draft);
  // Another text to write on: an edit began or ended, or a refused message came back.
  useEffect(() => {
    if (draft === shownDraft.current) return;
    shownDraft.current = draft;
    setText(toNames(draft, labels));
  }, [draft, labels]);

  const found = named
    ? matching(
        people.filter((person) => person.id !== me),
        named.query,
      )
    : [];
  const ready = toIds(text, labels).trim();
  const room = TEXT_MAX - ready.length;
  const sendable = ready !== '' && room >= 0;

  const write = (next: string, caret: number | undefined) => {
    setText(next);
    choose(0);
    setNamed(caret === undefined ? undefined : wantedName(next, caret));
    shownDraft.current = toIds(next, labels);
    keep(shownDraft.current);
  };
  const insert = (from: number, to: number, what: string) => {
    write(text.slice(0, from) + what + text.slice(to), undefined);
    queueMicrotask(() => {
      field.current?.focus({ preventScroll: true });
      field.current?.setSelectionRange(from + what.length, from + what.length);
    });
  };
  const complete = (person: Person | undefined) => {
    if (!named || !person) return;
    const to = field.current?.selectionStart ?? named.from + named.query.length + 1;
    insert(named.from, to, `@${labels.get(person.id) ?? person.name} `);
  };
  const submit = () => {
    if (!sendable) return;
    send(ready);
    // After an edit comes back what was being written before.
    if (writing.kind !== 'edit') write('', undefined);
    field.current?.focus({ preventScroll: true });
  };
  const keyOfNames = (event: KeyboardEvent): boolean => {
    if (found.length === 0) return false;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) choose((choice + step + found.length) % found.length);
    else if (event.key === 'Enter' || event.key === 'Tab') complete(found[choice]);
    else if (event.key === 'Escape') setNamed(undefined);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || keyOfNames(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === 'ArrowUp' && text === '' && writing.kind === 'new') {
      if (last()) event.preventDefault();
    } else if (event.key === 'Escape' && writing.kind !== 'new') {
      event.stopPropagation(); // Esc leaves the answer, not the widget
      leave();
    }
  };
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {writing.kind !== 'new' && (
        <p className={styles.writing}>
          <Icon name={writing.kind === 'edit' ? 'edit' : 'reply'} />
          <span dir="auto">
            {writing.kind === 'edit'
              ? say.editing
              : say.answering(
                  nameOf(writing.message.userId),
                  plainOf(writing.message.text, nameOf).slice(0, 200),
                )}
          </span>
          <button
            type="button"
            aria-label={writing.kind === 'edit' ? say.stopEditing : say.stopAnswering}
            onClick={leave}
          >
            <Icon name="close" />
          </button>
        </p>
      )}
      {found.length > 0 && (
        <div className={styles.names} id={`${id}n`} role="listbox" aria-label={say.people}>
          {found.map((person, i) => (
            <div
              key={person.id}
              id={`${id}n${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === choice}
              onPointerDown={(event) => {
                event.preventDefault(); // the field keeps the focus
                complete(person);
              }}
            >
              <Icon name="at" />
              <span dir="auto">{labels.get(person.id) ?? person.name}</span>
            </div>
          ))}
        </div>
      )}
      <div className={styles.field}>
        <textarea
          ref={field}
          value={text}
          rows={1}
          dir="auto"
          placeholder={writing.kind === 'edit' ? say.newText : say.write}
          aria-label={writing.kind === 'edit' ? say.newTextOf : words.message}
          aria-describedby={room < ROOM_SHOWN ? `${id}r` : undefined}
          aria-invalid={room < 0 || undefined}
          aria-controls={found.length > 0 ? `${id}n` : undefined}
          aria-autocomplete="list"
          aria-activedescendant={found.length > 0 ? `${id}n${choice}` : undefined}
          enterKeyHint="send"
          autoComplete="off"
          onChange={(event) => write(event.target.value, event.target.selectionStart)}
          onSelect={({ currentTarget }) => {
            const { selectionStart, selectionEnd, value } = currentTarget;
            setNamed(
              selectionStart === selectionEnd && value === text
                ? wantedName(value, selectionStart)
                : undefined,
            );
          }}
          onBlur={() => setNamed(undefined)}
          onKeyDown={key}
        />
        <button
          type="button"
          className={styles.emoji}
          aria-label={say.emoji}
          aria-expanded={picking}
          onClick={() => pick(!picking)}
        >
          <Icon name="smile" />
        </button>
        <button
          type="submit"
          className={styles.send}
          disabled={!sendable}
          aria-label={writing.kind === 'edit' ? say.save : say.send}
        >
          <Icon name="send" />
        </button>
        {picking && (
          <EmojiPicker
            words={words}
            label={say.emoji}
            close={() => pick(false)}
            pick={(emoji) => {
              pick(false);
              const at = field.current?.selectionStart ?? text.length;
              insert(at, field.current?.selectionEnd ?? at, emoji);
            }}
          />
        )}
      </div>
      {room < ROOM_SHOWN && (
        <p
          id={`${id}r`}
          className={styles.room}
          data-over={room < 0 || undefined}
          role={room < 0 ? 'alert' : undefined}
        >
          {room < 0 ? say.tooMany(-room) : say.left(room)}
        </p>
      )}
    </form>
  );
}
