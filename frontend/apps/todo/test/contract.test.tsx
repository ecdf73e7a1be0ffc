import { dirname } from 'node:path';
import { microAppContract } from '../../../host/test/contractKit.tsx';
import { Preview, Settings, Widget } from '../src/index.ts';
import rules from '../src/rules.ts';

const todo = (id: string, more: object = {}) => ({
  id,
  text: `Do ${id}`,
  done: false,
  userId: 'ada',
  createdAt: '2026-11-22T00:00:00Z',
  ...more,
});

microAppContract({
  id: 'todo',
  folder: dirname(import.meta.dirname),
  Widget,
  Settings,
  Preview,
  rules,
  states: [
    {
      todos: [
        todo('a', { due: '2020-01-01', assignee: 'bob' }),
        todo('b', { done: true, list: 'shop' }),
        todo('c', { userId: 'bob', assignee: 'gone' }),
      ],
      lists: [{ id: 'shop', name: 'Shop' }],
    },
    { todos: Array.from({ length: 200 }, (_, i) => todo(`t${i}`)) },
    { todos: [] },
  ],
  commands: [
    { do: 'todo.add', data: { id: 'a', text: 'Milk' } },
    { do: 'todo.list-add', data: { id: 'shop', name: 'Shop' } },
    { do: 'todo.edit', data: { id: 'a', text: 'Oat milk' } },
    { do: 'todo.due', data: { id: 'a', due: '2026-11-28' } },
    { do: 'todo.assign', data: { id: 'a', assignee: 'bob' } },
    { do: 'todo.move', data: { id: 'a', list: 'shop' } },
    { do: 'todo.toggle', data: { id: 'a', done: true } },
    { do: 'todo.tick', data: { done: false } },
    { do: 'todo.list-rename', data: { id: 'shop', name: 'Market' } },
    { do: 'todo.list-remove', data: { id: 'shop' } },
    { do: 'todo.remove', data: { id: 'a' } },
  ],
});
