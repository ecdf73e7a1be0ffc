import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { Profiler } from 'react';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { host } from '../modules.ts';
import { isBusy } from './busy.ts';
import { CanvasView } from './CanvasPage.tsx';
import { boxesOf, KEEP_MARGIN, nearWidgets } from './near.ts';
import { select } from './shell.ts';
import { openTestCanvas, show } from './testing.tsx';
import { STIR } from './useStir.ts';

const METRICS = { stepX: 100, stepY: 100, gap: 20, margin: 24, at: 'desktop' } as const;
const SIGHT = { top: 0, left: 0, bottom: 800, right: 1200 };
const NOBODY = () => false;
const NONE: ReadonlySet<string> = new Set();
const column = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    id: `w${n}`,
    position: { x: 0, y: n * 2 },
    size: { w: 2, h: 2 },
  }));

afterEach(async () => {
  cleanup();
  vi.useRealTimers();
  await new Promise((done) => setTimeout(done));
});

describe('what is near', () => {
  it('[FE-120] is what is in sight and a margin; what is mounted stays a while longer', () => {
    const boxes = boxesOf(column(40), METRICS);
    const near = nearWidgets(boxes, SIGHT, NONE, NOBODY);
    expect([...near]).toEqual(['w0', 'w1', 'w2', 'w3', 'w4', 'w5']);
    const below = { ...SIGHT, top: KEEP_MARGIN + 210, bottom: KEEP_MARGIN + 1_010 };
    expect(nearWidgets(boxes, below, near, NOBODY).has('w0')).toBe(false);
    expect(nearWidgets(boxes, below, near, NOBODY).has('w1')).toBe(true);
    expect(nearWidgets(boxes, below, NONE, NOBODY).has('w1')).toBe(false);
    expect(nearWidgets(boxes, SIGHT, near, NOBODY)).toBe(near);
  });
  it('[FE-120] is bounded by the screen, however many widgets there are', () => {
    let near = NONE;
    const boxes = boxesOf(column(5_000), METRICS);
    for (let top = 0; top < 900_000; top += 3_170) {
      near = nearWidgets(boxes, { ...SIGHT, top, bottom: top + 800 }, near, NOBODY);
      expect(near.size).toBeLessThanOrEqual((800 + 2 * KEEP_MARGIN) / 200 + 2);
    }
  });
  it('[FE-120] is also what somebody is busy with, wherever it is', () => {
    const boxes = boxesOf(column(40), METRICS);
    expect(nearWidgets(boxes, SIGHT, NONE, (id) => id === 'w39').has('w39')).toBe(true);
  });
  it('[FE-120] such as what a person has begun to write in a sandboxed app', () => {
    const widget = document.createElement('section');
    const inside = document.createElement('iframe');
    widget.append(inside);
    expect(isBusy('w1', widget)).toBe(false);
    inside.toggleAttribute('data-writing', true);
    expect(isBusy('w1', widget)).toBe(true);
  });
});

