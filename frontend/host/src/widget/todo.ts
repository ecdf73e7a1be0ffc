/**
 * The Todo backend's events: the same cases as `gesso.cluster.todo` in Java. State: `{todos: [Todo]}` beside
 * the shared-state keys. Not here: how todos look.
 */
import type { JsonObject } from '@gesso/sdk/protocol';
import { timeOf } from '@gesso/sdk/protocol';
import type { Stamp } from '../canvas/rules.ts';
import type { Backend, BackendEvent } from './backends.ts';

export interface Todo {
  [key: string]: string | boolean;
  id: string;
  text: string;
  done: boolean;
  userId: string;
  createdAt: string;
}
export type TodoEvent =
  | { type: 'todo.created'; data: Todo }
  | { type: 'todo.edited'; data: { id: string; text: string; was: string } }
  | { type: 'todo.toggled'; data: { id: string; done: boolean } }
  | { type: 'todo.removed'; data: { id: string; item: Todo; index: number } }
  | { type: 'todo.restored'; data: { id: string; item: Todo; index: number } };

const KNOWN: Record<TodoEvent['type'], true> = {
  'todo.created': true,
  'todo.edited': true,
  'todo.toggled': true,
  'todo.removed': true,
  'todo.restored': true,
};

export const todosOf = (state: JsonObject): Todo[] =>
  Array.isArray(state.todos) ? (state.todos as Todo[]) : [];

function assertNever(event: never): never {
  throw new Error(`no case for ${JSON.stringify(event)}`);
}

export function evolveTodos(todos: Todo[], event: TodoEvent): Todo[] {
  switch (event.type) {
    case 'todo.created':
      return todos.some((todo) => todo.id === event.data.id) ? todos : [...todos, event.data];
    case 'todo.edited':
      return change(todos, event.data.id, { text: event.data.text });
    case 'todo.toggled':
      return change(todos, event.data.id, { done: event.data.done });
    case 'todo.removed':
      return todos.filter((todo) => todo.id !== event.data.id);
    case 'todo.restored':
      return todos.some((todo) => todo.id === event.data.id)
        ? todos
        : todos.toSpliced(Math.min(event.data.index, todos.length), 0, event.data.item);
    default:
      return assertNever(event);
  }
}
const change = (todos: Todo[], id: string, changes: { text?: string; done?: boolean }): Todo[] =>
  todos.map((todo) => (todo.id === id ? { ...todo, ...changes } : todo));

function predict(state: JsonObject, command: string, data: JsonObject, stamp: Stamp): TodoEvent[] {
  const todos = todosOf(state);
  const id = typeof data.id === 'string' ? data.id : undefined;
  if (id === undefined) return [];
  const index = todos.findIndex((todo) => todo.id === id);
  const item = todos[index];
  switch (command) {
    case 'todo.add': {
      if (item || typeof data.text !== 'string') return [];
      const createdAt = timeOf(stamp.at);
      return [
        {
          type: 'todo.created',
          data: { id, text: data.text.trim(), done: false, userId: stamp.by, createdAt },
        },
      ];
    }
    case 'todo.edit':
      return item && typeof data.text === 'string'
        ? [{ type: 'todo.edited', data: { id, text: data.text.trim(), was: item.text } }]
        : [];
    case 'todo.toggle':
      return item && typeof data.done === 'boolean'
        ? [{ type: 'todo.toggled', data: { id, done: data.done } }]
        : [];
    case 'todo.remove':
      return item ? [{ type: 'todo.removed', data: { id, item, index } }] : [];
    default:
      return [];
  }
}

export const todo: Backend = {
  name: 'todo',
  initial: { todos: [] },
  knows: (type) => Object.hasOwn(KNOWN, type),
  evolve(state, event: BackendEvent) {
    const before = todosOf(state);
    const after = evolveTodos(before, event as TodoEvent);
    return after === before ? state : { ...state, todos: after };
  },
  predict,
};
