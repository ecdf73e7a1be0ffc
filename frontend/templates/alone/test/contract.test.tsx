import { dirname } from 'node:path';
import { microAppContract } from '@gesso/kit/contract';
import { Preview, Settings, Widget } from '../src/index.ts';

const entry = (id: string, userId = 'ada') => ({
  [`entry-${id}`]: { text: `Hello from ${id}`, userId, createdAt: '2026-11-22T00:00:00Z' },
});

microAppContract({
  id: 'sample',
  folder: dirname(import.meta.dirname),
  Widget,
  Settings,
  Preview,
  states: [
    { ...entry('a'), ...entry('b', 'bob'), ...entry('c', 'gone') },
    Object.assign({}, ...Array.from({ length: 200 }, (_, i) => entry(`e${i}`))),
    {},
  ],
});
