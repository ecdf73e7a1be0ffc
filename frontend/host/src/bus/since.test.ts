import { describe, expect, it } from 'vitest';
import { eventsSince, SINCE_LINES } from './since.ts';

const line = (n: number, type = 'todo.created') => ({
  canvas: 'c1',
  of: `w${n % 3}`,
  rev: n,
  at: 1_000 + n,
  time: '',
  by: 'bob',
  client: 't',
  op: `op-${n}`,
  cause: n % 2 ? null : 'before',
  correlation: 'chain',
  app: null,
  type,
  data: { n },
});
function server(lines: readonly object[]) {
  const asked: URL[] = [];
  const blob = async (path: string) => {
    const url = new URL(path, 'http://gesso');
    asked.push(url);
    return new Blob([lines.map((one) => `${JSON.stringify(one)}\n`).join('')]);
  };
  return { asked, api: { blob } };
}

describe('events since an instant', () => {
  it('[FE-207][E7] come from the history, with who, when and why', async () => {
    const { api, asked } = server([line(1), line(2, 'chat.posted')]);
    const page = await eventsSince(api, 'c 1', 1_000, '*', undefined);
    expect(page.next).toBeUndefined();
    expect(page.events).toEqual([
      {
        type: 'todo.created',
        source: 'w1',
        data: { n: 1 },
        by: 'bob',
        at: 1_001,
        op: 'op-1',
        correlation: 'chain',
      },
      {
        type: 'chat.posted',
        source: 'w2',
        data: { n: 2 },
        by: 'bob',
        at: 1_002,
        op: 'op-2',
        cause: 'before',
        correlation: 'chain',
      },
    ]);
    expect(asked[0]?.pathname).toBe('/api/canvas/c%201/history');
    expect(asked[0]?.searchParams.get('from')).toBe('1001'); // after that instant
    expect(asked[0]?.searchParams.get('type')).toBeNull();
  });

  it('[FE-207] match a pattern, and a full page says where to read on', async () => {
    const lines = Array.from({ length: SINCE_LINES }, (_, n) =>
      line(n, n % 2 ? 'todo.created' : 'chat.posted'),
    );
    const { api, asked } = server(lines);
    const page = await eventsSince(api, 'c1', 0, 'todo.*', undefined);
    expect(page.events).toHaveLength(SINCE_LINES / 2);
    expect(page.next).toBe(`${1_000 + SINCE_LINES - 1}~w${(SINCE_LINES - 1) % 3}~${SINCE_LINES - 1}`);
    await eventsSince(api, 'c1', 0, 'todo.created', page.next);
    expect(asked[1]?.searchParams.get('after')).toBe(page.next);
    expect(asked[1]?.searchParams.get('type')).toBe('todo.created');
  });
});
