/** A shared list of things to do. */
import { defineMicroApp, type Edit, freshId, useAPI, useCanvas, useConfig } from '@gesso/sdk';
import { type FormEvent, useEffect, useState } from 'react';
import { DEFAULTS, FILTERS, TEXT_MOST, UNDO_MILLIS } from './constants.ts';
import { Item } from './Item.tsx';
import { countText, filterOf, todosIn, unsavedIds, visible } from './rules.ts';
import styles from './Todo.module.css';
import type { Filter, Todo } from './types.ts';

interface Removal {
  n: number;
  edits: readonly Edit[];
}

function TodoList() {
  const { state, pending, readOnly, size, nameOf, user } = useCanvas();
  const { command, undo } = useAPI();
  const [config] = useConfig(DEFAULTS);
  const [chosen, choose] = useState<Filter>();
  const [removal, setRemoval] = useState<Removal>();
  const todos = todosIn(state);
  const filter = filterOf(config, chosen);
  const shown = visible(todos, filter);
  const unsaved = unsavedIds(pending);
  const done = todos.filter((todo) => todo.done);

  useEffect(() => {
    if (!removal) return;
    const timer = setTimeout(() => setRemoval(undefined), UNDO_MILLIS);
    return () => clearTimeout(timer);
  }, [removal]);

  const remove = (items: readonly Todo[]) => {
    const step = items.length > 1 ? { cause: freshId() } : undefined; // many at once are one step for undo
    const edits = items.map(({ id }) => command('todo.remove', { id }, step));
    setRemoval((before) => ({ n: (before?.n ?? 0) + 1, edits }));
  };
  const takeBack = () => {
    const first = removal?.edits[0];
    if (first) undo(first);
    setRemoval(undefined);
  };

  return (
    <section
      className={styles.todo}
      data-small={size.w < 3 || undefined}
      aria-label={config.heading || 'Todo list'}
    >
      {config.heading && <h3 className={styles.heading}>{config.heading}</h3>}
      {!readOnly && <NewTodo add={(text) => command('todo.add', { id: freshId(), text })} />}
      {todos.length === 0 ? (
        <Empty readOnly={readOnly} />
      ) : (
        <ul className={styles.list}>
          {shown.map((todo) => (
            <Item
              key={todo.id}
              todo={todo}
              by={todo.userId === user.id ? 'you' : (nameOf(todo.userId) ?? 'somebody')}
              own={todo.userId === user.id}
              unsaved={unsaved.has(todo.id)}
              readOnly={readOnly}
              toggle={() => command('todo.toggle', { id: todo.id, done: !todo.done })}
              edit={(text) => command('todo.edit', { id: todo.id, text })}
              remove={() => remove([todo])}
            />
          ))}
          {shown.length === 0 && (
            <li className={styles.nothing}>
              {filter === 'done' ? 'Nothing is done yet.' : 'Nothing is open: all done.'}
            </li>
          )}
        </ul>
      )}
      {removal && (
        <p className={styles.undo} role="status">
          <span>{removal.edits.length === 1 ? 'Removed.' : `${removal.edits.length} removed.`}</span>
          <button type="button" onClick={takeBack}>
            Put back
          </button>
        </p>
      )}
      {todos.length > 0 && (
        <footer className={styles.foot}>
          <span className={styles.count}>{countText(todos)}</span>
          <fieldset className={styles.filters} aria-label="Show">
            {FILTERS.map(({ id, label }) => (
              <button key={id} type="button" aria-pressed={filter === id} onClick={() => choose(id)}>
                {label}
              </button>
            ))}
          </fieldset>
          {!readOnly && done.length > 0 && (
            <button type="button" className={styles.clear} onClick={() => remove(done)}>
              Clear done
            </button>
          )}
        </footer>
      )}
    </section>
  );
}

function NewTodo({ add }: { add: (text: string) => void }) {
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
        placeholder="Add something to do"
        aria-label="New todo"
        enterKeyHint="done"
        autoComplete="off"
      />
      <button type="submit" disabled={text.trim() === ''} aria-label="Add">
        <svg viewBox="0 0 18 18" aria-hidden="true">
          <path d="M9 3v12M3 9h12" />
        </svg>
      </button>
    </form>
  );
}

function Empty({ readOnly }: { readOnly: boolean }) {
  return (
    <div className={styles.empty}>
      <svg viewBox="0 0 64 48" aria-hidden="true">
        <rect x="6" y="5" width="52" height="38" rx="6" />
        <path d="M14 16l3 3 5-6M28 16h22M14 28l3 3 5-6M28 28h16" />
      </svg>
      <p>
        {readOnly ? 'Nothing on this list yet.' : 'One list for everybody here. Write the first thing above.'}
      </p>
    </div>
  );
}

export default defineMicroApp({ Widget: TodoList });
