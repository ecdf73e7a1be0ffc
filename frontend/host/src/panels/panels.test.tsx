import { act, cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPanel } from '../board/shell.ts';
import { openTestCanvas, show } from '../board/testing.tsx';
import { ApiError } from '../http/index.ts';
import { host } from '../modules.ts';
import { EVENT_LOG_LIMIT, logEvents } from '../state/store.ts';
import { measureOf } from './GridPanel.tsx';
import { filterLog } from './logWords.ts';
import PanelHost from './PanelHost.tsx';

configure({ asyncUtilTimeout: 10_000 });

/** What the server answers, by method and path; an ApiError is thrown. */
let answers: Record<string, unknown> = {};
const asked: string[] = [];
const api = host.api;

beforeEach(() => {
  answers = {};
  asked.length = 0;
  host.queries.clear();
  host.api = Object.assign(
    async (path: string, { method = 'GET', body }: { method?: string; body?: unknown } = {}) => {
      asked.push(`${method} ${path}${body ? ` ${JSON.stringify(body)}` : ''}`);
      const answer = answers[`${method} ${path}`];
      if (answer instanceof Error) throw answer;
      return answer ?? { items: [] };
    },
    { counters: api.counters },
  ) as unknown as typeof host.api;
});

afterEach(() => {
  cleanup();
  host.api = api;
});

const refusal = (status: number, code: 'last-owner' | 'unavailable', detail: string): ApiError =>
  new ApiError(status, code, code, detail, 'ref-1', [], undefined);
const panel = async (kind: 'share' | 'layouts' | 'grid' | 'log' | 'widgets' | 'diagnostics') => {
  act(() => openPanel({ kind }));
  const found = await screen.findByTestId('panel');
  await waitFor(() => expect(found.querySelector('[aria-label="Loading"]')).toBeNull());
  return found;
};

describe('sharing', () => {
  const LINK = { id: 'l1', link: 'secret', url: '/join/secret', role: 'viewer' };

  it('makes a link with a role and shows it to copy', async () => {
    const canvas = openTestCanvas();
    answers['POST /api/canvas/c1/links'] = LINK;
    show(canvas, <PanelHost />);
    await panel('share');
    fireEvent.change(await screen.findByTestId('link-role'), { target: { value: 'viewer' } });
    answers['GET /api/canvas/c1/links'] = { items: [LINK] };
    fireEvent.click(screen.getByTestId('create-link'));
    const url = await screen.findByTestId<HTMLInputElement>('link-url');
    expect(url.value).toMatch(/\/join\/secret$/);
    expect(asked).toContain('POST /api/canvas/c1/links {"role":"viewer"}');
  });

  it('revokes a link', async () => {
    const canvas = openTestCanvas();
    answers['GET /api/canvas/c1/links'] = { items: [LINK] };
    show(canvas, <PanelHost />);
    await panel('share');
    fireEvent.click(await screen.findByTestId('revoke-link'));
    await waitFor(() => expect(asked).toContain('DELETE /api/canvas/c1/links/l1'));
    expect((await screen.findByTestId('toast')).textContent).toContain('revoked');
  });

  it('the last owner is told why they stay', async () => {
    const canvas = openTestCanvas();
    answers['GET /api/canvas/c1/members'] = { items: [{ user: 'ana', name: 'Ana Lima', role: 'owner' }] };
    answers['DELETE /api/canvas/c1/members/ana'] = refusal(409, 'last-owner', 'x');
    show(canvas, <PanelHost />);
    await panel('share');
    fireEvent.click(await screen.findByTestId('remove-member'));
    expect((await screen.findByTestId('toast')).textContent).toContain('needs an owner');
  });

  it('[X5] who is no owner sees members and who to ask, and no links', async () => {
    const canvas = openTestCanvas({ role: 'editor' });
    answers['GET /api/canvas/c1/members'] = { items: [{ user: 'ana', name: 'Ana Lima', role: 'owner' }] };
    show(canvas, <PanelHost />);
    await panel('share');
    expect((await screen.findByTestId('share-not-owner')).textContent).toContain('Ana Lima');
    expect(screen.queryByTestId('create-link')).toBeNull();
    expect(screen.queryByTestId('member-role')).toBeNull();
    expect(asked.some((one) => one.includes('/links'))).toBe(false);
  });

  it('a list that fails says so with one button that helps', async () => {
    const canvas = openTestCanvas();
    answers['GET /api/canvas/c1/links'] = new ApiError(403, 'forbidden', 'x', '', 'r', [], undefined);
    show(canvas, <PanelHost />);
    await panel('share');
    expect((await screen.findByRole('alert')).textContent).toContain('role');
    answers['GET /api/canvas/c1/links'] = { items: [LINK] };
    fireEvent.click(within(screen.getByRole('alert')).getByText('Try again'));
    expect(await screen.findByTestId('share-link')).toBeTruthy();
  });
});

