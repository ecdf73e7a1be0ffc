import { MESSAGE_BYTES_MAX } from '@gesso/sandbox/wire';
import { describe, expect, it } from 'vitest';
import { readFromApp, weight } from './reading.ts';

const call = (what: string, args: unknown) => readFromApp({ t: 'call', n: 1, do: what, args });

describe('[FE-330] a message of an app is of a known shape, or none', () => {
  it('takes what the wire names', () => {
    expect(readFromApp({ t: 'ready', contract: 1 })).toEqual({ t: 'ready', contract: 1 });
    expect(readFromApp({ t: 'pong', n: 3 })).toEqual({ t: 'pong', n: 3 });
    expect(readFromApp({ t: 'fault', message: 'x'.repeat(10_000) })).toMatchObject({ t: 'fault' });
    expect(call('command', { name: 'records.add', data: { collection: 'habits' } })).toBeDefined();
    expect(call('presence.set', { data: null })).toBeDefined();
    expect(call('storage.set', { key: 'a', value: null })).toBeDefined();
    expect(call('badge', { count: 3 })).toBeDefined();
  });
  it.each([
    ['nothing', undefined],
    ['a text', 'ready'],
    ['a list', []],
    ['another contract', { t: 'ready', contract: 2 }],
    ['an unknown kind', { t: 'view', ops: [] }],
    ['no number', { t: 'pong', n: '1' }],
    ['a negative number', { t: 'pong', n: -1 }],
    ['an unknown call', { t: 'call', n: 1, do: 'read', args: {} }],
    ['a call of what objects have', { t: 'call', n: 1, do: 'constructor', args: {} }],
    ['no arguments', { t: 'call', n: 1, do: 'badge' }],
  ])('refuses %s', (_, message) => {
    expect(readFromApp(message)).toBeUndefined();
  });
  it.each([
    ['a command of the canvas', 'command', { name: 'widget.remove', data: {} }],
    ['a command of another app', 'command', { name: 'todo.add', data: {} }],
    ['a command of the page', 'command', { name: 'configure', data: {} }],
    ['a command that is no text', 'command', { name: ['records.add'], data: {} }],
    ['state that only records make', 'setState', { patch: { collections: {} } }],
    ['an event of the backend', 'emit', { type: 'records.added', data: {} }],
    ['an event without a name', 'emit', { type: '*', data: {} }],
    ['a badge that is none', 'badge', { count: 1e9 }],
    ['a key that is too long', 'storage.set', { key: 'x'.repeat(65), value: 1 }],
  ])('refuses %s', (_, what, args) => {
    expect(call(what, args)).toBeUndefined();
  });
});

describe('[FE-331] a message is small and plain, whatever is sent', () => {
  it('counts bytes and stops at the limit', () => {
    expect(weight({ a: 'b' })).toBeLessThan(20);
    expect(weight('x'.repeat(MESSAGE_BYTES_MAX + 1))).toBeUndefined();
    expect(weight('ü'.repeat(MESSAGE_BYTES_MAX * 0.6))).toBeUndefined();
    expect(weight(Array.from({ length: MESSAGE_BYTES_MAX }, () => 1))).toBeUndefined();
    expect(weight(new Array(4e9))).toBeUndefined();
  });
  it.each([
    ['a map', new Map()],
    ['a date', new Date()],
    ['bytes', new Uint8Array(4)],
    ['a huge number', 1n],
    ['no number', Number.NaN],
    ['a hole', new Array(2)],
    ['an own __proto__', JSON.parse('{"__proto__": {"polluted": true}}')],
    ['a constructor', { a: { constructor: { prototype: {} } } }],
  ])('refuses %s', (_, value) => {
    expect(weight({ value })).toBeUndefined();
  });
  it('refuses what is nested without end', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(weight(circle)).toBeUndefined();
  });
});
