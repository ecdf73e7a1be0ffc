/** One todo: tick, text that is edited in place, who added it, removal. */
import { type KeyboardEvent, useRef, useState } from 'react';
import { TEXT_MOST } from './constants.ts';
import { initials } from './rules.ts';
import styles from './Todo.module.css';
import type { Todo } from './types.ts';

export interface ItemProps {
  todo: Todo;
  by: string;
  own: boolean;
  unsaved: boolean;
  readOnly: boolean;
  toggle(): void;
  edit(text: string): void;
  remove(): void;
}

export function Item({ todo, by, own, unsaved, readOnly, toggle, edit, remove }: ItemProps) {
  const [draft, setDraft] = useState<string>();
  const textButton = useRef<HTMLButtonElement>(null);
  const editing = useRef(false);
  const enter = () => {
    editing.current = true;
    setDraft(todo.text);
  };
  const leave = (keep: boolean, focusBack: boolean) => {
    if (!editing.current) return; // taking the field away may blur it once more
    editing.current = false;
    const text = draft?.trim();
    setDraft(undefined);
    if (keep && text !== undefined && text !== todo.text) {
      if (text === '') remove();
      else edit(text);
    }
    if (focusBack) queueMicrotask(() => textButton.current?.focus({ preventScroll: true }));
  };
  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      leave(true, true);
    } else if (event.key === 'Escape') {
      event.stopPropagation(); // Esc leaves the field, not the widget
      leave(false, true);
    }
  };
  return (
    <li className={styles.item} data-done={todo.done || undefined}>
      <input
        type="checkbox"
        checked={todo.done}
        disabled={readOnly}
        onChange={toggle}
        aria-label={`Done: ${todo.text}`}
      />
      {draft !== undefined ? (
        <input
          className={styles.edit}
          value={draft}
          maxLength={TEXT_MOST}
          // biome-ignore lint/a11y/noAutofocus: the person has just asked to edit this text
          autoFocus
          aria-label="Text of the todo"
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={key}
          onBlur={() => leave(true, false)}
        />
      ) : readOnly ? (
        <span className={styles.text} dir="auto">
          {todo.text}
        </span>
      ) : (
        <button
          ref={textButton}
          type="button"
          className={styles.text}
          dir="auto"
          title="Edit"
          onClick={enter}
          onKeyDown={(event) => {
            if (event.key === 'Delete') {
              event.stopPropagation(); // removes the todo, not the widget
              remove();
            }
          }}
        >
          {todo.text}
        </button>
      )}
      {unsaved && (
        <span
          className={styles.dot}
          role="img"
          aria-label="Sent, not durable yet"
          title="Sent, not durable yet"
        />
      )}
      {!own && (
        <abbr className={styles.by} title={`Added by ${by}`}>
          {initials(by)}
        </abbr>
      )}
      {!readOnly && (
        <button type="button" className={styles.remove} onClick={remove} aria-label={`Remove: ${todo.text}`}>
          <svg viewBox="0 0 18 18" aria-hidden="true">
            <path d="M5 5l8 8M13 5l-8 8" />
          </svg>
        </button>
      )}
    </li>
  );
}