describe('layouts', () => {
  it('[C7] a saved layout is listed with author and time', async () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <PanelHost />);
    await panel('layouts');
    fireEvent.change(await screen.findByTestId('layout-name'), { target: { value: 'Monday' } });
    fireEvent.click(screen.getByTestId('save-layout'));
    const listed = await screen.findByTestId('layout');
    expect(listed.textContent).toContain('Monday');
    expect(listed.textContent).toContain('by Ana Lima');
    expect(listed.querySelector('time')?.dateTime).toMatch(/^20\d\d-/);
  });

  it('[C8] loading is one step that can be taken back', async () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    await canvas.manager.saveLayout('Monday');
    show(canvas, <PanelHost />);
    await panel('layouts');
    fireEvent.click(await screen.findByTestId('load-layout'));
    const toast = await screen.findByText(/The arrangement before is kept/);
    fireEvent.click(within(toast.parentElement as HTMLElement).getByText('Undo'));
    await waitFor(() =>
      expect(canvas.sent.map((one) => one.do)).toEqual(['save-layout', 'load-layout', 'undo']),
    );
  });

  it('[X5] a viewer can look at layouts but not save or load', async () => {
    const canvas = openTestCanvas({ role: 'viewer' });
    show(canvas, <PanelHost />);
    await panel('layouts');
    expect(await screen.findByText('No saved layouts')).toBeTruthy();
    expect(screen.queryByTestId('save-layout')).toBeNull();
  });
});

describe('the grid', () => {
  it('[C1] sends only what the owner changed', async () => {
    const canvas = openTestCanvas();
    show(canvas, <PanelHost />);
    await panel('grid');
    fireEvent.change(await screen.findByTestId('grid-columns'), { target: { value: '8' } });
    fireEvent.click(screen.getByTestId('apply-grid'));
    fireEvent.click(screen.getByLabelText('Refuse'));
    expect(canvas.sent.map((one) => one.data)).toEqual([{ columns: 8 }, { collision: 'reject' }]);
  });

  it('[C1] shows another owner’s change at once, and refuses what is out of bounds by itself', async () => {
    const canvas = openTestCanvas();
    show(canvas, <PanelHost />);
    await panel('grid');
    const columns = await screen.findByTestId<HTMLInputElement>('grid-columns');
    const grid = host.store.getState().layout.grid;
    act(() => canvas.hear({ type: 'grid-configured', data: { grid: { ...grid, columns: 6 }, was: grid } }));
    expect(columns.value).toBe('6');
    fireEvent.change(columns, { target: { value: '49' } });
    expect(screen.getByTestId<HTMLButtonElement>('apply-grid').disabled).toBe(true);
  });

  it.each([
    ['12', 12],
    ['0', undefined],
    ['48', 48],
    ['49', undefined],
    ['1.5', undefined],
    ['', undefined],
    ['NaN', undefined],
  ])('[C1] takes %j columns as %j', (text, value) => {
    expect(measureOf(text, 'columns')).toBe(value);
  });

  it('[X5] an editor sees the grid and who may change it', async () => {
    const canvas = openTestCanvas({ role: 'editor' });
    show(canvas, <PanelHost />);
    await panel('grid');
    expect((await screen.findByTestId<HTMLInputElement>('grid-columns')).disabled).toBe(true);
    expect(screen.getByText(/Ask Ana Lima/)).toBeTruthy();
  });
});

