import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CanvasView } from './CanvasPage.tsx';
import { onDesktop } from './otherScreens.ts';
import { shell } from './shell.ts';
import { openTestCanvas, show, type TestCanvas } from './testing.tsx';
import { CALL_EVERY_MS, GOING_MS } from './useCalls.ts';
import { wantedScroll } from './useFollow.ts';
import { IDLE_MS, TYPING_MS } from './useOwnPresence.ts';

const LEO = { session: 's2', user: 'leo', name: 'Leo', role: 'editor' as const };
const VERA = { session: 's3', user: 'vera', name: 'Vera', role: 'viewer' as const };
const METRICS = { stepX: 100, stepY: 100, gap: 20, margin: 24, at: 'desktop' } as const;
const FRAME = 20;
type Cells = readonly [x: number, y: number, w: number, h: number];

let day = 20_000;
beforeEach(() => {
  // Long after any call of the test before.
  vi.useFakeTimers({ now: ++day * 86_400_000 });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});
const open = (given: Parameters<typeof openTestCanvas>[0] = { widgets: { a: [0, 0, 3, 3] } }): TestCanvas => {
  const canvas = openTestCanvas(given);
  show(canvas, <CanvasView widgetId={undefined} />);
  return canvas;
};
const peers = (canvas: TestCanvas, ...all: Parameters<TestCanvas['peers']>[0]) =>
  act(() => {
    canvas.peers(all);
    vi.advanceTimersByTime(FRAME);
  });

describe('what others see of me', () => {
  it('[FE-123] is where I write, until a moment after the last letter', () => {
    const canvas = open();
    const field = document.createElement('input');
    document.querySelector('[data-widget="a"] [data-testid="widget-body"]')?.append(field);
    fireEvent.input(field, { target: { value: 'x' } });
    expect(canvas.said.at(-1)).toEqual({ typing: 'a' });
    act(() => vi.advanceTimersByTime(TYPING_MS + 1));
    expect(canvas.said.at(-1)).toEqual({ typing: null });
  });
  it('[FE-123] is that I am away after a minute, and back with the first touch', () => {
    const canvas = open();
    act(() => vi.advanceTimersByTime(IDLE_MS - 10));
    expect(canvas.said.some((one) => one.idle)).toBe(false);
    act(() => vi.advanceTimersByTime(20));
    expect(canvas.said.at(-1)).toEqual({ idle: true });
    fireEvent.pointerMove(window);
    expect(canvas.said.at(-1)).toEqual({ idle: false });
  });
  it('[FE-124] is what I look at, and whom I follow', () => {
    const canvas = open();
    peers(canvas, { peer: LEO, data: {} });
    expect(canvas.said.find((one) => one.view)?.view).toMatchObject({ x: -0.3, y: -0.2 });
    fireEvent.click(screen.getByTestId('peer'));
    expect(canvas.said.at(-1)).toEqual({ follow: 's2' });
    const board = screen.getByTestId('board');
    board.scrollTop = 960;
    fireEvent.scroll(board);
    act(() => vi.advanceTimersByTime(FRAME));
    expect(canvas.said.at(-1)?.view?.y).toBe(9.8);
  });
});

describe('what I see of others', () => {
  it('[FE-123] says on the frame who writes in it, and dims who is away', () => {
    const canvas = open();
    peers(canvas, { peer: LEO, data: { typing: 'a' } });
    expect(screen.getByText('Leo is typing…')).toBeTruthy();
    expect(screen.getByTestId('peer').dataset.idle).toBeUndefined();
    peers(canvas, { peer: LEO, data: { typing: null, idle: true } });
    expect(screen.queryByText('Leo is typing…')).toBeNull();
    expect(screen.getByTestId('peer').dataset.idle).toBe('true');
    expect(screen.getByTestId('peer').getAttribute('aria-label')).toBe('Leo is away');
    peers(canvas, { peer: LEO, data: { idle: true } }, { peer: { ...LEO, session: 's9' }, data: {} });
    expect(screen.getByTestId('peer').dataset.idle).toBeUndefined();
  });
});

