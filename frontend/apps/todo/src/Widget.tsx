/** Things to do, shared: lists, days, people, order. */
import { defineMicroApp, type Edit, freshId, given, useAPI, useCanvas, useConfig } from '@gesso/sdk';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { DEFAULTS, FILTERS, TEXT_MOST, UNDO_MILLIS } from './constants.ts';
import { today } from './days.ts';
import { Item, type ItemActions } from './Item.tsx';
import { AddIcon } from './icons.tsx';
import { Lists } from './Lists.tsx';
import {
  canReorder,
  countText,
  filterOf,
  listsIn,
  placeBefore,
  todosIn,
  unsavedIds,
  visible,
} from './shown.ts';
import styles from './Todo.module.css';
import type { Filter, Todo } from './types.ts';
import { useCarry } from './useCarry.ts';
import { type Words, wordsOf } from './words.ts';

/** Something that can be taken back for a moment. */
interface Taken {
  n: number;
  text: string;
  edit: Edit;
}

function TodoWidget() {
  const { state, pending, readOnly, size, nameOf, user, people, locale } = useCanvas();
  const words = wordsOf(locale);
  const { command, undo, intent, serves } = useAPI();
  const [config] = useConfig(DEFAULTS);
  const [chosen, choose] = useState<Filter>();
  const [list, chooseList] = useState<string | null>(null);
  const [opened, setOpened] = useState<string>();
  const [taken, setTaken] = useState<Taken>();
  const [said, say] = useState('');
  const listElement = useRef<HTMLUListElement>(null);
  const todos = todosIn(state);
  const lists = listsIn(state);
  const shownList = lists.some(({ id }) => id === list) ? list : null;
  const filter = filterOf(config, chosen);
  const now = today();
  const shown = visible(todos, { filter, list: shownList, me: user.id, today: now });
  const here = shownList === null ? todos : todos.filter((todo) => todo.list === shownList);
  const unsaved = unsavedIds(pending);
  const done = here.filter((todo) => todo.done);
  const open = here.filter((todo) => !todo.done);
  const movable = !readOnly && canReorder(filter);

  useEffect(() => {
    if (!taken) return;
    const timer = setTimeout(() => setTaken(undefined), UNDO_MILLIS);
    return () => clearTimeout(timer);
  }, [taken]);
  const offerBack = (text: string, edit: Edit | undefined) => {
    if (edit) setTaken((before) => ({ n: (before?.n ?? 0) + 1, text, edit }));
  };

  const remove = (items: readonly Todo[]) => {
    const step = items.length > 1 ? { cause: freshId() } : undefined; // many at once are one step for undo
    const edits = items.map(({ id }) => command('todo.remove', { id }, step));
    offerBack(words.removed(items.length), edits[0]);
  };
  const move = (id: string, to: number) => {
    if (shown[to]?.id === id) return;
    const before = placeBefore(shown, id, to);
    command('todo.move', before === undefined ? { id } : { id, before });
  };
  const [carried, carry] = useCarry(listElement, ({ id, to }) => move(id, to));
  const order = carried ? reordered(shown, carried.id, carried.to) : shown;

  const actionsOf = (todo: Todo): ItemActions => ({
    toggle: () => command('todo.toggle', { id: todo.id, done: !todo.done }),
    edit: (text) => command('todo.edit', { id: todo.id, text }),
    remove: () => remove([todo]),
    setDue: (due) => command('todo.due', { id: todo.id, due }),
    assign: (assignee) => command('todo.assign', { id: todo.id, assignee }),
    putInto: (into) => command('todo.move', { id: todo.id, list: into }),
    step: (by) => {
      const to = shown.indexOf(todo) + by;
      if (to < 0 || to >= shown.length) return;
      move(todo.id, to);
      say(words.placed(todo.text, to + 1, shown.length));
    },
    grip: (event) => carry(todo.id, event),
    ...(serves('calendar.event')
      ? { plan: () => void intent('calendar.event', { title: todo.text, start: todo.due ?? now }) }
      : {}),
  });

  return (
    <section
      className={styles.todo}
      data-small={size.w < 3 || undefined}
      aria-label={config.heading || words.todos}
    >
      {config.heading && <h2 className={styles.heading}>{config.heading}</h2>}
      {!readOnly && (
        <NewTodo
          words={words}
          add={(text) =>
            command('todo.add', { id: freshId(), text, ...(shownList === null ? {} : { list: shownList }) })
          }
        />
      )}
      {(todos.length > 0 || lists.length > 0) && (
        <Lists
          words={words}
          lists={lists}
          chosen={shownList}
          readOnly={readOnly}
          choose={chooseList}
          add={(name) => {
            const id = freshId();
            command('todo.list-add', { id, name });
            chooseList(id);
          }}
          rename={(id, name) => command('todo.list-rename', { id, name })}
          remove={({ id }) => offerBack(words.listRemoved, command('todo.list-remove', { id }))}
        />
      )}
      {todos.length === 0 ? (
        <Empty words={words} readOnly={readOnly} />
      ) : (
        <ul className={styles.list} ref={listElement} data-carrying={carried ? true : undefined}>
          {order.map((todo) => (
            <Item
              key={todo.id}
              todo={todo}
              by={todo.userId === user.id ? undefined : (nameOf(todo.userId) ?? words.somebody)}
              assignee={
                todo.assignee === undefined
                  ? undefined
                  : todo.assignee === user.id
                    ? user.name
                    : (nameOf(todo.assignee) ?? words.left)
              }
              lists={lists}
              people={people}
              today={now}
              locale={locale}
              unsaved={unsaved.has(todo.id)}
              readOnly={readOnly}
              movable={movable}
              carried={carried?.id === todo.id}
              open={opened === todo.id}
              toggleOpen={() => setOpened(opened === todo.id ? undefined : todo.id)}
              actions={actionsOf(todo)}
            />
          ))}
          {shown.length === 0 && <li className={styles.nothing}>{words.nothing[filter]}</li>}
        </ul>
      )}
      <p className={styles.hidden} aria-live="polite">
        {said}
      </p>
      {taken && (
        <p className={styles.undo} role="status">
          <span>{taken.text}</span>
          <button
            type="button"
            onClick={() => {
              undo(taken.edit);
              setTaken(undefined);
            }}
          >
            {words.putBack}
          </button>
        </p>
      )}
      {todos.length > 0 && (
        <footer className={styles.foot}>
          <span className={styles.count}>{countText(here, words)}</span>
          <fieldset className={styles.filters} aria-label={words.show}>
            {FILTERS.map((id) => (
              <button key={id} type="button" aria-pressed={filter === id} onClick={() => choose(id)}>
                {words.filters[id]}
              </button>
            ))}
          </fieldset>
          {!readOnly && open.length > 1 && (
            <button
              type="button"
              className={styles.clear}
              onClick={() => {
                const ids = open.map(({ id }) => id);
                const edit = command('todo.tick', shownList === null ? { done: true } : { ids, done: true });
                offerBack(words.ticked(ids.length), edit);
              }}
            >
              {words.allDone}
            </button>
          )}
          {!readOnly && done.length > 0 && (
            <button type="button" className={styles.clear} onClick={() => remove(done)}>
              {words.clearDone}
            </button>
          )}
        </footer>
      )}
    </section>
  );
}

