import { expect, it } from 'vitest';
import type { ApiClient } from '../http/index.ts';
import { type Outcome, Undoer } from './undoing.ts';

const outcome: Outcome = {
  steps: 2,
  skipped: [],
  wishes: [{ user: 'bob' }, { user: 'ann' }],
  since: 7,
};
const undoer = (answers: Record<string, object[]>, asked: string[]) =>
  new Undoer(
    (async (path: string, { body }: { body: { user: string } }) => {
      asked.push(`${path.split('/').at(-1)} ${body.user}`);
      return answers[body.user]?.shift() ?? { at: 1, undone: null };
    }) as unknown as ApiClient,
    'c',
  );

it('[FE-255] what was taken back is done again in rounds, whoever is asked first', async () => {
  const asked: string[] = [];
  const stays = { of: 'canvas', type: 'renamed', reason: 'conflict' };
  const answers = {
    bob: [{ undone: 'b1', skipped: [stays] }, { undone: 'b1' }, { undone: null }],
    ann: [{ undone: 'a1' }, { undone: null }, { undone: null }],
  };
  expect(await undoer(answers, asked).wayBack(outcome)).toBe(0);
  expect(asked.slice(0, 4)).toEqual(['redo bob', 'redo ann', 'redo bob', 'redo ann']);
});

it('[FE-255] what cannot be done again is counted, and is not tried for ever', async () => {
  const asked: string[] = [];
  const stays = { of: 'canvas', type: 'renamed', reason: 'conflict' };
  const bob = Array.from({ length: 99 }, () => ({ undone: 'b1', skipped: [stays] }));
  expect(await undoer({ bob, ann: [] }, asked).wayBack(outcome)).toBe(1);
  expect(asked.length).toBeLessThan(10);
});

it('[FE-255] what one look cannot show all of is told as more than that', async () => {
  const all = (n: number) => Array.from({ length: n }, (_, i) => `step-${i}`);
  const plan = (n: number) =>
    undoer({ bob: [{ at: 1, all: all(n), events: [] }] }, []).plan([{ user: 'bob' }]);
  expect(await plan(199)).toMatchObject({ steps: 199, more: false });
  expect(await plan(200)).toMatchObject({ steps: 200, more: true });
});