describe('the event log', () => {
  const entry = (n: number, more: object = {}) => ({
    of: 'canvas',
    rev: n,
    at: n,
    time: 1_700_000_000_000 + n,
    by: 'ana',
    op: 'op',
    correlation: 'op',
    type: 'renamed',
    data: { title: `Title ${n}` },
    own: true,
    ...more,
  });
  const log = (...entries: ReturnType<typeof entry>[]) =>
    host.store.setState(({ eventLog }) => ({ eventLog: logEvents(eventLog, entries) }));

  it('[S6] shows who did what, newest first, and filters by words, person and place', async () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    log(entry(1), entry(2, { of: 'a', type: 'todo.created', by: 'leo', data: { text: 'Buy <b>milk</b>' } }));
    show(canvas, <PanelHost />);
    await panel('log');
    const events = await screen.findAllByTestId('event');
    expect(events.map((one) => one.dataset.type)).toEqual(['todo.created', 'renamed']);
    expect(events[0]?.textContent).toContain('Buy <b>milk</b>');
    fireEvent.change(screen.getByTestId('log-by'), { target: { value: 'ana' } });
    expect(screen.getAllByTestId('event')).toHaveLength(1);
    fireEvent.change(screen.getByTestId('log-by'), { target: { value: '' } });
    fireEvent.change(screen.getByTestId('log-search'), { target: { value: 'MILK' } });
    expect(screen.getAllByTestId('event').map((one) => one.dataset.type)).toEqual(['todo.created']);
  });

  const line = (n: number, more: object = {}) => ({
    canvas: 'c1',
    ...entry(n),
    time: '',
    client: 't',
    ...more,
  });
  const history = (answer: (query: URLSearchParams) => object[]) => {
    const queries: URLSearchParams[] = [];
    const blob = async (path: string) => {
      const query = new URL(path, location.href).searchParams;
      queries.push(query);
      return new Blob([
        answer(query)
          .map((one) => `${JSON.stringify(one)}\n`)
          .join(''),
      ]);
    };
    Object.assign(host.api, { blob });
    return queries;
  };

  it('[FE-199][S6] gets earlier events from the server, by person, app and type', async () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    log(entry(50_000));
    const queries = history((query) =>
      query.get('from') === '0' && query.get('type') !== 'renamed'
        ? [line(1, { by: 'leo', of: 'a', type: 'todo.created', data: { text: 'Long ago' } })]
        : [],
    );
    show(canvas, <PanelHost />);
    await panel('log');
    fireEvent.click(await screen.findByTestId('log-earlier'));
    await waitFor(() => expect(screen.getAllByTestId('event')).toHaveLength(2));
    expect(screen.getAllByTestId('event')[1]?.textContent).toContain('Long ago');
    expect(screen.queryByTestId('log-earlier')).toBeNull(); // the beginning is there
    fireEvent.change(screen.getByTestId('log-app'), { target: { value: 'note' } });
    expect(screen.queryAllByTestId('event')).toHaveLength(0); // of this filter nothing was asked for yet
    fireEvent.click(screen.getByTestId('log-earlier'));
    await waitFor(() => expect(screen.getAllByTestId('event')).toHaveLength(1));
    expect(queries.at(-1)?.get('of')).toBe('canvas,a');
    fireEvent.change(screen.getByTestId('log-type'), { target: { value: 'todo.created' } });
    fireEvent.click(screen.getByTestId('log-earlier'));
    await waitFor(() => expect(queries.at(-1)?.get('type')).toBe('todo.created'));
  });

  it('[FE-199] says that the server did not answer, and asks again', async () => {
    const canvas = openTestCanvas();
    history(() => {
      throw refusal(503, 'unavailable', 'x');
    });
    show(canvas, <PanelHost />);
    await panel('log');
    fireEvent.click(await screen.findByTestId('log-earlier'));
    await screen.findByText(/did not work/);
    history(() => [line(1)]);
    fireEvent.click(screen.getByTestId('log-earlier'));
    await screen.findByTestId('event');
  });

  it('[FE-200][E7] shows what led to an event and what followed, by a press', async () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    const answer = {
      op: 'answer',
      cause: 'click',
      correlation: 'click',
      of: 'a',
      type: 'chat.posted',
      by: 'leo',
    };
    log(entry(2, answer));
    const queries = history(() => [line(1, { op: 'click', correlation: 'click' }), line(2, answer)]);
    show(canvas, <PanelHost />);
    await panel('log');
    const [row] = await screen.findAllByTestId('event');
    const details = row?.querySelector('details') as HTMLDetailsElement;
    details.open = true;
    fireEvent(details, new Event('toggle'));
    await waitFor(() => expect(screen.getByTestId('chain').dataset.count).toBe('2'));
    expect(screen.getAllByTestId('chain-event').map(({ dataset }) => [dataset.type, dataset.depth])).toEqual([
      ['renamed', '0'],
      ['chat.posted', '1'],
    ]);
    expect(screen.getAllByTestId('chain-event')[1]?.getAttribute('aria-current')).toBe('true');
    expect(queries[0]?.get('correlation')).toBe('click');
  });

  it('[S6] is bounded in memory and keeps the newest', () => {
    openTestCanvas();
    for (let n = 1; n <= EVENT_LOG_LIMIT + 20; n++) log(entry(n));
    const { eventLog } = host.store.getState();
    expect(eventLog).toHaveLength(EVENT_LOG_LIMIT);
    const found = filterLog(eventLog, { text: '', by: '', of: '' }, () => '');
    expect(found[0]?.rev).toBe(EVENT_LOG_LIMIT + 20);
    expect(filterLog(eventLog, { text: 'nothing', by: '', of: '' }, () => '')).toEqual([]);
  });
});