describe('following', () => {
  const mine = {
    scrollLeft: 0,
    scrollTop: 0,
    clientWidth: 1_000,
    clientHeight: 500,
    scrollWidth: 1_248,
    scrollHeight: 9_000,
  };
  it('[FE-129] shows what the other sees', () => {
    const view = { x: 0, y: 40, w: 10, h: 8 };
    expect(wantedScroll({ view }, mine, METRICS).top).toBe(24 + 4_000);
    const small = { x: 0, y: 40, w: 5, h: 3 };
    expect(wantedScroll({ view: small }, mine, METRICS).top).toBe(24 + 4_000 - 100);
    expect(wantedScroll({ view, cursor: { x: 2, y: 47.5 } }, mine, METRICS).top).toBe(24 + 4_750 - 250);
    // They scrolled away from where their pointer still is.
    expect(wantedScroll({ view, cursor: { x: 2, y: 3 } }, mine, METRICS).top).toBe(24 + 4_000);
    expect(wantedScroll({ view: { x: 0, y: 400, w: 10, h: 8 } }, mine, METRICS).top).toBe(8_500);
    expect(wantedScroll({}, { ...mine, scrollTop: 77 }, METRICS).top).toBe(77);
    expect(wantedScroll({ view }, { ...mine, scrollTop: 5 }, { ...METRICS, at: 'phone' }).top).toBe(5);
  });
  const both = (desktop: Cells, here: Cells) => ({ ...placed(here), desktop: placed(desktop) });
  const placed = ([x, y, w, h]: Cells) => ({ position: { x, y }, size: { w, h } });
  it('[FE-129] on a smaller screen leads to the widget they look at, wherever it is shown there', () => {
    const narrow = { ...mine, clientWidth: 400, clientHeight: 400, scrollWidth: 400, scrollHeight: 900 };
    const phone = { ...METRICS, at: 'phone' } as const;
    const widgets = [both([0, 0, 4, 3], [0, 0, 1, 3]), both([8, 40, 4, 3], [0, 3, 1, 3])];
    const there = { x: 6, y: 38, w: 6, h: 6 };
    expect(wantedScroll({ view: there }, narrow, phone, widgets).top).toBe(24 + 300 - 50);
    // A pointer in what they see says it better than its middle; one elsewhere says nothing.
    const all = { x: 0, y: 0, w: 12, h: 44 };
    expect(wantedScroll({ view: all, cursor: { x: 9, y: 41 } }, narrow, phone, widgets).top).toBe(274);
    expect(wantedScroll({ view: there, cursor: { x: 1, y: 1 } }, narrow, phone, widgets).top).toBe(274);
    expect(wantedScroll({ view: { x: 0, y: 60, w: 9, h: 9 } }, narrow, phone, widgets).top).toBe(0);
  });
  it('[FE-129] from a smaller screen tells where on the desktop that is what it shows', () => {
    const widgets = [both([0, 0, 4, 3], [0, 0, 1, 3]), both([8, 40, 4, 3], [0, 3, 1, 3])];
    expect(onDesktop(widgets, { x: 0, y: 2.8, w: 1, h: 3 })).toEqual({ x: 8, y: 40, w: 4, h: 3 });
    expect(onDesktop(widgets, { x: 0, y: 0, w: 1, h: 6 })).toEqual({ x: 0, y: 0, w: 12, h: 43 });
    expect(onDesktop(widgets, { x: 0, y: 20, w: 1, h: 6 })).toEqual({ x: 0, y: 0, w: 0, h: 0 });
    expect(onDesktop(widgets, { x: 0, y: 0.5, w: 1, h: 1 }), 'one that fills the screen').toEqual({
      x: 0,
      y: 0,
      w: 4,
      h: 3,
    });
  });
  it.each([
    ['a key', () => fireEvent.keyDown(window, { key: 'PageDown' })],
    ['the wheel', () => fireEvent.wheel(screen.getByTestId('board'))],
    ['a press', () => fireEvent.pointerDown(screen.getByTestId('board'))],
  ])('[FE-129] ends with my own input: %s', (_what, input) => {
    const canvas = open();
    peers(canvas, { peer: LEO, data: { view: { x: 0, y: 40, w: 10, h: 8 } } });
    fireEvent.click(screen.getByTestId('peer'));
    expect(shell().following).toBe('s2');
    input();
    expect(shell().following).toBeUndefined();
  });
  it('[FE-129] leaves alone who follows me', () => {
    const canvas = open();
    const scrollTo = vi.spyOn(screen.getByTestId('board'), 'scrollTo');
    const view = { x: 0, y: 40, w: 10, h: 8 };
    peers(canvas, { peer: LEO, data: { view, follow: 'own' } });
    fireEvent.click(screen.getByTestId('peer'));
    expect(scrollTo).not.toHaveBeenCalled();
  });
});

