import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MemberNames } from './names.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('[FE-373] who was seen keeps the name after leaving; of the others the server is asked once', async () => {
  const ask = vi.fn(async () => [{ user: 'cleo', name: 'Cleo' }, { user: 'dan' }]);
  const learned = vi.fn();
  const names = new MemberNames(ask, learned);
  names.seen([{ user: 'bob', name: 'Bob' }]);
  names.seen([]);
  expect(names.of('bob')).toBe('Bob');
  names.need(['bob']);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(ask).not.toHaveBeenCalled();
  names.need(['bob', 'cleo']);
  names.need(['bob', 'cleo', 'dan']);
  await vi.advanceTimersByTimeAsync(2_000);
  names.need(['cleo', 'dan']);
  await vi.advanceTimersByTimeAsync(2_000);
  names.need(['cleo', 'dan']);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(names.of('cleo')).toBe('Cleo');
  expect(learned).toHaveBeenCalled();
  expect(ask).toHaveBeenCalledTimes(2);
});

it('[FE-373] a server that is away is no trouble', async () => {
  const names = new MemberNames(() => Promise.reject(new Error('away')), vi.fn());
  names.need(['cleo']);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(names.of('cleo')).toBeUndefined();
  names.end();
});
