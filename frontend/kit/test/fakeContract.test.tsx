import { join } from 'node:path';
import * as todo from '../../apps/todo/src/index.ts';
import todoRules from '../../apps/todo/src/rules.ts';
import { microAppContract } from '../../host/test/contractKit.tsx';
import * as sample from '../../templates/sample/src/index.ts';
import { fakeStage } from '../fake/stage.tsx';

const stamped = { userId: 'ada', createdAt: '2026-11-22T00:00:00Z' };
const root = join(import.meta.dirname, '../..');

// What apps are promised they are promised by both hosts: the same contract, on the fake one.
microAppContract(
  {
    ...todo,
    id: 'todo',
    folder: join(root, 'apps/todo'),
    rules: todoRules,
    states: [{ todos: [{ id: 'a', text: 'Milk', done: false, ...stamped }] }, { todos: [] }],
    commands: [
      { do: 'todo.add', data: { id: 'a', text: 'Milk' } },
      { do: 'todo.toggle', data: { id: 'a', done: true } },
    ],
  },
  fakeStage,
);
microAppContract(
  {
    ...sample,
    id: 'sample',
    folder: join(root, 'templates/sample'),
    rules: sample.Rules,
    states: [{ entries: [{ id: 'a', text: 'Hello', ...stamped }] }, { entries: [] }],
    commands: [{ do: 'sample.add', data: { id: 'a', text: 'Hello' } }],
  },
  fakeStage,
);