describe('widgets and diagnostics', () => {
  it('[C3] lists removed widgets and brings one back', async () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3], b: [4, 0, 3, 3] } });
    canvas.hear({ type: 'widget-removed', data: { widget: 'a' } });
    show(canvas, <PanelHost />);
    await panel('widgets');
    fireEvent.click(await screen.findByTestId('restore-a'));
    expect(canvas.sent).toEqual([{ to: 'canvas', do: 'restore-widget', data: { widget: 'a' } }]);
    expect(screen.queryByTestId('removed-list')).toBeNull();
  });

  it('finds a widget by its title or its app', async () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3], b: [4, 0, 3, 3] } });
    show(canvas, <PanelHost />);
    await panel('widgets');
    fireEvent.change(await screen.findByTestId('widget-search'), { target: { value: 'note B' } });
    expect(within(screen.getByTestId('widget-list')).getAllByRole('button')).toHaveLength(1);
    fireEvent.change(screen.getByTestId('widget-search'), { target: { value: 'NOTE' } });
    expect(within(screen.getByTestId('widget-list')).getAllByRole('button')).toHaveLength(2);
  });

  it('[A1] lists all seven modules with live counters', async () => {
    const canvas = openTestCanvas();
    show(canvas, <PanelHost />);
    await panel('diagnostics');
    const modules = await screen.findAllByTestId('module');
    expect(modules).toHaveLength(7);
    for (const one of modules) expect(one.querySelectorAll('dd').length).toBeGreaterThan(0);
  });

  it('[S1] [S2] shows the layout’s hash and the loaded apps with time and version', async () => {
    const canvas = openTestCanvas();
    host.store.setState({
      loadedApps: new Map([
        [
          'todo',
          {
            id: 'todo',
            version: '1.4.0',
            entry: '/apps/todo/1/entry.js',
            modules: ['./Widget'],
            loadMillis: 42,
            loadedAt: Date.now(),
            instances: 2,
          },
        ],
      ]),
    });
    answers['GET /api/canvas/c1/hash'] = { revision: 7, at: 7, hash: 'abc' };
    const resource = { name: `${location.origin}/apps/todo/1/entry.js`, transferSize: 0, decodedBodySize: 9 };
    vi.spyOn(performance, 'getEntriesByType').mockReturnValue([resource] as never);
    show(canvas, <PanelHost />);
    await panel('diagnostics');
    const row = within(await screen.findByTestId('loaded-apps'))
      .getByText('todo')
      .closest('tr');
    expect(row?.textContent).toContain('1.4.0');
    expect(row?.textContent).toContain('42 ms');
    expect(row?.querySelector('[data-from]')?.getAttribute('data-from')).toBe('cache');
    expect(screen.getByTestId('layout-hash')).toBeTruthy();
    host.store.setState({ loadedApps: new Map() });
  });

  it('[W14] the settings of a widget open beside it and its size can be changed there', async () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <PanelHost />);
    act(() => openPanel({ kind: 'settings', widget: 'a' }));
    fireEvent.click(await screen.findByLabelText('Wider'));
    expect(canvas.place('a')?.size).toEqual({ w: 4, h: 3 });
    act(() => canvas.hear({ type: 'widget-removed', data: { widget: 'a' } }));
    expect(await screen.findByText('This widget was removed.')).toBeTruthy();
  });
});

vi.setConfig({ testTimeout: 30_000 });
