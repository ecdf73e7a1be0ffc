import { act, cleanup, configure, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { host } from '../modules.ts';
import { CanvasView } from './CanvasPage.tsx';
import { aligned, distributed, type Member, shifted, touched } from './group.ts';
import { selection, selectMany } from './shell.ts';
import { openTestCanvas, show, type TestCanvas } from './testing.tsx';

configure({ asyncUtilTimeout: 10_000 });
beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const member = (id: string, x: number, y: number, w = 2, h = 2): Member => ({
  id,
  position: { x, y },
  size: { w, h },
});
const GRID = { columns: 12 };
const at = (moves: readonly { id: string; position: { x: number; y: number } }[]) =>
  Object.fromEntries(moves.map(({ id, position: { x, y } }) => [id, `${x},${y}`]));

describe('several widgets as one', () => {
  const three = [member('a', 0, 0), member('b', 4, 1, 3, 3), member('c', 9, 6)];
  it('[FE-170] go the same step, as far as the grid lets all of them', () => {
    expect(at(shifted(three, { x: 1, y: 2 }, GRID))).toEqual({ a: '1,2', b: '5,3', c: '10,8' });
    expect(at(shifted(three, { x: 9, y: -5 }, GRID))).toEqual({ a: '1,0', b: '5,1', c: '10,6' });
  });
  it('[FE-170] who goes ahead moves first', () => {
    expect(shifted(three, { x: 1, y: 0 }, GRID).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
    const low = three.map((one) => ({ ...one, position: { ...one.position, y: one.position.y + 3 } }));
    expect(shifted(low, { x: 0, y: -1 }, GRID).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
  it('[FE-170] are aligned by their common edges; who is there already does not move', () => {
    expect(at(aligned(three, 'left'))).toEqual({ b: '0,1', c: '0,6' });
    expect(at(aligned(three, 'right'))).toEqual({ a: '9,0', b: '8,1' });
    expect(at(aligned(three, 'bottom'))).toEqual({ a: '0,6', b: '4,5' });
    expect(at(aligned(three, 'center'))).toEqual({ a: '5,0', c: '5,6' });
  });
  it('[FE-170] get the same room between each and the next', () => {
    const row = [member('a', 0, 0), member('b', 3, 0), member('c', 10, 0)];
    expect(at(distributed(row, 'across'))).toEqual({ b: '5,0' });
    expect(at(distributed(row.toReversed(), 'across'))).toEqual({ b: '5,0' });
  });
  it('[FE-170] are found by a rectangle that touches them', () => {
    expect(touched(three, { x: 1.5, y: 1.5, w: 3, h: 0.2 })).toEqual(['a', 'b']);
    expect(touched(three, { x: 2, y: 0, w: 1, h: 9 })).toEqual([]);
  });
});

const frame = (id: string) => document.querySelector(`[data-widget="${id}"]`) as HTMLElement;
const press = (type: string, x: number, y: number, more: object = {}) =>
  new PointerEvent(type, {
    clientX: x,
    clientY: y,
    pointerId: 1,
    bubbles: true,
    button: 0,
    cancelable: true,
    ...more,
  });

describe('selecting several', () => {
  const opened = (collision: 'push' | 'reject' = 'push'): TestCanvas => {
    const canvas = openTestCanvas({
      widgets: { a: [0, 0, 3, 3], b: [4, 0, 3, 3], c: [8, 0, 3, 3] },
      collision,
    });
    show(canvas, <CanvasView widgetId={undefined} />);
    return canvas;
  };
  const edits = (canvas: TestCanvas) => canvas.sent.map((one) => `${one.do} ${one.data.widget}`);

  it('[FE-171] Shift and a press add one or take it out; a plain click means one alone', () => {
    opened();
    fireEvent(frame('a'), press('pointerdown', 50, 50));
    fireEvent(frame('b'), press('pointerdown', 50, 50, { shiftKey: true }));
    expect([...selection()].sort()).toEqual(['a', 'b']);
    expect(screen.getByTestId('selection-count').textContent).toBe('2 widgets selected');
    fireEvent(frame('b'), press('pointerdown', 50, 50, { shiftKey: true }));
    expect(selection()).toEqual(['a']);
    act(() => selectMany(['a', 'b']));
    fireEvent(frame('b'), press('pointerdown', 50, 50));
    expect(selection()).toHaveLength(2);
    fireEvent.click(frame('b'));
    expect(selection()).toEqual(['b']);
  });

  it('[FE-171] Ctrl A selects all; arrows, Del and lock change all of them as one step', async () => {
    const canvas = opened();
    fireEvent.keyDown(document.body, { key: 'a', ctrlKey: true });
    expect(selection()).toHaveLength(3);
    fireEvent.keyDown(frame('a'), { key: 'ArrowDown' });
    expect(edits(canvas).sort()).toEqual(['move-widget a', 'move-widget b', 'move-widget c']);
    expect(canvas.place('c')?.position).toEqual({ x: 8, y: 1 });
    const [cause] = canvas.causes;
    expect(cause).toBeTruthy();
    expect(new Set(canvas.causes).size).toBe(1);
    fireEvent.keyDown(frame('a'), { key: 'Delete' });
    expect(edits(canvas).slice(3)).toHaveLength(3);
    fireEvent.click(await screen.findByText('Undo'));
    expect(edits(canvas).slice(6).sort()).toEqual([
      'restore-widget a',
      'restore-widget b',
      'restore-widget c',
    ]);
  });

  it('[FE-171] a rectangle on the empty board selects what it touches', () => {
    opened();
    const paper = screen.getByTestId('paper');
    fireEvent(paper, press('pointerdown', 5, 600));
    fireEvent(window, press('pointermove', 500, 100));
    expect([...selection()].sort()).toEqual(['a', 'b']);
    expect(screen.getByTestId('marquee')).toBeTruthy();
    fireEvent(window, press('pointerup', 500, 100));
    expect(screen.queryByTestId('marquee')).toBeNull();
    expect(selection()).toHaveLength(2);
    fireEvent(paper, press('pointerdown', 5, 600));
    expect(selection()).toEqual([]);
  });

  it('[FE-171] aligning is one step, and tells when it changes nothing', () => {
    const canvas = opened();
    act(() => selectMany(['a', 'b']));
    fireEvent.click(screen.getByTestId('align-top'));
    expect(canvas.sent).toEqual([]);
    fireEvent.click(screen.getByTestId('align-left'));
    expect(edits(canvas)).toEqual(['move-widget b']);
  });

  it('[FE-172] copies, pastes and duplicates with data through the server, as one step', async () => {
    const canvas = opened();
    const api = vi.spyOn(host, 'api').mockResolvedValue({});
    act(() => selectMany(['a', 'b']));
    fireEvent.keyDown(frame('a'), { key: 'c', ctrlKey: true });
    fireEvent.keyDown(frame('a'), { key: 'v', ctrlKey: true });
    await waitFor(() => expect(api).toHaveBeenCalledTimes(2));
    const bodies = api.mock.calls.map(([path, options]) => {
      expect(path).toBe('/api/canvas/c1/copies');
      return options?.body as { from: unknown; position: unknown; cause: string };
    });
    expect(bodies.map(({ from, position }) => [from, position])).toEqual([
      [
        { canvas: 'c1', widget: 'a' },
        { x: 0, y: 3 },
      ],
      [
        { canvas: 'c1', widget: 'b' },
        { x: 4, y: 3 },
      ],
    ]);
    expect(bodies[0]?.cause).toBe(bodies[1]?.cause);
    expect(canvas.sent).toEqual([]);
  });
});
