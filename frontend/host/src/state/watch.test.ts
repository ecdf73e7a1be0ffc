import { describe, expect, it, vi } from 'vitest';
import { createCanvasStore } from './store.ts';
import type { Widget } from './types.ts';
import { watchWidgets } from './watch.ts';

const widget = (id: string, x = 0): Widget => ({
  id,
  appId: 'todo',
  appVersion: '1.0.0',
  title: id,
  position: { x, y: 0 },
  wanted: { x, y: 0 },
  size: { w: 2, h: 2 },
  desktop: { position: { x, y: 0 }, size: { w: 2, h: 2 } },
  z: 1,
  locked: false,
  config: undefined,
  state: undefined,
  pending: [],
  refused: undefined,
});

describe('who draws one widget', () => {
  it('[FE-122] hears of its changes, its coming and its going, and of nothing else', () => {
    const store = createCanvasStore();
    const { subscribe } = watchWidgets(store);
    const [heardA, heardB] = [vi.fn(), vi.fn()];
    subscribe('a', heardA);
    subscribe('b', heardB);
    const a = widget('a');
    const b = widget('b');
    store.setState({ widgets: { a, b } });
    expect([heardA.mock.calls.length, heardB.mock.calls.length]).toEqual([1, 1]);
    store.setState({ widgets: { a: widget('a', 4), b } });
    store.setState({ peers: [], notices: [] });
    expect([heardA.mock.calls.length, heardB.mock.calls.length]).toEqual([2, 1]);
    store.setState({ widgets: { b } });
    expect([heardA.mock.calls.length, heardB.mock.calls.length]).toEqual([3, 1]);
  });
  it('[FE-122] may leave and come back, each listener for itself, and nothing is held for those who left', () => {
    const store = createCanvasStore();
    const held = vi.spyOn(store, 'subscribe');
    const { subscribe } = watchWidgets(store);
    const [stays, leaves] = [vi.fn(), vi.fn()];
    const offStays = subscribe('a', stays);
    const off = subscribe('a', leaves);
    off();
    off();
    store.setState({ widgets: { a: widget('a') } });
    expect([stays.mock.calls.length, leaves.mock.calls.length]).toEqual([1, 0]);
    offStays();
    store.setState({ widgets: {} });
    subscribe('a', leaves);
    store.setState({ widgets: { a: widget('a') } });
    expect([stays.mock.calls.length, leaves.mock.calls.length]).toEqual([1, 1]);
    expect(held).toHaveBeenCalledTimes(2);
  });
});
