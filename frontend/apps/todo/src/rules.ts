/**
 * What the events of Todo's backend do, and which a command will most likely make: the same cases as
 * `gesso.cluster.todo` in Java. State: `{todos: [Todo], lists?: [TodoList]}` beside the shared-state keys. Not
 * here: how todos look.
 */
import {
  type BackendEvent,
  type Json,
  type JsonObject,
  type MicroAppRules,
  type Stamp,
  timeOf,
} from '@gesso/sdk';
import type { Todo, TodoEvents, TodoList } from './generated/todo.ts';

export type TodoEvent = {
  [Type in keyof TodoEvents]: { type: Type; data: TodoEvents[Type] };
}[keyof TodoEvents];
export interface TodoState {
  todos: readonly Todo[];
  lists: readonly TodoList[];
}

const KNOWN: Record<TodoEvent['type'], true> = {
  'todo.created': true,
  'todo.edited': true,
  'todo.toggled': true,
  'todo.removed': true,
  'todo.restored': true,
  'todo.due-set': true,
  'todo.assigned': true,
  'todo.moved': true,
  'todo.ticked': true,
  'todo.list-added': true,
  'todo.list-renamed': true,
  'todo.list-removed': true,
  'todo.list-restored': true,
};

function assertNever(event: never): never {
  throw new Error(`no case for ${JSON.stringify(event)}`);
}

/** Total: what does not fit changes nothing, for it has happened. */
export function evolveTodo(state: TodoState, event: TodoEvent): TodoState {
  switch (event.type) {
    case 'todo.created':
      return insert(state, state.todos.length, event.data);
    case 'todo.edited':
      return change(state, [event.data.id], { text: event.data.text });
    case 'todo.toggled':
      return change(state, [event.data.id], { done: event.data.done });
    case 'todo.removed':
      return { ...state, todos: state.todos.filter(({ id }) => id !== event.data.id) };
    case 'todo.restored':
      return insert(state, event.data.index, event.data.item);
    case 'todo.due-set':
      return change(state, [event.data.id], { due: event.data.due });
    case 'todo.assigned':
      return change(state, [event.data.id], { assignee: event.data.assignee });
    case 'todo.moved':
      return move(state, event.data);
    case 'todo.ticked':
      return change(state, event.data.ids, { done: event.data.done });
    case 'todo.list-added':
      return insertList(state, state.lists.length, event.data);
    case 'todo.list-renamed': {
      const { id, name } = event.data;
      return { ...state, lists: state.lists.map((list) => (list.id === id ? { id, name } : list)) };
    }
    case 'todo.list-removed': {
      const { id } = event.data;
      const items = state.todos.filter(({ list }) => list === id).map((todo) => todo.id);
      const lists = state.lists.filter((list) => list.id !== id);
      return change({ ...state, lists }, items, { list: undefined });
    }
    case 'todo.list-restored': {
      const { id, name, index, items } = event.data;
      return change(insertList(state, index, { id, name }), items, { list: id });
    }
    default:
      return assertNever(event);
  }
}

type Changes = { [Key in keyof Todo]?: Todo[Key] | undefined };

/** Undefined takes a part away. */
function change(state: TodoState, ids: readonly string[], changes: Changes): TodoState {
  const those = new Set(ids);
  return {
    ...state,
    todos: state.todos.map((todo) => (those.has(todo.id) ? without({ ...todo, ...changes }) : todo)),
  };
}
const without = (todo: Changes): Todo =>
  Object.fromEntries(Object.entries(todo).filter(([, value]) => value !== undefined)) as unknown as Todo;

function insert(state: TodoState, index: number, item: Todo): TodoState {
  if (state.todos.some(({ id }) => id === item.id)) return state;
  return { ...state, todos: state.todos.toSpliced(Math.min(index, state.todos.length), 0, without(item)) };
}

function move(state: TodoState, { id, before, list }: TodoEvents['todo.moved']): TodoState {
  const item = state.todos.find((todo) => todo.id === id);
  if (!item) return state;
  const rest = { ...state, todos: state.todos.filter((todo) => todo.id !== id) };
  const at = rest.todos.findIndex((todo) => todo.id === before);
  return insert(rest, at < 0 ? rest.todos.length : at, without({ ...item, list }));
}

function insertList(state: TodoState, index: number, { id, name }: TodoList): TodoState {
  if (state.lists.some((list) => list.id === id)) return state;
  return { ...state, lists: state.lists.toSpliced(Math.min(index, state.lists.length), 0, { id, name }) };
}

const textOf = (data: JsonObject, key: string): string | undefined =>
  typeof data[key] === 'string' ? data[key] : undefined;
