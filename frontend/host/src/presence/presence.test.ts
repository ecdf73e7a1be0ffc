import type { LiveData } from '@gesso/sdk/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIMITS } from '../live/index.ts';
import { PeerList } from '../live/peers.ts';
import { PagePresence } from './presence.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('presence', () => {
  it('[FE-71] sends the newest only, at a bounded pace', () => {
    const sent: LiveData[] = [];
    const peers = new PeerList();
    const presence = new PagePresence({ setLive: (data) => sent.push(data), peers }, () => Date.now());
    for (let i = 0; i < 100; i++) {
      presence.setCursor({ x: i + 0.123, y: 0 });
      presence.setSelection([`w${i}`]);
      vi.advanceTimersByTime(5);
    }
    vi.advanceTimersByTime(100);
    expect(sent.length).toBeLessThanOrEqual(500 / LIMITS.presenceMillis + 3);
    expect(sent.at(-1)).toEqual({ cursor: { x: 99.12, y: 0 }, select: ['w99'] });
    presence.setCursor(null);
    presence.stop();
    vi.advanceTimersByTime(100);
  });
  it('[FE-72] keeps who is here and what they do', () => {
    const peers = new PeerList();
    let told = 0;
    const off = peers.subscribe(() => told++);
    peers.change([{ session: 's1', user: 'bob', name: 'Bob', role: 'editor' }], []);
    peers.settle();
    peers.heard('s1', { cursor: { x: 1, y: 2 } }, 1);
    peers.heard('s1', { select: ['w1'] }, 2);
    peers.heard('unknown', {}, 3);
    expect(peers.all().get('s1')?.data).toEqual({});
    peers.settle();
    expect(peers.all().get('s1')).toMatchObject({
      data: { cursor: { x: 1, y: 2 }, select: ['w1'] },
      seen: 2,
    });
    peers.change([], ['s1']);
    peers.settle();
    peers.settle();
    expect(peers.all().size).toBe(0);
    expect(told).toBe(3); // once for each message
    off();
    peers.change([{ session: 's2', user: 'eve', name: 'Eve', role: 'viewer' }], []);
    peers.settle();
    expect(told).toBe(3);
  });
});