describe('a call to everybody', () => {
  it('[FE-130] takes me along after a moment', () => {
    const canvas = open();
    peers(canvas, { peer: LEO, data: { gather: 1 } });
    expect(screen.getByTestId('call').textContent).toContain('Leo asks you to come and see');
    expect(shell().following).toBeUndefined();
    act(() => vi.advanceTimersByTime(GOING_MS + 1));
    expect(screen.queryByTestId('call')).toBeNull();
    expect(shell().following).toBe('s2');
  });
  it.each([
    ['Esc', () => fireEvent.keyDown(window, { key: 'Escape' })],
    ['any input', () => fireEvent.wheel(screen.getByTestId('board'))],
    ['its button', () => fireEvent.click(screen.getByTestId('call-stay'))],
  ])('[FE-130] is declined by %s', (_what, input) => {
    const canvas = open();
    peers(canvas, { peer: LEO, data: { gather: 1 } });
    input();
    expect(screen.queryByTestId('call')).toBeNull();
    act(() => vi.advanceTimersByTime(GOING_MS * 2));
    expect(shell().following).toBeUndefined();
  });
  it('[FE-130] only asks who is in the middle of a sentence', () => {
    const canvas = open();
    const field = document.body.appendChild(document.createElement('input'));
    field.focus();
    peers(canvas, { peer: LEO, data: { gather: 1 } });
    fireEvent.keyDown(field, { key: 'x' });
    act(() => vi.advanceTimersByTime(GOING_MS + 1));
    expect(shell().following).toBeUndefined();
    fireEvent.click(screen.getByTestId('call-go'));
    expect(shell().following).toBe('s2');
    field.remove();
  });
  it('[FE-130] counts from editors, once, and not sooner than a while after the last', () => {
    const canvas = open();
    peers(canvas, { peer: VERA, data: { gather: 1 } });
    expect(screen.queryByTestId('call')).toBeNull();
    peers(canvas, { peer: LEO, data: { gather: 1 } });
    fireEvent.click(screen.getByTestId('call-stay'));
    peers(canvas, { peer: LEO, data: { gather: 1, cursor: { x: 1, y: 1 } } });
    expect(screen.queryByTestId('call')).toBeNull();
    peers(canvas, { peer: LEO, data: { gather: 2 } });
    expect(screen.queryByTestId('call')).toBeNull();
    act(() => vi.advanceTimersByTime(CALL_EVERY_MS));
    peers(canvas, { peer: LEO, data: { gather: 3 } });
    expect(screen.getByTestId('call')).toBeTruthy();
  });
  it('[FE-130] is mine to make when I may edit, once in a while', () => {
    const canvas = open();
    peers(canvas, { peer: LEO, data: {} });
    const calls = () => canvas.said.filter((one) => one.gather).length;
    fireEvent.click(screen.getByTestId('gather'));
    fireEvent.click(screen.getByTestId('gather'));
    expect(calls()).toBe(1);
    act(() => vi.advanceTimersByTime(CALL_EVERY_MS));
    fireEvent.click(screen.getByTestId('gather'));
    expect(calls()).toBe(2);
    cleanup();
    const viewer = open({ role: 'viewer' });
    peers(viewer, { peer: LEO, data: {} });
    expect(screen.queryByTestId('gather')).toBeNull();
  });
});
