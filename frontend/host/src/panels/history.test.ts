import { describe, expect, it } from 'vitest';
import { chainOf } from './chain.ts';
import { LINES_MOST, type LoggedEvent, merged, pageBefore } from './history.ts';

const event = (at: number, more: Partial<LoggedEvent> = {}): LoggedEvent => ({
  of: 'canvas',
  rev: at,
  at,
  time: at,
  by: 'ana',
  op: `op-${at}`,
  correlation: `op-${at}`,
  type: 'renamed',
  data: {},
  own: true,
  ...more,
});
/** A server that tells forwards, and cuts an answer off. */
function server(all: readonly LoggedEvent[]) {
  const asked: [number, number][] = [];
  const ask = async (from: number, to: number) => {
    asked.push([from, to]);
    return all.filter(({ at }) => at >= from && at < to).slice(0, LINES_MOST);
  };
  return { asked, ask };
}
/** All pages, from the end to the beginning. */
async function walk(ask: (from: number, to: number) => Promise<readonly LoggedEvent[]>, end: number) {
  const pages: (readonly LoggedEvent[])[] = [];
  for (let before: number | undefined = end; before !== undefined && pages.length < 1_000; ) {
    const page = await pageBefore(ask, before);
    pages.unshift(page.events);
    before = page.before;
  }
  return pages;
}

describe('pages backwards through a history', () => {
  const HOUR = 3_600_000 * 2048;
  it('[FE-199][S6] miss nothing and tell nothing twice, in dense and in empty times', async () => {
    const far = 4_000_000 * HOUR;
    const all = [
      event(1),
      event(2),
      ...Array.from({ length: 3_000 }, (_, n) => event(far + n)), // much in a moment
      ...Array.from({ length: 80 }, (_, n) => event(far + 5_000 * HOUR + n * HOUR)), // and little for months
    ];
    const { asked, ask } = server(all);
    const pages = await walk(ask, far + 6_000 * HOUR);
    expect(pages.flat()).toEqual(all);
    expect(asked.length).toBeLessThan(400);
    expect(Math.max(...pages.map((page) => page.length))).toBeLessThan(2 * LINES_MOST);
  });

  it('[FE-199] one page takes few questions, also years before', async () => {
    const { asked, ask } = server([event(5)]);
    const page = await pageBefore(ask, 490_000 * HOUR);
    expect(page).toEqual({ events: [event(5)], before: undefined });
    expect(asked.length).toBeLessThan(12);
  });

  it('[FE-199] lists are joined by entity and revision, in the order of time', () => {
    const two = event(2, { of: 'w' });
    expect(merged([event(3), event(1)], [two, event(3)]).map(({ at }) => at)).toEqual([1, 2, 3]);
  });
});

describe('the chain of an event', () => {
  const click = event(10, { op: 'click' });
  const answer = event(11, { of: 'w1', op: 'answer', cause: 'click', correlation: 'click', by: 'bob' });
  const second = event(12, { of: 'w2', op: 'second', cause: 'answer', correlation: 'click' });
  const beside = event(13, { of: 'w3', op: 'beside', cause: 'click', correlation: 'click' });
  const stranger = event(14, { op: 'stranger', correlation: 'socket' });
  const all = [click, answer, second, beside, stranger];

  it('[FE-200][E7] shows causes before effects, from whichever end it is looked at', () => {
    const expected = [
      ['click', 0],
      ['answer', 1],
      ['second', 2],
      ['beside', 1],
    ];
    for (const from of [click, answer, second, beside])
      expect(chainOf(all, from).map((link) => [link.event.op, link.depth])).toEqual(expected);
    expect(chainOf(all, stranger).map((link) => link.event.op)).toEqual(['stranger']);
  });

  it('[FE-200] puts events of one operation and of one step side by side', () => {
    const parts = [1, 2].map((n) => event(20 + n, { of: `w${n}`, op: 'both' }));
    const steps = [1, 2].map((n) =>
      event(30 + n, { op: `part-${n}`, cause: 'gesture', correlation: 'gesture' }),
    );
    const effect = event(40, { of: 'w9', op: 'effect', cause: 'part-2', correlation: 'gesture' });
    expect(chainOf(parts, parts[1] as LoggedEvent).map(({ depth }) => depth)).toEqual([0, 0]);
    expect(chainOf([...steps, effect], effect).map((link) => [link.event.op, link.depth])).toEqual([
      ['part-1', 0],
      ['part-2', 0],
      ['effect', 1],
    ]);
  });

  it('[FE-200] ends also where causes go in a circle', () => {
    const a = event(1, { op: 'a', cause: 'b' });
    const b = event(2, { op: 'b', cause: 'a' });
    expect(chainOf([a, b], a)).toHaveLength(2);
  });
});
