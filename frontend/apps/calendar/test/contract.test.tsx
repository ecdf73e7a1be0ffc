import { dirname } from 'node:path';
import { microAppContract } from '../../../host/test/contractKit.tsx';
import { Preview, rules, Settings, Widget } from '../src/index.ts';

const today = new Date().toISOString().slice(0, 10);
const event = (id: string, more: object = {}) => ({
  id,
  title: `Event ${id}`,
  start: `${today}T09:00`,
  end: `${today}T10:30`,
  allDay: false,
  zone: 'Europe/Berlin',
  exceptions: [],
  userId: 'ada',
  createdAt: '2026-11-22T00:00:00Z',
  ...more,
});

microAppContract({
  id: 'calendar',
  folder: dirname(import.meta.dirname),
  Widget,
  Settings,
  Preview,
  rules,
  states: [
    {
      events: [
        event('a', { colour: 'red', location: 'Roof', notes: 'Bring bread' }),
        event('b', { start: today, end: today, allDay: true, zone: undefined, userId: 'gone' }),
        event('c', { rule: 'FREQ=WEEKLY', exceptions: [{ on: today }] }),
        event('d', { zone: 'Asia/Tokyo', rule: 'FREQ=WEEKLY;COUNT=3', userId: 'bob' }),
      ],
    },
    { events: Array.from({ length: 60 }, (_, i) => event(`e${i}`)) },
    { events: [] },
  ],
  commands: [
    { do: 'calendar.add', data: { id: 'a', title: 'Lunch', start: '2026-12-01', end: '2026-12-02' } },
    { do: 'calendar.edit', data: { id: 'a', title: 'Late lunch', rule: 'FREQ=DAILY' } },
    { do: 'calendar.move', data: { id: 'a', start: '2026-12-02', end: '2026-12-03' } },
    { do: 'calendar.skip', data: { id: 'a', on: '2026-12-04' } },
    { do: 'calendar.change', data: { id: 'a', on: '2026-12-05', title: 'Brunch' } },
    { do: 'calendar.reset', data: { id: 'a', on: '2026-12-05' } },
    { do: 'calendar.split', data: { id: 'a', on: '2026-12-10', next: 'b', title: 'Dinner' } },
    { do: 'calendar.end', data: { id: 'b', on: '2026-12-20' } },
    {
      do: 'calendar.import',
      data: { items: [{ id: 'c', title: 'C', start: '2026-12-01', end: '2026-12-02' }] },
    },
    { do: 'calendar.remove', data: { id: 'a' } },
  ],
});
