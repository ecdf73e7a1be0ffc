import { dirname } from 'node:path';
import { microAppContract } from '@gesso/kit/contract';
import { Preview, Rules, Settings, Widget } from '../src/index.ts';

const entry = (id: string, more: object = {}) => ({
  id,
  text: `Hello from ${id}`,
  userId: 'ada',
  createdAt: '2026-11-22T00:00:00Z',
  ...more,
});

microAppContract({
  id: 'sample',
  folder: dirname(import.meta.dirname),
  Widget,
  Settings,
  Preview,
  rules: Rules,
  states: [
    { entries: [entry('a'), entry('b', { userId: 'bob' }), entry('c', { userId: 'gone' })] },
    { entries: Array.from({ length: 200 }, (_, i) => entry(`e${i}`)) },
    { entries: [] },
  ],
  commands: [
    { do: 'sample.add', data: { id: 'a', text: 'Hello' } },
    { do: 'sample.edit', data: { id: 'a', text: 'Hello, all' } },
    { do: 'sample.remove', data: { id: 'a' } },
  ],
});