/** A part only when it is there: absent and undefined are not the same. */
const part = <Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } =>
  (value === undefined ? {} : { [key]: value }) as { [K in Key]?: string };

function guess(state: TodoState, command: string, data: JsonObject, stamp: Stamp): TodoEvent[] {
  switch (command) {
    case 'todo.tick':
      return ticked(state, data);
    case 'todo.list-add':
    case 'todo.list-rename':
    case 'todo.list-remove':
      return guessList(state, command, data);
    default: {
      const id = textOf(data, 'id');
      return id === undefined ? [] : guessItem(state, command, id, data, stamp);
    }
  }
}

function ticked({ todos }: TodoState, data: JsonObject): TodoEvent[] {
  const { done, ids } = data;
  if (typeof done !== 'boolean') return [];
  const wanted = Array.isArray(ids) ? new Set(ids) : undefined;
  const changed = todos.filter((todo) => todo.done !== done && (wanted?.has(todo.id) ?? true));
  return changed.length === 0
    ? []
    : [{ type: 'todo.ticked', data: { ids: changed.map(({ id }) => id), done } }];
}

function guessList(state: TodoState, command: string, data: JsonObject): TodoEvent[] {
  const id = textOf(data, 'id');
  const name = textOf(data, 'name')?.trim();
  const index = state.lists.findIndex((list) => list.id === id);
  const now = state.lists[index];
  if (id === undefined) return [];
  if (command === 'todo.list-add')
    return now || !name ? [] : [{ type: 'todo.list-added', data: { id, name } }];
  if (!now) return [];
  if (command === 'todo.list-rename')
    return name ? [{ type: 'todo.list-renamed', data: { id, name, was: now.name } }] : [];
  const items = state.todos.filter(({ list }) => list === id).map((todo) => todo.id);
  return [{ type: 'todo.list-removed', data: { id, name: now.name, index, items } }];
}

function guessItem(
  { todos }: TodoState,
  command: string,
  id: string,
  data: JsonObject,
  stamp: Stamp,
): TodoEvent[] {
  const index = todos.findIndex((todo) => todo.id === id);
  const item = todos[index];
  const text = textOf(data, 'text')?.trim();
  if (command === 'todo.add') {
    if (item || !text) return [];
    const made = { id, text, done: false, userId: stamp.by, createdAt: timeOf(stamp.at) };
    const more = {
      ...part('due', textOf(data, 'due')),
      ...part('assignee', textOf(data, 'assignee')),
      ...part('list', textOf(data, 'list')),
    };
    return [{ type: 'todo.created', data: { ...made, ...more } }];
  }
  if (!item) return [];
  switch (command) {
    case 'todo.edit':
      return text ? [{ type: 'todo.edited', data: { id, text, was: item.text } }] : [];
    case 'todo.toggle':
      return typeof data.done === 'boolean' ? [{ type: 'todo.toggled', data: { id, done: data.done } }] : [];
    case 'todo.remove':
      return [{ type: 'todo.removed', data: { id, item, index } }];
    case 'todo.due':
      return [{ type: 'todo.due-set', data: { id, ...part('due', textOf(data, 'due')) } }];
    case 'todo.assign':
      return [{ type: 'todo.assigned', data: { id, ...part('assignee', textOf(data, 'assignee')) } }];
    case 'todo.move': {
      const list = 'list' in data ? textOf(data, 'list') : item.list;
      if (data.before === id) return [];
      return [
        {
          type: 'todo.moved',
          data: { id, ...part('before', textOf(data, 'before')), ...part('list', list) },
        },
      ];
    }
    default:
      return [];
  }
}

const read = (state: JsonObject): TodoState => ({
  todos: Array.isArray(state.todos) ? (state.todos as unknown as Todo[]) : [],
  lists: Array.isArray(state.lists) ? (state.lists as unknown as TodoList[]) : [],
});
function written(state: JsonObject, { todos, lists }: TodoState): JsonObject {
  const { lists: _, ...rest } = state;
  return {
    ...rest,
    todos: todos as unknown as Json,
    ...(lists.length > 0 ? { lists: lists as unknown as Json } : {}),
  };
}

const rules: MicroAppRules = {
  initial: { todos: [] },
  knows: (type) => Object.hasOwn(KNOWN, type),
  evolve: (state, event: BackendEvent) =>
    written(state, evolveTodo(read(state), event as unknown as TodoEvent)),
  predict: (state, command, data, stamp) =>
    guess(read(state), command, data, stamp) as unknown as BackendEvent[],
};
export default rules;
