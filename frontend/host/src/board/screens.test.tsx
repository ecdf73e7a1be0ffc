import { act, cleanup, configure, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { host } from '../modules.ts';
import { CanvasView } from './CanvasPage.tsx';
import { askBreakpoint } from './shell.ts';
import { openTestCanvas, show, type TestCanvas } from './testing.tsx';

configure({ asyncUtilTimeout: 10_000 });
afterEach(async () => {
  cleanup();
  await new Promise((done) => setTimeout(done));
});

const WIDGETS = { a: [0, 0, 4, 4], b: [4, 0, 4, 4], c: [8, 0, 4, 4] } as const;
const frame = (id: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-widget="${id}"]`);
  if (!found) throw new Error(`no frame of ${id}`);
  return found;
};
const cell = (canvas: TestCanvas, id: string): string => {
  const place = canvas.place(id);
  return place ? `${place.position.x},${place.position.y} ${place.size.w}x${place.size.h}` : 'nowhere';
};
const key = (id: string, name: string, more: object = {}) =>
  fireEvent.keyDown(frame(id), { key: name, ...more });
const desktop = (): string[] =>
  Object.values(host.store.getState().widgets).map(
    ({ id, desktop: { position, size } }) => `${id} ${position.x},${position.y} ${size.w}x${size.h}`,
  );

describe('the arrangement of a smaller screen', () => {
  it('[F3] [FE-237] is shown in a frame of its width, and left again', () => {
    const canvas = openTestCanvas({ widgets: WIDGETS });
    show(canvas, <CanvasView widgetId={undefined} />);
    expect(screen.getByTestId('paper').dataset.at).toBe('desktop');
    act(() => askBreakpoint('tablet'));
    expect(screen.getByTestId('paper').dataset.at).toBe('tablet');
    expect([cell(canvas, 'a'), cell(canvas, 'b'), cell(canvas, 'c')]).toEqual([
      '0,0 4x4',
      '4,0 4x4',
      '0,4 6x4',
    ]);
    expect(within(screen.getByTestId('screen-bar')).getByText('Follows the desktop')).toBeTruthy();
    fireEvent.click(within(screen.getByTestId('screen-bar')).getByTestId('screen-phone'));
    expect(screen.getByTestId('paper').dataset.at).toBe('phone');
    expect(cell(canvas, 'c')).toBe('0,8 1x4');
    fireEvent.click(within(screen.getByTestId('screen-bar')).getByTestId('screen-desktop'));
    expect(screen.queryByTestId('screen-bar')).toBeNull();
    expect(cell(canvas, 'c')).toBe('8,0 4x4');
    expect(canvas.sent).toEqual([]);
  });

  it('[F3] [FE-236] the keyboard arranges it, the first time all of it, then one widget', () => {
    const canvas = openTestCanvas({ widgets: WIDGETS });
    show(canvas, <CanvasView widgetId={undefined} />);
    const before = desktop();
    act(() => askBreakpoint('tablet'));
    act(() => frame('c').focus());
    key('c', 'ArrowRight');
    expect(canvas.sent).toHaveLength(1);
    expect(canvas.sent[0]).toMatchObject({ do: 'arrange-screen', data: { screen: 'tablet' } });
    expect(Object.keys(canvas.sent[0]?.data.places ?? {}).sort()).toEqual(['a', 'b', 'c']);
    expect(cell(canvas, 'c')).toBe('1,4 6x4');
    expect(within(screen.getByTestId('screen-bar')).getByText('Arranged by hand')).toBeTruthy();
    key('c', 'ArrowRight');
    key('c', 'ArrowDown', { shiftKey: true });
    expect(canvas.sent.slice(1)).toEqual([
      { to: 'canvas', do: 'move-widget', data: { widget: 'c', position: { x: 2, y: 4 }, screen: 'tablet' } },
      { to: 'canvas', do: 'resize-widget', data: { widget: 'c', size: { w: 6, h: 5 }, screen: 'tablet' } },
    ]);
    expect(desktop()).toEqual(before);
    act(() =>
      canvas.hear({
        type: 'widget-moved',
        data: { widget: 'a', position: { x: 0, y: 9 }, from: { x: 0, y: 0 } },
      }),
    );
    expect(cell(canvas, 'a')).toBe('0,0 4x4');
    act(() => askBreakpoint(undefined));
    expect(cell(canvas, 'a')).toBe('0,9 4x4');
  });

  it('[F3] [FE-113] [FE-237] an arrow key moves a widget past the next one of a phone', () => {
    const canvas = openTestCanvas({ widgets: WIDGETS });
    show(canvas, <CanvasView widgetId={undefined} />);
    act(() => askBreakpoint('phone'));
    act(() => frame('a').focus());
    key('a', 'ArrowDown');
    expect([cell(canvas, 'b'), cell(canvas, 'a'), cell(canvas, 'c')]).toEqual([
      '0,0 1x4',
      '0,4 1x4',
      '0,8 1x4',
    ]);
    key('a', 'ArrowRight');
    expect(canvas.sent).toHaveLength(1);
  });

  it('[F3] [FE-237] follows the desktop again by a press, with a way back', async () => {
    const canvas = openTestCanvas({ widgets: WIDGETS });
    show(canvas, <CanvasView widgetId={undefined} />);
    act(() => askBreakpoint('tablet'));
    act(() => frame('c').focus());
    key('c', 'ArrowRight');
    fireEvent.click(screen.getByTestId('reset-screen'));
    expect(canvas.sent.at(-1)).toEqual({ to: 'canvas', do: 'reset-screen', data: { screen: 'tablet' } });
    expect(cell(canvas, 'c')).toBe('0,4 6x4');
    fireEvent.click(within((await screen.findAllByTestId('toast')).at(-1) as HTMLElement).getByText('Undo'));
    expect(cell(canvas, 'c')).toBe('1,4 6x4');
  });

  it('[X5] [FE-108] a viewer looks at it and changes nothing', () => {
    const canvas = openTestCanvas({ role: 'viewer', widgets: WIDGETS });
    show(canvas, <CanvasView widgetId={undefined} />);
    act(() => askBreakpoint('tablet'));
    act(() => frame('c').focus());
    key('c', 'ArrowRight');
    expect(canvas.sent).toEqual([]);
    expect(cell(canvas, 'c')).toBe('0,4 6x4');
  });

  it('[FE-172] what is duplicated there is placed on the desktop’s grid', () => {
    const canvas = openTestCanvas({ widgets: WIDGETS });
    show(canvas, <CanvasView widgetId={undefined} />);
    const asked: { position?: unknown }[] = [];
    const api = host.api;
    host.api = Object.assign(
      async (_path: string, { body }: { body?: object } = {}) => {
        asked.push(body ?? {});
        return {};
      },
      { counters: api.counters },
    ) as unknown as typeof host.api;
    act(() => askBreakpoint('phone'));
    act(() => frame('c').focus());
    key('c', 'd', { ctrlKey: true });
    host.api = api;
    expect(asked[0]).toMatchObject({ position: { x: 8, y: 4 } });
  });
});
