/** What is shown of a list. Pure. */
import type { PendingEdit, WidgetState } from '@gesso/sdk';
import type { Filter, Todo, TodoConfig } from './types.ts';

const isTodo = (value: unknown): value is Todo =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Todo).id === 'string' &&
  typeof (value as Todo).text === 'string';

export const todosIn = (state: WidgetState): readonly Todo[] =>
  Array.isArray(state.todos) ? (state.todos as unknown[]).filter(isTodo) : [];

export const filterOf = (config: TodoConfig, chosen: Filter | undefined): Filter =>
  chosen ?? (config.hideDone && config.defaultFilter === 'all' ? 'open' : config.defaultFilter);

export const visible = (todos: readonly Todo[], filter: Filter): readonly Todo[] =>
  filter === 'all' ? todos : todos.filter((todo) => todo.done === (filter === 'done'));

export const countText = (todos: readonly Todo[]): string => {
  const done = todos.filter((todo) => todo.done).length;
  const open = todos.length - done;
  if (todos.length === 0) return '';
  if (open === 0) return todos.length === 1 ? 'Done' : `All ${todos.length} done`;
  return done === 0 ? `${open} open` : `${open} open, ${done} done`;
};

/** Ids of todos with an own edit that is not durable yet. */
export const unsavedIds = (pending: readonly PendingEdit[]): ReadonlySet<string> =>
  new Set(pending.flatMap((edit) => (edit.do.startsWith('todo.') ? [String(edit.data.id)] : [])));

export const initials = (name: string): string => {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? '')][0] ?? '?';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
};
