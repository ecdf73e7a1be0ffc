/** The lists of a widget: one to look at, a new one, another name, away with it. */
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { NAME_MOST } from './constants.ts';
import { AddIcon } from './icons.tsx';
import styles from './Todo.module.css';
import type { TodoList } from './types.ts';
import type { Words } from './words.ts';

interface Props {
  words: Words;
  lists: readonly TodoList[];
  /** Null for all. */
  chosen: string | null;
  readOnly: boolean;
  choose(list: string | null): void;
  add(name: string): void;
  rename(list: string, name: string): void;
  remove(list: TodoList): void;
}

export function Lists({ words, lists, chosen, readOnly, choose, add, rename, remove }: Props) {
  const [naming, setNaming] = useState<'new' | 'chosen'>();
  const now = lists.find(({ id }) => id === chosen);
  if (lists.length === 0 && readOnly) return null;
  return (
    <div className={styles.lists}>
      {lists.length > 0 && (
        <fieldset aria-label={words.lists}>
          {[{ id: null, name: words.everything }, ...lists].map((list) => (
            <button
              key={list.id ?? ''}
              type="button"
              aria-pressed={list.id === (now?.id ?? null)}
              onClick={() => choose(list.id)}
              onDoubleClick={() => !readOnly && list.id !== null && setNaming('chosen')}
            >
              {list.name}
            </button>
          ))}
        </fieldset>
      )}
      {naming ? (
        <Name
          key={naming}
          label={words.listName}
          start={naming === 'chosen' ? (now?.name ?? '') : ''}
          done={(name) => {
            if (name && naming === 'new') add(name);
            else if (name && now) rename(now.id, name);
            setNaming(undefined);
          }}
        />
      ) : (
        !readOnly && (
          <span className={styles.listTools}>
            {now && (
              <>
                <button
                  type="button"
                  onClick={() => setNaming('chosen')}
                  aria-label={words.renameList(now.name)}
                >
                  {words.rename}
                </button>
                <button type="button" onClick={() => remove(now)} aria-label={words.removeList(now.name)}>
                  {words.remove}
                </button>
              </>
            )}
            <button
              type="button"
              onClick={() => setNaming('new')}
              aria-label={words.newList}
              title={words.newList}
            >
              <AddIcon />
              {lists.length === 0 && words.list}
            </button>
          </span>
        )
      )}
    </div>
  );
}

interface NameProps {
  label: string;
  start: string;
  /** Empty when nothing was written. */
  done(name: string): void;
}
function Name({ label, start, done }: NameProps) {
  const [name, setName] = useState(start);
  // As it was at first: what others write meanwhile is no change of whoever leaves it as it was.
  const [before] = useState(start);
  const leave = () => done(name.trim() === before.trim() ? '' : name.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    leave();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation(); // Esc leaves the field, not the widget
    done('');
  };
  return (
    <form onSubmit={submit} className={styles.listName}>
      <input
        value={name}
        maxLength={NAME_MOST}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to name a list
        autoFocus
        placeholder={label}
        aria-label={label}
        enterKeyHint="done"
        onChange={(event) => setName(event.target.value)}
        onKeyDown={key}
        onBlur={leave}
      />
    </form>
  );
}
