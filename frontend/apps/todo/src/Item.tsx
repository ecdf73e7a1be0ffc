/** One todo: tick, text that is edited in place, its day and person, its details, its place in the order. */
import type { Person } from '@gesso/sdk';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { TEXT_MOST } from './constants.ts';
import { Details } from './Details.tsx';
import { dayText, nearnessOf } from './days.ts';
import { DayIcon, GripIcon, MoreIcon, RemoveIcon } from './icons.tsx';
import { initials } from './shown.ts';
import styles from './Todo.module.css';
import type { Todo, TodoList } from './types.ts';
import { type Words, wordsOf } from './words.ts';

export interface ItemActions {
  toggle(): void;
  edit(text: string): void;
  remove(): void;
  setDue(due: string | null): void;
  assign(person: string | null): void;
  putInto(list: string | null): void;
  /** One place up or down. */
  step(by: -1 | 1): void;
  /** A pointer has taken it by its grip. */
  grip(event: PointerEvent<HTMLElement>): void;
  /** Puts it into a calendar, where there is one. */
  plan?(): void;
}
export interface ItemProps {
  todo: Todo;
  /** Who added it, unless it was the person who looks. */
  by: string | undefined;
  assignee: string | undefined;
  lists: readonly TodoList[];
  people: readonly Person[];
  today: string;
  locale: string;
  unsaved: boolean;
  readOnly: boolean;
  movable: boolean;
  carried: boolean;
  open: boolean;
  toggleOpen(): void;
  actions: ItemActions;
}

export function Item(props: ItemProps) {
  const { todo, assignee, today, locale, unsaved, readOnly, movable, carried, open, actions } = props;
  const words = wordsOf(locale);
  const [draft, setDraft] = useState<string>();
  const textButton = useRef<HTMLButtonElement>(null);
  /** The text when its field was entered: what others write meanwhile is no change of whoever leaves it as it was. */
  const entered = useRef<string>(undefined);
  const enter = () => {
    entered.current = todo.text;
    setDraft(todo.text);
  };
  const leave = (keep: boolean, focusBack: boolean) => {
    const before = entered.current;
    if (before === undefined) return; // taking the field away may blur it once more
    entered.current = undefined;
    const text = draft?.trim();
    setDraft(undefined);
    if (keep && text !== undefined && text !== before.trim()) {
      if (text === '') actions.remove();
      else actions.edit(text);
    }
    if (focusBack) queueMicrotask(() => textButton.current?.focus({ preventScroll: true }));
  };
  const keyInField = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      leave(true, true);
    } else if (event.key === 'Escape') {
      event.stopPropagation(); // Esc leaves the field, not the widget
      leave(false, true);
    }
  };
  const keyOnText = (event: KeyboardEvent) => {
    if (event.key === 'Delete') {
      event.stopPropagation(); // removes the todo, not the widget
      actions.remove();
    } else if (movable && event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      event.stopPropagation(); // moves the todo, not the widget
      actions.step(event.key === 'ArrowUp' ? -1 : 1);
    }
  };
  const near = todo.due === undefined ? undefined : nearnessOf(todo.due, today);
  return (
    <li
      className={styles.item}
      data-id={todo.id}
      data-done={todo.done || undefined}
      data-carried={carried || undefined}
      data-open={open || undefined}
    >
      <div className={styles.row}>
        {movable && (
          <span className={styles.grip} aria-hidden="true" onPointerDown={actions.grip}>
            <GripIcon />
          </span>
        )}
        <input
          type="checkbox"
          checked={todo.done}
          disabled={readOnly}
          onChange={actions.toggle}
          aria-label={words.done(todo.text)}
        />
        {draft !== undefined ? (
          <input
            className={styles.edit}
            value={draft}
            maxLength={TEXT_MOST}
            // biome-ignore lint/a11y/noAutofocus: the person has just asked to edit this text
            autoFocus
            aria-label={words.text}
            onChange={(event) => setDraft(event.target.value)}
            onKeyDown={keyInField}
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
            title={movable ? words.editOrMove : words.edit}
            onClick={enter}
            onKeyDown={keyOnText}
          >
            {todo.text}
          </button>
        )}
        {unsaved && (
          <span className={styles.dot} role="img" aria-label={words.unsaved} title={words.unsaved} />
        )}
        {todo.due !== undefined && (
          <span className={styles.due} data-near={todo.done ? undefined : near}>
            <DayIcon />
            <span className={styles.hidden}>{words.dueOn}</span>
            {dayText(todo.due, today, locale)}
          </span>
        )}
        <Who words={words} assignee={assignee} by={props.by} />
        {!readOnly && (
          <>
            <button
              type="button"
              className={styles.more}
              onClick={props.toggleOpen}
              aria-expanded={open}
              aria-label={words.details(todo.text)}
            >
              <MoreIcon />
            </button>
            <button
              type="button"
              className={styles.remove}
              onClick={actions.remove}
              aria-label={words.removeTodo(todo.text)}
            >
              <RemoveIcon />
            </button>
          </>
        )}
      </div>
      {open && !readOnly && <Details {...props} />}
    </li>
  );
}

interface WhoProps {
  words: Words;
  assignee: string | undefined;
  by: string | undefined;
}
/** Who does it is worth more room than who wrote it down. */
function Who({ words, assignee, by }: WhoProps) {
  if (assignee !== undefined)
    return (
      <abbr className={styles.by} data-assigned title={words.forWhom(assignee)}>
        {initials(assignee)}
      </abbr>
    );
  return by === undefined ? null : (
    <abbr className={styles.by} title={words.by(by)}>
      {initials(by)}
    </abbr>
  );
}
