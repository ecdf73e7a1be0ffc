import { act, cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { host } from '../modules.ts';
import { CanvasView } from './CanvasPage.tsx';
import { useShell } from './shell.ts';
import { openTestCanvas, show, type TestCanvas } from './testing.tsx';

const frame = (id: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-widget="${id}"]`);
  if (!found) throw new Error(`no frame of ${id}`);
  return found;
};
const head = (id: string): HTMLElement => frame(id).querySelector('header') as HTMLElement;
const cell = (canvas: TestCanvas, id: string): string => {
  const place = canvas.place(id);
  return place ? `${place.position.x},${place.position.y} ${place.size.w}x${place.size.h}` : 'nowhere';
};
const key = (id: string, name: string, more: object = {}) =>
  fireEvent.keyDown(frame(id), { key: name, ...more });
const pointer = (type: string, x: number, y: number, more: object = {}) =>
  new PointerEvent(type, {
    clientX: x,
    clientY: y,
    pointerId: 1,
    bubbles: true,
    button: 0,
    cancelable: true,
    ...more,
  });
/** Cells of the test's width (happy-dom: 1,024 px). */
const STEP_X = (1024 - 48 + 24) / 12;
const STEP_Y = 96;
const drag = (grip: HTMLElement, dx: number, dy: number) => {
  fireEvent(grip, pointer('pointerdown', 200, 200));
  fireEvent(window, pointer('pointermove', 210, 210));
  fireEvent(window, pointer('pointermove', 200 + dx, 200 + dy));
};
const release = (dx: number, dy: number) => fireEvent(window, pointer('pointerup', 200 + dx, 200 + dy));

/** A panel's code comes over the file system first, on a busy machine slowly. */
configure({ asyncUtilTimeout: 10_000 });

afterEach(async () => {
  // The click that ends a drag is swallowed until the next task.
  if (vi.isFakeTimers()) vi.advanceTimersByTime(1_000);
  cleanup();
  vi.useRealTimers();
  await new Promise((done) => setTimeout(done));
});

describe('the canvas layer', () => {
  it('[C4] [FE-100] drops a dragged widget on the nearest cell and shows where before', () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    drag(head('a'), STEP_X * 4.1, STEP_Y * 1.9);
    const ghost = screen.getByTestId('ghost');
    expect(ghost.style.getPropertyValue('--x')).toBe('4');
    expect(ghost.style.getPropertyValue('--y')).toBe('2');
    expect(canvas.sent).toEqual([]);
    expect(canvas.presenceSet.some((one) => one.drag?.widget === 'a')).toBe(true);
    release(STEP_X * 4.1, STEP_Y * 1.9);
    expect(canvas.sent).toEqual([
      { to: 'canvas', do: 'move-widget', data: { widget: 'a', position: { x: 4, y: 2 } } },
    ]);
    expect(screen.queryByTestId('ghost')).toBeNull();
    expect(cell(canvas, 'a')).toBe('4,2 3x3');
  });

  it('[C6] shows while dragging what the shared layout function will do to the others', () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3], b: [4, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    drag(head('a'), STEP_X * 4, 0);
    expect(frame('b').style.getPropertyValue('--y')).toBe('3');
    release(STEP_X * 4, 0);
    expect(cell(canvas, 'b')).toBe('4,3 3x3');
  });

  it('[FE-100] Esc puts a dragged widget back', () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    drag(head('a'), STEP_X * 3, 0);
    fireEvent.keyDown(window, { key: 'Escape' });
    release(STEP_X * 3, 0);
    expect(canvas.sent).toEqual([]);
    expect(cell(canvas, 'a')).toBe('0,0 3x3');
  });

  it('[FE-100] a press without a move selects and drags nothing', () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    fireEvent(head('a'), pointer('pointerdown', 200, 200));
    fireEvent(window, pointer('pointerup', 201, 200));
    expect(canvas.sent).toEqual([]);
    expect(frame('a').dataset.selected).toBe('true');
    expect(canvas.presenceSet.at(-1)?.select).toEqual(['a']);
  });

  it('[FE-102] under reject a drop on another widget is not sent and says why', () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3], b: [4, 0, 3, 3] }, collision: 'reject' });
    show(canvas, <CanvasView widgetId={undefined} />);
    drag(head('a'), STEP_X * 4, 0);
    expect(screen.getByTestId('ghost').dataset.fits).toBe('false');
    release(STEP_X * 4, 0);
    expect(canvas.sent).toEqual([]);
    expect(screen.getByTestId('toast').textContent).toMatch(/already/);
  });

  it('[FE-101] a finger moves a widget only after it has rested on it', () => {
    vi.useFakeTimers();
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    const touch = { pointerType: 'touch' };
    fireEvent(head('a'), pointer('pointerdown', 200, 200, touch));
    fireEvent(window, pointer('pointermove', 300, 200, touch));
    fireEvent(window, pointer('pointerup', 300, 200, touch));
    expect(canvas.sent).toEqual([]);
    fireEvent(head('a'), pointer('pointerdown', 200, 200, touch));
    act(() => void vi.advanceTimersByTime(400));
    fireEvent(window, pointer('pointermove', 200 + STEP_X, 200, touch));
    fireEvent(window, pointer('pointerup', 200 + STEP_X, 200, touch));
    expect(canvas.sent).toHaveLength(1);
    expect(cell(canvas, 'a')).toBe('1,0 3x3');
  });

  it('[FE-101] two fingers carry two widgets', () => {
    vi.useFakeTimers();
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3], b: [6, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    const [one, two] = [1, 2].map((pointerId) => ({ pointerType: 'touch', pointerId }));
    fireEvent(head('a'), pointer('pointerdown', 100, 100, one));
    fireEvent(head('b'), pointer('pointerdown', 600, 100, two));
    act(() => void vi.advanceTimersByTime(400));
    fireEvent(window, pointer('pointermove', 100, 100 + STEP_Y, one));
    fireEvent(window, pointer('pointermove', 600, 100 + 2 * STEP_Y, two));
    fireEvent(window, pointer('pointerup', 100, 100 + STEP_Y, one));
    fireEvent(window, pointer('pointerup', 600, 100 + 2 * STEP_Y, two));
    expect([cell(canvas, 'a'), cell(canvas, 'b')]).toEqual(['0,1 3x3', '6,2 3x3']);
  });

  it('[C5] [FE-102] resizes by a corner, within the limits of the app', () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    drag(frame('a').querySelector('[data-handle="se"]') as HTMLElement, STEP_X * 20, STEP_Y * 20);
    release(STEP_X * 20, STEP_Y * 20);
    expect(cell(canvas, 'a')).toBe('0,0 6x5');
    drag(frame('a').querySelector('[data-handle="e"]') as HTMLElement, -STEP_X * 20, STEP_Y * 3);
    release(-STEP_X * 20, STEP_Y * 3);
    expect(cell(canvas, 'a')).toBe('0,0 2x5');
  });

  it('[C4] a move of somebody else is drawn without a new element', () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    const before = frame('a');
    act(() =>
      canvas.hear({
        type: 'widget-moved',
        data: { widget: 'a', position: { x: 5, y: 2 }, from: { x: 0, y: 0 } },
      }),
    );
    expect(frame('a')).toBe(before);
    expect(before.style.getPropertyValue('--x')).toBe('5');
  });

  it('[C3] a removed widget leaves the page, its frame and its listeners too', () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3], b: [4, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    act(() => canvas.hear({ type: 'widget-removed', data: { widget: 'a' } }));
    expect(document.querySelector('[data-widget="a"]')).toBeNull();
    expect(frame('b')).toBeTruthy();
  });

  it('[FE-102] a locked widget stays where it is, by mouse and by keys', () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    act(() => canvas.manager.lockWidget('a', true));
    canvas.sent.length = 0;
    drag(head('a'), STEP_X * 3, 0);
    release(STEP_X * 3, 0);
    frame('a').focus();
    key('a', 'ArrowRight');
    expect(canvas.sent).toEqual([]);
    expect(frame('a').querySelector('[data-handle]')).toBeNull();
  });

  it('[FE-103] shows whose selection a widget is in, by name', async () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    const peer = { session: 's2', user: 'leo', name: 'Leo', role: 'editor' as const };
    act(() => canvas.peers([{ peer, data: { select: ['a'], cursor: { x: 2, y: 1 } } }]));
    expect(within(frame('a')).getByText('Leo')).toBeTruthy();
    expect(frame('a').dataset.marked).toBe('true');
    expect(screen.getByTestId('cursor').dataset.name).toBe('Leo');
    expect(screen.getByTestId('peer').dataset.name).toBe('Leo');
    act(() => canvas.peers([]));
    await waitFor(() => expect(frame('a').dataset.marked).toBeUndefined());
    expect(screen.queryByTestId('cursor')).toBeNull();
  });

  it('[FE-103] another person’s drag carries the widget along until it ends', async () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    const peer = { session: 's2', user: 'leo', name: 'Leo', role: 'editor' as const };
    const moving = { widget: 'a', position: { x: 2.5, y: 0 }, size: { w: 3, h: 3 } };
    act(() => canvas.peers([{ peer, data: { drag: moving } }]));
    expect(Number.parseFloat(frame('a').style.translate)).toBeCloseTo(2.5 * STEP_X, 0);
    act(() => canvas.peers([{ peer, data: { drag: null } }]));
    await waitFor(() => expect(frame('a').style.translate).toBe(''));
  });
});

describe('the keyboard', () => {
  it('[C4] arrows move the widget by a cell and say where it is', () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    frame('a').focus();
    key('a', 'ArrowRight');
    key('a', 'ArrowDown');
    expect(cell(canvas, 'a')).toBe('1,1 3x3');
    expect(screen.getByTestId('announcer').textContent).toBe('Note a moved to column 2, row 2');
  });

  it('[C5] Shift and arrows resize it, to the limits of its app', () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    frame('a').focus();
    for (let n = 0; n < 9; n++) key('a', 'ArrowDown', { shiftKey: true });
    expect(cell(canvas, 'a')).toBe('0,0 3x5');
  });

  it('[FE-104] Tab goes through the widgets in reading order, whatever the order of the page', () => {
    const canvas = openTestCanvas({ widgets: { z: [0, 0, 3, 3], a: [4, 0, 3, 3], m: [0, 5, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    frame('z').focus();
    const visited = ['z'];
    for (let n = 0; n < 2; n++) {
      fireEvent.keyDown(document.activeElement as Element, { key: 'Tab' });
      visited.push((document.activeElement as HTMLElement).dataset.widget ?? 'none');
    }
    expect(visited).toEqual(['z', 'a', 'm']);
  });

  it('[FE-104] Enter goes inside and Esc comes out', () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    frame('a').focus();
    key('a', 'Enter');
    const inside = document.activeElement as HTMLElement;
    expect(frame('a').contains(inside)).toBe(true);
    expect(inside).not.toBe(frame('a'));
    fireEvent.keyDown(inside, { key: 'Escape' });
    expect(document.activeElement).toBe(frame('a'));
  });

  it('[C3] [FE-105] Delete removes without asking and offers the way back', () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3], b: [4, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    frame('a').focus();
    key('a', 'Delete');
    expect(document.querySelector('[data-widget="a"]')).toBeNull();
    fireEvent.click(within(screen.getByTestId('toast')).getByText('Undo'));
    expect(frame('a')).toBeTruthy();
    expect(canvas.sent.map((one) => one.do)).toEqual(['remove-widget', 'restore-widget']);
  });

  it('[FE-172] Ctrl+D duplicates, Ctrl+Z and Shift+Ctrl+Z step back and forth', async () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    frame('a').focus();
    const api = vi.spyOn(host, 'api').mockResolvedValue({});
    key('a', 'd', { ctrlKey: true });
    expect(api.mock.lastCall?.[1]).toMatchObject({
      body: { from: { canvas: 'c1', widget: 'a' }, position: { x: 0, y: 3 } },
    });
    api.mockRestore();
    key('a', 'z', { ctrlKey: true });
    key('a', 'Z', { ctrlKey: true, shiftKey: true });
    await waitFor(() => expect(canvas.sent.map((one) => one.do)).toEqual(['undo', 'redo']));
  });

  it('[FE-106] A opens the catalogue, / the search, Esc closes and the focus goes back', async () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    frame('a').focus();
    key('a', '/');
    expect(await screen.findByTestId('widget-search')).toBe(document.activeElement);
    fireEvent.keyDown(document.activeElement as Element, { key: 'Escape' });
    expect(screen.queryByTestId('panel')).toBeNull();
    expect(document.activeElement).toBe(frame('a'));
  });

  it('? shows every key in a table', async () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    fireEvent.keyDown(document.body, { key: '?', shiftKey: true });
    const help = await screen.findByTestId('help');
    expect(within(help).getByText('Move by a cell')).toBeTruthy();
  });
});

describe('the page around the canvas', () => {
  it('[C2] [FE-107] the address of a widget selects it', async () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3], b: [4, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId="b" />);
    await waitFor(() => expect(document.activeElement).toBe(frame('b')));
    expect(frame('b').dataset.selected).toBe('true');
  });

  it('[C2] the address of a removed widget says so and offers to restore it', async () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3], b: [4, 0, 3, 3] } });
    canvas.hear({ type: 'widget-removed', data: { widget: 'b' } });
    show(canvas, <CanvasView widgetId="b" />);
    const toast = await screen.findByTestId('toast');
    expect(toast.textContent).toContain('no longer on this canvas');
    fireEvent.click(within(toast).getByText('Restore'));
    expect(frame('b')).toBeTruthy();
  });

  it('[FE-110] a refused edit is told with its reason', async () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    act(() =>
      host.store.setState({
        notices: [{ n: 1, kind: 'refused', code: 'invalid', text: 'That title is too long.', widget: 'a' }],
      }),
    );
    expect((await screen.findByTestId('toast')).textContent).toContain('That title is too long.');
    expect(host.store.getState().notices).toEqual([]);
  });

  it('[FE-110] a refused edit shakes its widget once', () => {
    const shaken = vi.fn();
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] }, refuses: 'rename-widget' });
    show(canvas, <CanvasView widgetId={undefined} />);
    frame('a').animate = shaken as never;
    act(() => canvas.manager.renameWidget('a', 'Another'));
    expect(shaken).toHaveBeenCalledTimes(1);
  });

  it('[X5] [FE-108] a viewer has no controls that change, and is told who to ask', () => {
    const canvas = openTestCanvas({ role: 'viewer', widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    for (const id of ['add-app', 'undo', 'redo', 'add-first']) expect(screen.queryByTestId(id)).toBeNull();
    expect(frame('a').querySelector('[data-handle]')).toBeNull();
    expect(screen.getByTestId('viewer-note').textContent).toContain('Ask Ana Lima');
    expect(screen.getByTestId('status').textContent).toBe('Viewing only');
    drag(head('a'), STEP_X * 3, 0);
    release(STEP_X * 3, 0);
    frame('a').focus();
    key('a', 'ArrowRight');
    key('a', 'Delete');
    expect(canvas.sent).toEqual([]);
    expect(screen.getAllByTestId('toast').at(-1)?.textContent).toContain('not change it');
  });

  it.each([
    [{ kind: 'durable' }, 'All changes durable'],
    [{ kind: 'saving', count: 1 }, 'Saving 1 change'],
    [{ kind: 'saving', count: 3 }, 'Saving 3 changes'],
    [{ kind: 'offline', count: 3 }, 'Offline: 3 changes wait here'],
    [{ kind: 'offline', count: 0 }, 'Offline'],
    [{ kind: 'reconnecting', count: 0 }, 'Reconnecting'],
  ] as const)('[FE-109] says the status %j in words', (status, words) => {
    const canvas = openTestCanvas();
    show(canvas, <CanvasView widgetId={undefined} />);
    act(() => host.store.setState({ status }));
    expect(screen.getByTestId('status').textContent).toBe(words);
    expect(screen.getByTestId('status').dataset.state).toBe(status.kind);
  });

  it('renames the canvas in place; Esc leaves it as it was', () => {
    const canvas = openTestCanvas();
    show(canvas, <CanvasView widgetId={undefined} />);
    fireEvent.click(screen.getByTestId('title'));
    const field = screen.getByTestId<HTMLInputElement>('title-field');
    fireEvent.change(field, { target: { value: 'Another week' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(canvas.sent).toEqual([{ to: 'canvas', do: 'rename', data: { title: 'Another week' } }]);
    fireEvent.click(screen.getByTestId('title'));
    fireEvent.change(screen.getByTestId('title-field'), { target: { value: 'Third' } });
    fireEvent.keyDown(screen.getByTestId('title-field'), { key: 'Escape' });
    expect(canvas.sent).toHaveLength(1);
  });

  it('[FE-111] a script in a title is text', () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    const title = '<img src=x onerror="document.title=1"><script>1</script>';
    act(() => canvas.hear({ type: 'renamed', data: { title, was: '' } }));
    act(() => canvas.hear({ type: 'widget-renamed', data: { widget: 'a', title, was: '' } }));
    expect(screen.getByTestId('canvas-title').textContent).toBe(title);
    expect(frame('a').querySelector('img')).toBeNull();
    expect(screen.getByTestId('widget-title').textContent).toBe(title);
  });

  it('[FE-103] following somebody ends when they leave', () => {
    const canvas = openTestCanvas();
    show(canvas, <CanvasView widgetId={undefined} />);
    const peer = { session: 's2', user: 'leo', name: 'Leo', role: 'editor' as const };
    act(() => canvas.peers([{ peer, data: { cursor: { x: 2, y: 80 } } }]));
    fireEvent.click(screen.getByTestId('peer'));
    expect(screen.getByTestId('following').textContent).toContain('Following Leo');
    act(() => canvas.peers([]));
    expect(screen.queryByTestId('following')).toBeNull();
    expect(useShell.getState().following).toBeUndefined();
  });

  it('[FE-112] an empty canvas says what it is for and offers the first step', async () => {
    const canvas = openTestCanvas();
    show(canvas, <CanvasView widgetId={undefined} />);
    expect(screen.getByTestId('board-empty')).toBeTruthy();
    fireEvent.click(screen.getByTestId('add-first'));
    expect((await screen.findByTestId('panel')).dataset.panel).toBe('catalogue');
  });
});
