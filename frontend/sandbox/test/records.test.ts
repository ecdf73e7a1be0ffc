// @vitest-environment node
import { expect, it } from 'vitest';
import { RecordsServer } from '../src/records/server.ts';
import { fault, madeUp } from '../src/records/values.ts';
import type { Field } from '../src/specification.ts';
import { HABITS, SPECIFICATION } from './samples.ts';

const server = () => new RecordsServer(SPECIFICATION, () => 7);
const TYPES = 'text longtext number date time boolean choice rating person url email duration'.split(' ');

it('[FE-324] takes what the specification allows and tells it, and refuses the rest with the field', () => {
  const one = server();
  const added = one.command(
    'records.add',
    { collection: 'habits', values: { name: 'Run', streak: 3 } },
    'u1',
  );
  expect(added).toMatchObject({ ok: true, data: { id: 'r1' }, event: { type: 'records.added' } });
  const errors = (values: object) => {
    const answer = one.command('records.add', { collection: 'habits', values: { ...values } }, 'u1');
    return answer.ok ? [] : answer.errors.map(({ field }) => field);
  };
  expect(errors({})).toEqual(['name']);
  expect(errors({ name: '' })).toEqual(['name']);
  expect(errors({ name: 'x'.repeat(81), streak: -1, frequency: 'Never', total: 3, other: 1 })).toEqual([
    'name',
    'streak',
    'frequency',
    'total',
    'other',
  ]);
  expect(
    one.command('records.step', { collection: 'habits', id: 'r1', field: 'streak', by: -4 }, 'u1').ok,
  ).toBe(false);
  expect(
    one.command('records.step', { collection: 'habits', id: 'r1', field: 'streak', by: 1 }, 'u1').ok,
  ).toBe(true);
  one.command(
    'records.edit',
    { collection: 'habits', id: 'r1', values: { frequency: 'Daily', price: null } },
    'u1',
  );
  expect(one.now().collections.habits?.[0]).toEqual({
    id: 'r1',
    by: 'u1',
    at: 7,
    values: { name: 'Run', streak: 4, frequency: 'Daily' },
  });
  expect(one.command('todo.add', { collection: 'habits' }, 'u1').ok).toBe(false);
  expect(one.command('records.remove', { collection: 'habits', id: 'r9' }, 'u1')).toMatchObject({
    code: 'not-found',
  });
});

it('[FE-324] has one vote for each person and collection, and an order', () => {
  const one = server();
  one.fill(3, '2026-01-05', 'u1');
  for (const id of ['r1', 'r2']) one.command('records.vote', { collection: 'habits', id }, 'u2');
  expect(one.now().collections.habits?.map(({ votes }) => votes)).toEqual([undefined, ['u2'], undefined]);
  one.command('records.unvote', { collection: 'habits' }, 'u2');
  expect(one.now().collections.habits?.some(({ votes }) => votes)).toBe(false);
  one.command('records.move', { collection: 'habits', id: 'r3', after: null }, 'u2');
  one.command('records.move', { collection: 'habits', id: 'r1', after: 'r2' }, 'u2');
  expect(one.now().collections.habits?.map(({ id }) => id)).toEqual(['r3', 'r2', 'r1']);
  expect(HABITS.fields.length).toBeGreaterThan(0);
});

it('[FE-324] made-up values fit their fields, and are the same each time', () => {
  for (const type of TYPES)
    for (const limits of [{}, { min: 3, max: 4 }]) {
      const field: Field = { name: 'x', label: 'Something', type, options: ['A', 'B'], ...limits };
      if (['date', 'time', 'url', 'email', 'person'].includes(type) && 'min' in limits) continue;
      for (let n = 0; n < 20; n++) {
        expect(fault(field, madeUp(field, n, '2026-01-30')), `${type} ${n}`).toBeUndefined();
        expect(madeUp(field, n, '2026-01-30')).toEqual(madeUp(field, n, '2026-01-30'));
      }
    }
});
