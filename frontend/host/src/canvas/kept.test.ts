import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { LiveModel } from '../live/model.ts';
import {
  dropCanvas,
  dropKept,
  KEPT_MOST,
  type KeptCanvas,
  keepCanvas,
  keptCanvas,
  keptCanvases,
} from './kept.ts';
import { emptyCanvas, type Placed } from './rules.ts';

const kept = (user: string, canvas: string, savedAt: number): KeptCanvas => ({
  user,
  canvas,
  title: canvas,
  role: 'editor',
  savedAt,
  model: { canvas: { rev: 3, at: 9, value: emptyCanvas(canvas) }, widgets: new Map() },
});
beforeEach(async () => {
  await dropKept('ada');
  await dropKept('bob');
});

describe('kept canvases', () => {
  it('[P4][FE-59] are what the server confirmed, to go on from', async () => {
    const model = new LiveModel('ada', () => undefined);
    const widget = { app: { id: 'todo', version: '1.0.0' }, config: {}, state: { todos: [] } };
    const placed = { appId: 'todo', title: 'Todo' } as Placed;
    const widgets = new Map([['w1', placed]]);
    model.restore({
      canvas: { rev: 3, at: 9, value: { ...emptyCanvas('c1'), title: 'Kept', widgets } },
      widgets: new Map([['w1', { rev: 2, at: 8, value: widget }]]),
    });
    const confirmed = model.confirmed();
    if (!confirmed) throw new Error('nothing confirmed');
    await keepCanvas({ ...kept('ada', 'c1', 1), model: confirmed });
    const found = await keptCanvas('ada', 'c1');
    const next = new LiveModel('ada', () => undefined);
    if (found) next.restore(found.model);
    expect(next.current?.title).toBe('Kept');
    expect(next.widget('w1')).toEqual(widget);
    expect(next.since()).toEqual({ canvas: 3, w1: 2 });
  });

  it('[P4][FE-59] are the last ones of each person, newest first', async () => {
    for (let i = 0; i < KEPT_MOST + 3; i++) await keepCanvas(kept('ada', `c${i}`, i));
    await keepCanvas(kept('bob', 'c1', 1));
    const all = await keptCanvases('ada');
    expect(all).toHaveLength(KEPT_MOST);
    expect(all[0]?.canvas).toBe(`c${KEPT_MOST + 2}`);
    expect(await keptCanvas('ada', 'c0')).toBeUndefined();
    expect(await keptCanvases('bob')).toHaveLength(1);
  });

  it('[P4][FE-59] leave with the person, or with the right to see them', async () => {
    await keepCanvas(kept('ada', 'c1', 1));
    await keepCanvas(kept('ada', 'c2', 2));
    await dropCanvas('ada', 'c1');
    expect((await keptCanvases('ada')).map(({ canvas }) => canvas)).toEqual(['c2']);
    await dropKept('ada');
    expect(await keptCanvases('ada')).toEqual([]);
  });
});
