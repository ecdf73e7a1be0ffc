/** What is shown of the items. Pure. */
import type { PendingEdit, WidgetState } from '@gesso/sdk';
import { DUE_DAYS } from './constants.ts';
import { plus } from './days.ts';
import type { Filter, Todo, TodoConfig, TodoList } from './types.ts';
import type { Words } from './words.ts';

const isTodo = (value: unknown): value is Todo =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Todo).id === 'string' &&
  typeof (value as Todo).text === 'string';
const isList = (value: unknown): value is TodoList =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as TodoList).id === 'string' &&
  typeof (value as TodoList).name === 'string';

export const todosIn = (state: WidgetState): readonly Todo[] =>
  Array.isArray(state.todos) ? (state.todos as unknown[]).filter(isTodo) : [];
export const listsIn = (state: WidgetState): readonly TodoList[] =>
  Array.isArray(state.lists) ? (state.lists as unknown[]).filter(isList) : [];

export const filterOf = (config: TodoConfig, chosen: Filter | undefined): Filter =>
  chosen ?? (config.hideDone && config.defaultFilter === 'all' ? 'open' : config.defaultFilter);

export interface View {
  filter: Filter;
  /** Null for all lists. */
  list: string | null;
  me: string;
  today: string;
}
export function visible(todos: readonly Todo[], { filter, list, me, today }: View): readonly Todo[] {
  const here = list === null ? todos : todos.filter((todo) => todo.list === list);
  switch (filter) {
    case 'all':
      return here;
    case 'open':
      return here.filter(({ done }) => !done);
    case 'done':
      return here.filter(({ done }) => done);
    case 'mine':
      return here.filter(({ done, assignee }) => !done && assignee === me);
    case 'due': {
      const last = plus(today, DUE_DAYS);
      return here
        .filter(({ done, due }) => !done && due !== undefined && due <= last)
        .sort((a, b) => (a.due ?? '').localeCompare(b.due ?? ''));
    }
  }
}
/** People put items in order where they see all of them one after the other. */
export const canReorder = (filter: Filter): boolean => filter === 'all' || filter === 'open';

export const countText = (todos: readonly Todo[], words: Words): string => {
  const done = todos.filter((todo) => todo.done).length;
  return todos.length === 0 ? '' : words.count(todos.length - done, done);
};

/** Ids of todos with an own edit that is not durable yet. */
export const unsavedIds = (pending: readonly PendingEdit[]): ReadonlySet<string> =>
  new Set(
    pending.flatMap(({ do: name, data }) =>
      !name.startsWith('todo.') ? [] : Array.isArray(data.ids) ? data.ids.map(String) : [String(data.id)],
    ),
  );

/** What `moved` goes before when it is carried to the place of `over`; undefined for the end. */
export function placeBefore(shown: readonly Todo[], moved: string, over: number): string | undefined {
  return shown.filter(({ id }) => id !== moved)[over]?.id;
}

export const initials = (name: string): string => {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? '')][0] ?? '?';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
};
