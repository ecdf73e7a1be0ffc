import { PRESENCE_MAX } from '@gesso/sdk';
import type { LiveData } from '@gesso/sdk/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PeerList } from '../live/peers.ts';
import { PagePresence } from '../presence/presence.ts';
import { WidgetPresence } from './appPresence.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function open() {
  const peers = new PeerList();
  const sent: LiveData[] = [];
  const presence = new PagePresence({ setLive: (data) => sent.push(data), peers }, () => Date.now());
  const of = (widget: string) =>
    new WidgetPresence({ canvas: 'c1', widget, presence, members: () => ['ada', 'bob'] });
  peers.change([{ session: 's1', user: 'bob', name: 'Bob', role: 'editor' }], []);
  peers.settle();
  const hear = (data: LiveData) => {
    peers.heard('s1', data, 1);
    peers.settle();
  };
  return { peers, sent, of, hear, tick: () => vi.advanceTimersByTime(100) };
}

describe('presence of an app', () => {
  it('[FE-140] is what the others show in the same widget, by name and colour, and nothing else of them', () => {
    const { of, hear, peers } = open();
    const here = of('w1');
    const told = vi.fn();
    const off = here.subscribe(told);
    hear({ app: { widget: 'w2', data: { head: 'elsewhere' } } });
    hear({ app: null, cursor: { x: 1, y: 1 } });
    expect(told).not.toHaveBeenCalled();
    hear({ app: { widget: 'w1', data: { head: 'x' } }, cursor: { x: 1, y: 1 } });
    expect(here.others()).toEqual([
      {
        session: 's1',
        user: 'bob',
        name: 'Bob',
        colour: expect.stringMatching(/^#[\da-f]{6}$/),
        data: { head: 'x' },
      },
    ]);
    hear({ app: { widget: 'w1', data: { head: 'x' } }, cursor: { x: 5, y: 1 } });
    expect(told).toHaveBeenCalledTimes(1);
    peers.change([], ['s1']);
    peers.settle();
    expect(here.others()).toEqual([]);
    expect(told).toHaveBeenCalledTimes(2);
    off();
  });

  it('[FE-140] shows one widget at a time, and goes with it', () => {
    const { of, sent, tick } = open();
    const [one, two] = [of('w1'), of('w2')];
    one.set({ n: 1 });
    tick();
    two.set({ n: 2 });
    tick();
    one.dispose();
    tick();
    expect(sent.at(-1)?.app).toEqual({ widget: 'w2', data: { n: 2 } });
    two.dispose();
    tick();
    expect(sent.at(-1)?.app).toBeNull();
  });

  it('[FE-140][X6] is bounded, and what is of no shape is nobody', () => {
    const { of, hear, sent } = open();
    const here = of('w1');
    expect(() => here.set({ text: 'x'.repeat(PRESENCE_MAX) })).toThrow(/at most 1024 bytes/);
    expect(sent).toEqual([]);
    for (const app of [7, 'w1', { widget: 'w1' }, { widget: 'w1', data: null }, { widget: 'w1', data: 'x' }])
      hear({ app } as unknown as LiveData);
    expect(here.others()).toEqual([]);
  });
});
