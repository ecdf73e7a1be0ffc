import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MicroAppHost, MicroAppSettings } from '../../../host/src/loader/MicroAppHost.tsx';
import { installApps, show, type TestCanvas, testCanvas } from '../../../host/test/page.tsx';
import { Preview, Settings, Widget } from '../src/index.ts';

const SIZE = { w: 3, h: 4 };
const todo = (id: string, text: string, done = false, userId = 'ada') => ({
  id,
  text,
  done,
  userId,
  createdAt: '2026-11-22T00:00:00Z',
});
let page: TestCanvas;

async function open(todos: ReturnType<typeof todo>[] = [], config = {}) {
  installApps({ todo: { Widget, Settings, Preview } });
  page = testCanvas([{ id: 'w1', state: { todos }, config }]);
  show(page, <MicroAppHost widgetId="w1" size={SIZE} />);
  await screen.findByRole('region');
}
const items = () =>
  screen.queryAllByRole('listitem').map((item) => item.querySelector('[class*=text]')?.textContent);
const sent = () => page.sent.map(({ do: name, data }) => [name, data]);

beforeEach(() => {
  localStorage.clear();
});
afterEach(cleanup);

describe('the Todo widget', () => {
  it('[W1] adds by typing, shows it at once with a pending mark, and takes it as durable when confirmed', async () => {
    await open();
    expect(screen.getByText(/Write the first thing above/)).toBeTruthy();
    const field = screen.getByLabelText('New todo');
    fireEvent.change(field, { target: { value: '  Milk  ' } });
    fireEvent.submit(field);
    expect(items()).toEqual(['Milk']);
    expect(screen.getByLabelText('Sent, not durable yet')).toBeTruthy();
    expect((field as HTMLInputElement).value).toBe('');
    const [, data] = sent()[0] as [string, { id: string; text: string }];
    expect(data.text).toBe('Milk');
    act(() => page.event('w1', 'todo.created', todo(data.id, 'Milk'), 'ada'));
    expect(items()).toEqual(['Milk']);
    expect(screen.queryByLabelText('Sent, not durable yet')).toBeNull();
    fireEvent.change(field, { target: { value: '   ' } });
    fireEvent.submit(field);
    expect(page.sent).toHaveLength(1);
  });

  it('[W1] toggles, edits in place by keyboard, and keeps the old text on Escape', async () => {
    await open([todo('t1', 'Milk'), todo('t2', 'Bread', true)]);
    fireEvent.click(screen.getByLabelText('Done: Milk'));
    fireEvent.click(screen.getByText('Milk'));
    const field = screen.getByLabelText('Text of the todo');
    fireEvent.change(field, { target: { value: 'Oat milk' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    fireEvent.blur(field);
    fireEvent.click(screen.getByText('Bread'));
    const other = screen.getByLabelText('Text of the todo');
    fireEvent.change(other, { target: { value: 'Cake' } });
    fireEvent.keyDown(other, { key: 'Escape' });
    expect(sent()).toEqual([
      ['todo.toggle', { id: 't1', done: true }],
      ['todo.edit', { id: 't1', text: 'Oat milk' }],
    ]);
    expect(items()).toEqual(['Oat milk', 'Bread']);
  });

  it('[W1] removes with a way back, and clears what is done as one step', async () => {
    await open([todo('t1', 'a', true), todo('t2', 'b', true), todo('t3', 'c')]);
    fireEvent.click(screen.getByLabelText('Remove: c'));
    expect(screen.getByRole('status').textContent).toContain('Removed.');
    fireEvent.click(screen.getByText('Put back'));
    expect(page.sent.at(-1)).toMatchObject({ to: 'canvas', do: 'undo', data: { op: page.sent[0]?.id } });
    fireEvent.click(screen.getByText('Clear done'));
    const cleared = page.sent.slice(-2);
    expect(cleared.map(({ data }) => data.id)).toEqual(['t1', 't2']);
    expect(cleared[0]?.cause).toBeTruthy();
    expect(cleared[0]?.cause).toBe(cleared[1]?.cause);
    expect(screen.getByRole('status').textContent).toContain('2 removed.');
  });

  it('[W1] filters open, done and all, and counts', async () => {
    await open([todo('t1', 'a', true), todo('t2', 'b')]);
    expect(screen.getByText('1 open, 1 done')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Open' }));
    expect(items()).toEqual(['b']);
    fireEvent.click(screen.getByRole('button', { name: 'Done' }));
    expect(items()).toEqual(['a']);
    fireEvent.click(screen.getByRole('button', { name: 'All' }));
    expect(items()).toEqual(['a', 'b']);
  });

  it('[W1] shows markup, emoji, long words and right-to-left text as text, and who added it', async () => {
    const script = '<img src=x onerror="alert(1)"><script>alert(1)</script>';
    await open([todo('t1', script), todo('t2', '🎉 مرحبا'), todo('t3', 'x'.repeat(500), false, 'bob')]);
    expect(items()).toEqual([script, '🎉 مرحبا', 'x'.repeat(500)]);
    expect(document.querySelector('img, script')).toBeNull();
    expect(screen.getByTitle('Added by Bob Noyce').textContent).toBe('BN');
  });

  it('[W1][X5] lets a viewer look, and nothing else', async () => {
    await open([todo('t1', 'a')]);
    act(() => page.role('viewer'));
    expect(screen.queryByLabelText('New todo')).toBeNull();
    expect(screen.queryByLabelText('Remove: a')).toBeNull();
    expect((screen.getByLabelText('Done: a') as HTMLInputElement).disabled).toBe(true);
    fireEvent.click(screen.getByText('a'));
    expect(screen.queryByLabelText('Text of the todo')).toBeNull();
  });

  it('[W1] gives a day, a person and a list to an item, and takes them away', async () => {
    await open([todo('t1', 'Milk')]);
    act(() => page.event('w1', 'todo.list-added', { id: 'shop', name: 'Shop' }));
    fireEvent.click(screen.getByLabelText('Details: Milk'));
    fireEvent.change(screen.getByLabelText('Due'), { target: { value: '2020-01-02' } });
    fireEvent.change(screen.getByLabelText('For'), { target: { value: 'bob' } });
    fireEvent.change(screen.getByLabelText('List', { selector: 'select' }), { target: { value: 'shop' } });
    expect(sent()).toEqual([
      ['todo.due', { id: 't1', due: '2020-01-02' }],
      ['todo.assign', { id: 't1', assignee: 'bob' }],
      ['todo.move', { id: 't1', list: 'shop' }],
    ]);
    expect(screen.getByTitle('For Bob Noyce').textContent).toBe('BN');
    expect(document.querySelector('[data-near=past]')?.textContent).toContain('2020');
    fireEvent.change(screen.getByLabelText('Due'), { target: { value: '' } });
    fireEvent.change(screen.getByLabelText('For'), { target: { value: '' } });
    expect(document.querySelector('[data-near]')).toBeNull();
    expect(screen.queryByTitle('For Bob Noyce')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Mine' }));
    expect(screen.getByText('Nothing here is yours to do.')).toBeTruthy();
  });

  it('[W1] has lists: what is added goes into the one that is looked at', async () => {
    await open([todo('t1', 'Milk')]);
    fireEvent.click(screen.getByLabelText('New list'));
    const name = screen.getByLabelText('Name of the list');
    fireEvent.change(name, { target: { value: ' Shop ' } });
    fireEvent.submit(name);
    expect(screen.getByText('This list is empty.')).toBeTruthy();
    const [, { id }] = sent()[0] as [string, { id: string }];
    fireEvent.change(screen.getByLabelText('New todo'), { target: { value: 'Bread' } });
    fireEvent.submit(screen.getByLabelText('New todo'));
    expect(page.sent.at(-1)?.data).toMatchObject({ text: 'Bread', list: id });
    expect(items()).toEqual(['Bread']);
    fireEvent.click(screen.getByLabelText('Remove the list Shop'));
    expect(screen.getByRole('status').textContent).toContain('List removed; its items stay.');
    expect(items()).toEqual(['Milk', 'Bread']);
  });

  it('[W1] puts items in order by keyboard and says where each went', async () => {
    await open([todo('t1', 'a'), todo('t2', 'b'), todo('t3', 'c')]);
    fireEvent.keyDown(screen.getByText('c'), { key: 'ArrowUp', altKey: true });
    expect(items()).toEqual(['a', 'c', 'b']);
    expect(screen.getByText('c: 2 of 3')).toBeTruthy();
    fireEvent.keyDown(screen.getByText('a'), { key: 'ArrowUp', altKey: true });
    fireEvent.keyDown(screen.getByText('c'), { key: 'ArrowDown', altKey: true });
    expect(items()).toEqual(['a', 'b', 'c']);
    expect(sent()).toEqual([
      ['todo.move', { id: 't3', before: 't2' }],
      ['todo.move', { id: 't3' }],
    ]);
  });

  it('[W1] ticks everything off at once, with a way back', async () => {
    await open([todo('t1', 'a'), todo('t2', 'b'), todo('t3', 'c', true)]);
    fireEvent.click(screen.getByText('All done'));
    expect(sent()).toEqual([['todo.tick', { done: true }]]);
    expect(screen.getByText('All 3 done')).toBeTruthy();
    expect(screen.getByRole('status').textContent).toContain('2 done.');
  });

  it('[C4] takes in what others do while it is open', async () => {
    await open([todo('t1', 'a')]);
    act(() => page.event('w1', 'todo.created', todo('t2', 'from Bob', false, 'bob')));
    act(() => page.event('w1', 'todo.toggled', { id: 't1', done: true }));
    await screen.findByText('from Bob');
    expect(items()).toEqual(['a', 'from Bob']);
    expect((screen.getByLabelText('Done: a') as HTMLInputElement).checked).toBe(true);
  });

  it('[C4] keeps what others wrote when a field is left as it was entered', async () => {
    await open([todo('t1', 'Milk')]);
    fireEvent.click(screen.getByText('Milk'));
    act(() => page.event('w1', 'todo.edited', { id: 't1', text: 'Oat milk' }));
    fireEvent.blur(screen.getByLabelText('Text of the todo'));
    expect(items()).toEqual(['Oat milk']);
    act(() => page.event('w1', 'todo.list-added', { id: 'shop', name: 'Shop' }));
    fireEvent.click(screen.getByRole('button', { name: 'Shop' }));
    fireEvent.click(screen.getByLabelText('Rename Shop'));
    act(() => page.event('w1', 'todo.list-renamed', { id: 'shop', name: 'Market' }));
    fireEvent.blur(screen.getByLabelText('Name of the list'));
    expect(screen.getByRole('button', { name: 'Market' })).toBeTruthy();
    expect(page.sent).toHaveLength(0);
  });

  describe('carried by a pointer', () => {
    const pointer = (type: string, pointerId: number, clientY = 0, on: EventTarget = window) =>
      act(() => {
        on.dispatchEvent(new PointerEvent(type, { pointerId, clientY, bubbles: true, cancelable: true }));
      });
    const take = (text: string, pointerId: number) => {
      const grip = screen.getByText(text).closest('li')?.querySelector('[class*=grip]');
      pointer('pointerdown', pointerId, 0, grip as Element);
    };
    // Without layout every item is at 0: a pointer below is after them all.
    const BELOW = 10;

    it('[W1] moves one item with the finger that took it, and none once it is lifted', async () => {
      await open([todo('t1', 'a'), todo('t2', 'b'), todo('t3', 'c')]);
      take('a', 1);
      take('b', 2);
      pointer('pointermove', 2, BELOW);
      pointer('pointerup', 2);
      expect(page.sent).toHaveLength(0);
      pointer('pointermove', 1, BELOW);
      pointer('pointercancel', 2);
      pointer('pointerup', 1);
      pointer('pointermove', 1, 0);
      pointer('pointerup', 1);
      pointer('pointerup', 2);
      expect(sent()).toEqual([['todo.move', { id: 't1' }]]);
      expect(items()).toEqual(['b', 'c', 'a']);
    });

    it('[C4] puts an item where it is shown when others add one meanwhile', async () => {
      await open([todo('t1', 'a'), todo('t2', 'b'), todo('t3', 'c')]);
      take('a', 1);
      pointer('pointermove', 1, BELOW);
      act(() => page.event('w1', 'todo.created', todo('t4', 'd', false, 'bob')));
      expect(items()).toEqual(['b', 'c', 'a', 'd']);
      pointer('pointerup', 1);
      expect(sent()).toEqual([['todo.move', { id: 't1', before: 't4' }]]);
      expect(items()).toEqual(['b', 'c', 'a', 'd']);
    });
  });
});

describe('Todo settings and preview', () => {
  it('[W1][W14] set heading, first filter and hiding of what is done, for everybody', async () => {
    installApps({ todo: { Widget, Settings, Preview } });
    page = testCanvas([{ id: 'w1', state: { todos: [todo('t1', 'a', true), todo('t2', 'b')] } }]);
    show(
      page,
      <>
        <MicroAppHost widgetId="w1" size={SIZE} />
        <MicroAppSettings widgetId="w1" size={SIZE} />
      </>,
    );
    const heading = await screen.findByLabelText('Heading inside the widget');
    await screen.findByRole('region');
    fireEvent.change(heading, { target: { value: 'Shopping' } });
    fireEvent.blur(heading);
    fireEvent.click(screen.getByLabelText('Hide what is done'));
    expect(sent()).toEqual([
      ['configure', { config: { heading: 'Shopping' } }],
      ['configure', { config: { heading: 'Shopping', hideDone: true } }],
    ]);
    const region = screen.getByRole('region');
    expect(within(region).getByText('Shopping')).toBeTruthy();
    expect(items()).toEqual(['b']);
    fireEvent.change(screen.getByLabelText('Show at first'), { target: { value: 'done' } });
    expect(items()).toEqual(['a']);
  });
  it('[W1] preview draws without a canvas', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    render(<Preview />);
    expect(screen.getByText('2 open, 2 done')).toBeTruthy();
    expect(console.error).not.toHaveBeenCalled();
  });
});