function reordered(shown: readonly Todo[], id: string, to: number): readonly Todo[] {
  const item = shown.find((todo) => todo.id === id);
  return item ? shown.filter((todo) => todo.id !== id).toSpliced(to, 0, item) : shown;
}

function NewTodo({ words, add }: { words: Words; add: (text: string) => void }) {
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const trimmed = text.trim();
    if (trimmed === '') return;
    add(trimmed);
    setText('');
  };
  return (
    <form className={styles.add} onSubmit={submit}>
      <input
        value={text}
        onChange={(event) => setText(event.target.value)}
        maxLength={TEXT_MOST}
        placeholder={words.placeholder}
        aria-label={words.newTodo}
        enterKeyHint="done"
        autoComplete="off"
      />
      <button type="submit" disabled={text.trim() === ''} aria-label={words.add}>
        <AddIcon />
      </button>
    </form>
  );
}

function Empty({ words, readOnly }: { words: Words; readOnly: boolean }) {
  return (
    <div className={styles.empty}>
      <svg viewBox="0 0 64 48" aria-hidden="true">
        <rect x="6" y="5" width="52" height="38" rx="6" />
        <path d="M14 16l3 3 5-6M28 16h22M14 28l3 3 5-6M28 28h16" />
      </svg>
      <p>{readOnly ? words.empty : words.emptyAdd}</p>
    </div>
  );
}

export default defineMicroApp({
  Widget: TodoWidget,
  /** `todo.item`: a line of any length becomes one item. */
  async onIntent({ data, step }, context) {
    const id = freshId();
    const text = String(data.text).replace(/\s+/g, ' ').trim().slice(0, TEXT_MOST);
    await given(context.command('todo.add', { id, text, ...(data.due ? { due: data.due } : {}) }, step));
    return { id };
  },
});