describe('a long canvas', () => {
  const widgets = { near: [0, 0, 3, 3], far: [0, 60, 3, 3] } as const;
  const frame = (id: string) => document.querySelector<HTMLElement>(`[data-widget="${id}"]`);
  const asleep = (id: string) => frame(id)?.hasAttribute('data-far');

  it('[FE-120] keeps every frame, and mounts no app that is far away', () => {
    show(openTestCanvas({ widgets }), <CanvasView widgetId={undefined} />);
    expect(asleep('near')).toBe(false);
    expect(asleep('far')).toBe(true);
    expect(frame('far')?.getAttribute('aria-label')).toContain('row 61');
    expect(frame('far')?.textContent).toBe('Note far');
  });
  it('[FE-120] mounts one that is scrolled to, selected, moved here or linked to', async () => {
    const canvas = openTestCanvas({ widgets: { ...widgets, other: [4, 80, 3, 3], third: [8, 90, 3, 3] } });
    show(canvas, <CanvasView widgetId="third" />);
    await waitFor(() => expect(asleep('third')).toBe(false));
    act(() => select('far'));
    expect(asleep('far')).toBe(false);
    act(() => select(undefined));
    expect(asleep('far')).toBe(true);
    act(() =>
      canvas.hear({
        type: 'widget-moved',
        data: { widget: 'other', position: { x: 4, y: 0 }, from: { x: 4, y: 80 } },
      }),
    );
    await waitFor(() => expect(asleep('other')).toBe(false));
    const board = screen.getByTestId('board');
    board.scrollTop = 5_600;
    fireEvent.scroll(board);
    await waitFor(() => expect(asleep('far')).toBe(false));
    await waitFor(() => expect(asleep('near')).toBe(true));
  });
  it('[FE-120] leaves one alone in which half a sentence stands', async () => {
    show(openTestCanvas({ widgets }), <CanvasView widgetId={undefined} />);
    const field = document.createElement('textarea');
    frame('near')?.querySelector('[data-testid="widget-body"]')?.append(field);
    const board = screen.getByTestId('board');
    fireEvent.input(field, { target: { value: 'Half a sen' } });
    board.scrollTop = 5_600;
    fireEvent.scroll(board);
    await waitFor(() => expect(asleep('far')).toBe(false));
    expect(asleep('near')).toBe(false);
    field.value = '';
    fireEvent.scroll(board);
    await waitFor(() => expect(asleep('near')).toBe(true));
  });
  it('[FE-120] Tab and Enter reach a far one', () => {
    show(openTestCanvas({ widgets }), <CanvasView widgetId={undefined} />);
    act(() => frame('near')?.focus());
    fireEvent.keyDown(frame('near') as HTMLElement, { key: 'Tab' });
    expect(document.activeElement).toBe(frame('far'));
    expect(asleep('far')).toBe(false);
  });
});

describe('the moves of others', () => {
  it('[FE-122] render the one frame and nothing else of the page', async () => {
    await import('../past/Strip.tsx'); // it comes later than the page
    const { api } = host;
    host.api = Object.assign(() => new Promise<never>(() => {}), api); // the history never comes
    onTestFinished(() => {
      host.api = api;
    });
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 2, 2], b: [3, 0, 2, 2], c: [6, 0, 2, 2] } });
    let commits = 0;
    show(
      canvas,
      <Profiler id="page" onRender={() => commits++}>
        <CanvasView widgetId={undefined} />
      </Profiler>,
    );
    await screen.findByTestId('strip');
    const touched: Node[] = [];
    const observer = new MutationObserver((all) => touched.push(...all.map((one) => one.target)));
    observer.observe(screen.getByTestId('canvas-page'), { subtree: true, attributes: true, childList: true });
    commits = 0;
    act(() =>
      canvas.hear({
        type: 'widget-moved',
        data: { widget: 'a', position: { x: 0, y: 3 }, from: { x: 0, y: 0 } },
      }),
    );
    for (const one of observer.takeRecords()) touched.push(one.target);
    observer.disconnect();
    expect(commits).toBe(1);
    const frame = document.querySelector('[data-widget="a"]');
    expect(touched.length).toBeGreaterThan(0);
    expect(
      touched.filter((node) => node !== frame && (node as HTMLElement).dataset?.testid !== 'paper'),
    ).toEqual([]);
  });
  it('[FE-151] glide while they are few, and rest while everything moves', () => {
    vi.useFakeTimers();
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 2, 2], b: [3, 0, 2, 2] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    const stirred = () => screen.getByTestId('paper').hasAttribute('data-stirred');
    let x = 0;
    const move = (millis: number) => {
      const from = { x, y: 3 };
      x = 1 - x;
      act(() => canvas.hear({ type: 'widget-moved', data: { widget: 'a', position: { x, y: 3 }, from } }));
      act(() => void vi.advanceTimersByTime(millis));
    };
    for (let n = 0; n < 20; n++) move(STIR.millis / STIR.pictures + 10);
    expect(stirred()).toBe(false);
    for (let n = 0; n < STIR.pictures + 2; n++) move(16);
    expect(stirred()).toBe(true);
    act(() => canvas.hear({ type: 'renamed', data: { title: 'No move', was: 'Launch week' } }));
    act(() => void vi.advanceTimersByTime(STIR.millis + 1));
    expect(stirred()).toBe(false);
  });
});
