import { describe, expect, it } from 'vitest';
import type { Todo } from '../src/generated/todo.ts';
import rules, { evolveTodo, type TodoEvent, type TodoState } from '../src/rules.ts';

const stamp = { by: 'ada', at: 3_612_262_400_000_003 };
const todo = (id: string, more: Partial<Todo> = {}): Todo => ({
  id,
  text: id,
  done: false,
  userId: 'ada',
  createdAt: 'now',
  ...more,
});
const after = (...events: TodoEvent[]): TodoState =>
  events.reduce<TodoState>(evolveTodo, { todos: [], lists: [] });
const ids = ({ todos }: TodoState) => todos.map(({ id }) => id);

describe('the events of Todo', () => {
  it('[FE-37] fold totally: what does not fit changes nothing', () => {
    const two = after(
      { type: 'todo.created', data: todo('a') },
      { type: 'todo.created', data: todo('b') },
      { type: 'todo.edited', data: { id: 'a', text: 'A', was: 'a' } },
      { type: 'todo.toggled', data: { id: 'a', done: true } },
    );
    expect(evolveTodo(two, { type: 'todo.created', data: todo('b') })).toBe(two);
    const [first] = two.todos;
    if (!first) throw new Error('nothing there');
    const removed = evolveTodo(two, { type: 'todo.removed', data: { id: 'a', item: first, index: 0 } });
    expect(ids(removed)).toEqual(['b']);
    expect(evolveTodo(removed, { type: 'todo.restored', data: { id: 'a', item: first, index: 0 } })).toEqual(
      two,
    );
    expect(evolveTodo(two, { type: 'todo.toggled', data: { id: 'none', done: true } })).toEqual(two);
    expect(evolveTodo(two, { type: 'todo.moved', data: { id: 'none' } })).toEqual(two);
  });

  it('[FE-37] leave no trace of a part that was taken away', () => {
    const one = after(
      { type: 'todo.created', data: todo('a', { due: '2026-11-28', assignee: 'bob' }) },
      { type: 'todo.due-set', data: { id: 'a', was: '2026-11-28' } },
      { type: 'todo.assigned', data: { id: 'a', was: 'bob' } },
    );
    expect(Object.keys(one.todos[0] ?? {})).toEqual(['id', 'text', 'done', 'userId', 'createdAt']);
  });

  it('[FE-33] are guessed: what the server will most likely make of a command, and nothing of a wrong one', () => {
    const [made] = rules.predict(rules.initial, 'todo.add', { id: 'a', text: ' milk ' }, stamp);
    expect(made).toMatchObject({ type: 'todo.created', data: { id: 'a', text: 'milk', userId: 'ada' } });
    const state = made ? rules.evolve(rules.initial, made, stamp) : {};
    const guesses = (command: string, data: object) => rules.predict(state, command, { ...data }, stamp);
    expect(guesses('todo.add', { id: 'a', text: 'milk' })).toEqual([]);
    expect(guesses('todo.remove', { id: 'b' })).toEqual([]);
    expect(guesses('todo.move', { id: 'a', before: 'a' })).toEqual([]);
    expect(guesses('todo.toggle', { id: 'a', done: true })).toEqual([
      { type: 'todo.toggled', data: { id: 'a', done: true } },
    ]);
    expect(guesses('todo.due', { id: 'a', due: '2026-11-28' })).toEqual([
      { type: 'todo.due-set', data: { id: 'a', due: '2026-11-28' } },
    ]);
    expect(guesses('todo.tick', { done: false })).toEqual([]);
    expect(guesses('todo.tick', { done: true })).toEqual([
      { type: 'todo.ticked', data: { ids: ['a'], done: true } },
    ]);
    expect(guesses('todo.list-add', { id: 'l', name: ' ' })).toEqual([]);
    expect(guesses('todo.list-add', { id: 'l', name: ' Shop ' })).toEqual([
      { type: 'todo.list-added', data: { id: 'l', name: 'Shop' } },
    ]);
  });

  it('[FE-33] guessed twice are the same as guessed once', () => {
    const start = rules.evolve(
      rules.evolve(rules.initial, { type: 'todo.created', data: { ...todo('a') } }, stamp),
      { type: 'todo.created', data: { ...todo('b') } },
      stamp,
    );
    const commands: [string, Record<string, string | boolean>][] = [
      ['todo.add', { id: 'c', text: 'c' }],
      ['todo.edit', { id: 'a', text: 'A' }],
      ['todo.toggle', { id: 'a', done: true }],
      ['todo.remove', { id: 'a' }],
      ['todo.due', { id: 'a', due: '2026-11-28' }],
      ['todo.assign', { id: 'a', assignee: 'bob' }],
      ['todo.move', { id: 'b', before: 'a' }],
      ['todo.tick', { done: true }],
      ['todo.list-add', { id: 'l', name: 'Shop' }],
    ];
    for (const [command, data] of commands) {
      const apply = (state: typeof start) =>
        rules
          .predict(state, command, data, stamp)
          .reduce((so, event) => rules.evolve(so, event, stamp), state);
      const once = apply(start);
      expect(once, command).not.toEqual(start);
      expect(apply(once), command).toEqual(once);
    }
  });
});
