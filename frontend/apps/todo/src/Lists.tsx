/** The lists of a widget: one to look at, a new one, another name, away with it. */
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { NAME_MOST } from './constants.ts';
import { AddIcon } from './icons.tsx';
import styles from './Todo.module.css';
import type { TodoList } from './types.ts';

interface Props {
  lists: readonly TodoList[];
  /** Null for all. */
  chosen: string | null;
  readOnly: boolean;
  choose(list: string | null): void;
  add(name: string): void;
  rename(list: string, name: string): void;
  remove(list: TodoList): void;
}

export function Lists({ lists, chosen, readOnly, choose, add, rename, remove }: Props) {
  const [naming, setNaming] = useState<'new' | 'chosen'>();
  const now = lists.find(({ id }) => id === chosen);
  if (lists.length === 0 && readOnly) return null;
  return (
    <div className={styles.lists}>
      {lists.length > 0 && (
        <fieldset aria-label="Lists">
          {[{ id: null, name: 'Everything' }, ...lists].map((list) => (
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
          start={naming === 'chosen' ? (now?.name ?? '') : ''}
          done={(name) => {
            if (name && naming === 'new') add(name);
            else if (name && now && name !== now.name) rename(now.id, name);
            setNaming(undefined);
          }}
        />
      ) : (
        !readOnly && (
          <span className={styles.listTools}>
            {now && (
              <>
                <button type="button" onClick={() => setNaming('chosen')} aria-label={`Rename ${now.name}`}>
                  Rename
                </button>
                <button type="button" onClick={() => remove(now)} aria-label={`Remove the list ${now.name}`}>
                  Remove
                </button>
              </>
            )}
            <button type="button" onClick={() => setNaming('new')} aria-label="New list" title="New list">
              <AddIcon />
              {lists.length === 0 && 'List'}
            </button>
          </span>
        )
      )}
    </div>
  );
}

function Name({ start, done }: { start: string; done: (name: string) => void }) {
  const [name, setName] = useState(start);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    done(name.trim());
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
        placeholder="Name of the list"
        aria-label="Name of the list"
        enterKeyHint="done"
        onChange={(event) => setName(event.target.value)}
        onKeyDown={key}
        onBlur={() => done(name.trim())}
      />
    </form>
  );
}
