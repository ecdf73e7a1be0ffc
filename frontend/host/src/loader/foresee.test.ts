import { describe, expect, it } from 'vitest';
import { FORESEEN_MOST, foreseen } from './foresee.ts';

const app = (appId: string, appVersion = '1.0.0') => ({ appId, appVersion });

describe('what is fetched ahead', () => {
  it('[FE-203][P1] are todo, calendar and chat, as far as they are offered', () => {
    expect(foreseen(new Set(['chat', 'todo', 'notes', 'calendar']), [])).toEqual([
      'todo',
      'calendar',
      'chat',
    ]);
    expect(foreseen(new Set(['notes', 'chat']), [])).toEqual(['chat']);
  });

  it('[FE-203][P1] are before that the apps of the last canvases, the most used first, in bounded number', () => {
    const newest = [app('notes'), app('poll', '2.0.0'), app('poll', '2.0.0')];
    const offered = new Set(['todo']);
    expect(foreseen(offered, [newest, [app('notes')], [], [app('old')]])).toEqual([
      'notes@1.0.0',
      'poll@2.0.0',
      'todo',
    ]);
    const many = Array.from({ length: 40 }, (_, n) => app(`app-${n}`));
    expect(foreseen(offered, [many])).toHaveLength(FORESEEN_MOST);
  });
});
