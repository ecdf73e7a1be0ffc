import type { CanvasEvent } from '@gesso/sdk';
import { describe, expect, it, vi } from 'vitest';
import { Bus } from './bus.ts';

const event = (type: string): CanvasEvent => ({ type, source: 'w1', data: {} });

describe('the event bus', () => {
  it('[FE-40][E1] keeps a listener that throws from all others, and reports it', () => {
    const report = vi.fn();
    const bus = new Bus(report);
    const heard: string[] = [];
    bus.on('todo.created', () => heard.push('first'));
    bus.on('todo.created', () => {
      throw new Error('broken');
    });
    bus.on('todo.created', () => heard.push('last'));
    bus.emit(event('todo.created'));
    expect(heard).toEqual(['first', 'last']);
    expect(report).toHaveBeenCalledOnce();
    expect(bus.counters()).toMatchObject({ emitted: 1, delivered: 2, errors: 1, listeners: 3 });
  });
  it('[FE-41][E2] lets listeners come and go while it tells, and forgets a type that nobody listens to', () => {
    const bus = new Bus();
    const heard: string[] = [];
    const off = bus.on('x', () => {
      heard.push('once');
      off();
      bus.on('x', () => heard.push('late'));
    });
    bus.emit(event('x'));
    expect(heard).toEqual(['once']);
    bus.emit(event('x'));
    expect(heard).toEqual(['once', 'late']);
    const bus2 = new Bus();
    const offs = [bus2.on('a', () => {}), bus2.on('a', () => {}), bus2.on('b', () => {})];
    for (const leave of offs) leave();
    for (const leave of offs) leave();
    expect(bus2.types).toBe(0);
  });
  it('[FE-42] matches exact types, families, verbs and everything', () => {
    const bus = new Bus();
    const heard: string[] = [];
    for (const pattern of ['todo.created', 'todo.*', '*.created', '*', 'chat.*'])
      bus.on(pattern, () => heard.push(pattern));
    bus.emit(event('todo.created'));
    expect(heard).toEqual(['todo.created', 'todo.*', '*.created', '*']);
    heard.length = 0;
    bus.emit(event('widget-moved'));
    expect(heard).toEqual(['*']);
  });
});
