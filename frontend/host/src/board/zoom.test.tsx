import { act, cleanup, configure, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { host } from '../modules.ts';
import { CanvasView } from './CanvasPage.tsx';
import { findIn, textsIn } from './find.ts';
import { metricsOf } from './geometry.ts';
import { selectMany, shell } from './shell.ts';
import { openTestCanvas, show } from './testing.tsx';
import { fitting, stepped, wheelFactor, wholeBoard, within } from './zoom.ts';

configure({ asyncUtilTimeout: 10_000 });
afterEach(cleanup);

const GRID = { columns: 12, rowHeight: 72, gap: 24, collision: 'push' } as const;

describe('the size of the board', () => {
  it('[FE-173] is in the pixels of a cell: places in cells stay what they are', () => {
    const plain = metricsOf(1200, GRID);
    const half = metricsOf(1200, GRID, 0.5);
    expect(half.stepX).toBeCloseTo(plain.stepX / 2);
    expect(half.stepY).toBe(48);
    expect(metricsOf(600, GRID, 0.5)).toEqual(metricsOf(600, GRID)); // a phone's column has none
  });
  it('[FE-173] goes by stops, within bounds, and the same way back', () => {
    expect([stepped(1, 1), stepped(1, -1), stepped(1.1, -1), stepped(2, 1), stepped(0.25, -1)]).toEqual([
      1.25, 0.8, 1, 2, 0.25,
    ]);
    expect([within(9), within(0), within(Number.NaN)]).toEqual([2, 0.25, 1]);
    expect(wheelFactor(40, 0) * wheelFactor(-40, 0)).toBeCloseTo(1);
    expect(wheelFactor(3, 1)).toBeLessThan(1);
  });
  it('[FE-173] shows everything, never larger than it is', () => {
    const view = { width: 1048, height: 548 };
    expect(fitting({ x: 0, y: 0, w: 10, h: 10 }, view, { stepX: 100, stepY: 100, gap: 0, margin: 24 })).toBe(
      0.5,
    );
    expect(fitting({ x: 0, y: 0, w: 1, h: 1 }, view, { stepX: 100, stepY: 100, gap: 0, margin: 24 })).toBe(1);
    expect(wholeBoard({ x: 3, y: 2, w: 4, h: 5 }, GRID)).toEqual({ x: 0, y: 0, w: 12, h: 7 });
  });
  it('[FE-173] follows wheel, keys and buttons, and says so', () => {
    openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    const turn = (ctrlKey: boolean) =>
      fireEvent(
        screen.getByTestId('board'),
        Object.assign(new Event('wheel', { bubbles: true, cancelable: true }), {
          deltaY: -50,
          deltaMode: 0,
          ctrlKey,
          metaKey: false,
          clientX: 10,
          clientY: 10,
        }),
      );
    turn(true);
    expect(shell().zoom).toBeGreaterThan(1);
    fireEvent.keyDown(document.body, { key: '0' });
    expect(shell().zoom).toBe(1);
    fireEvent.click(screen.getByTestId('zoom-out'));
    expect(shell().zoom).toBe(0.8);
    expect(screen.getByTestId('zoom').textContent).toBe('80%');
    const step = Number.parseFloat(screen.getByTestId('paper').style.getPropertyValue('--step-y'));
    expect(step).toBeCloseTo(96 * 0.8);
    turn(false);
    expect(shell().zoom).toBe(0.8);
  });
  it('[FE-173] Space and a drag move the view and select nothing', () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    act(() => selectMany(['a']));
    const board = screen.getByTestId('board');
    fireEvent.keyDown(document.body, { key: ' ' });
    expect(board.dataset.pan).toBe('ready');
    const press = (type: string, x: number) =>
      new PointerEvent(type, {
        clientX: x,
        clientY: 300,
        pointerId: 1,
        button: 0,
        bubbles: true,
        cancelable: true,
      });
    fireEvent(screen.getByTestId('paper'), press('pointerdown', 300));
    expect(board.dataset.pan).toBe('held');
    fireEvent(window, press('pointermove', 250));
    fireEvent(window, press('pointerup', 250));
    fireEvent.keyUp(document.body, { key: ' ' });
    expect(board.dataset.pan).toBeUndefined();
    expect(shell().selected).toBe('a');
  });
});

describe('search', () => {
  const state = {
    todos: [
      { id: 'milk-id', text: 'Buy milk and bread', userId: 'u-1', createdAt: '2026-01-01' },
      { id: 'x', text: 'Call\nAnna about the lease of the flat in the old town', done: true },
    ],
    note: { body: { deep: 'Budget 2027' } },
  };
  it('[FE-174] finds words inside widgets, with what stands around them, and no ids', () => {
    expect(textsIn(state)).toEqual([
      'Buy milk and bread',
      'Call\nAnna about the lease of the flat in the old town',
      'Budget 2027',
    ]);
    expect(findIn(textsIn(state), 'LEASE')).toEqual({
      before: 'Call Anna about the ',
      match: 'lease',
      after: ' of the flat in the old town',
    });
    expect(findIn(textsIn(state), 'milk-id')).toBeUndefined();
    expect(findIn(textsIn(state), ' ')).toBeUndefined();
  });
  it('[FE-174] Ctrl F searches titles and contents; a press goes there', async () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3], b: [4, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    const { widgets, layout } = host.store.getState();
    const b = { ...widgets.b, state } as NonNullable<typeof widgets.b>;
    act(() =>
      host.store.setState({
        widgets: { ...widgets, b },
        layout: { ...layout, widgets: layout.widgets.map((one) => (one.id === 'b' ? b : one)) },
      }),
    );
    fireEvent.keyDown(document.body, { key: 'f', ctrlKey: true });
    fireEvent.change(await screen.findByTestId('widget-search'), { target: { value: 'bread' } });
    expect(screen.getByTestId('found-inside').textContent).toBe('Buy milk and bread');
    fireEvent.keyDown(screen.getByTestId('widget-search'), { key: 'Enter' });
    expect(shell().selected).toBe('b');
  });
});
