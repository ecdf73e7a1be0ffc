import { act, cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { faultsIn } from '../../test/accessibility.ts';
import { Rail } from '../board/Rail.tsx';
import { closePanel, openPanel, shell } from '../board/shell.ts';
import { openTestCanvas, show } from '../board/testing.tsx';
import { draft, setDraft, useDraft } from '../generator/draft.ts';
import { HABITS, job, published, streamOf, version } from '../generator/testing.ts';
import type { AppSpecification, Job } from '../generator/types.ts';
import { ApiError } from '../http/index.ts';
import { host } from '../modules.ts';
import type { MicroAppDetails } from '../registry/types.ts';
import { speak } from '../words/words.ts';
import { troubleText } from './make/asking.ts';
import PanelHost from './PanelHost.tsx';

configure({ asyncUtilTimeout: 10_000 });

/** What the server answers, by method and path; an ApiError is thrown. */
let answers: Record<string, unknown> = {};
let streams: Response[] = [];
const asked: string[] = [];
/** Of these it was asked that nobody waits for a server that is busy. */
const atOnce = new Set<string>();
const { api } = host;
const DUE: AppSpecification = {
  ...HABITS,
  entities: HABITS.entities.map((one) => ({
    ...one,
    fields: [...one.fields, { name: 'due', label: 'Due date', type: 'date', required: false }],
  })),
};

const problem = (status: number, errors: { field: string; message: string }[] = []): ApiError =>
  new ApiError(
    status,
    status === 503 ? 'unavailable' : 'unknown',
    'No',
    'Not like this',
    'ref-1',
    errors,
    undefined,
  );

beforeEach(async () => {
  asked.length = 0;
  atOnce.clear();
  streams = [];
  answers = {
    'GET /api/ai/quota': { used: 3, max: 20, resetsAt: null, cost: 0 },
    'GET /api/ai/approvals': problem(403),
    'POST /api/ai/analyze': HABITS,
    'POST /api/ai/preview': { code: '"use strict";' },
    'POST /api/ai/generate': { job: 'job-1' },
  };
  host.queries.clear();
  localStorage.clear();
  localStorage.setItem(
    'gesso.session',
    JSON.stringify({
      token: 't',
      expiresAt: Date.now() + 1e9,
      refreshToken: 'r',
      user: { id: 'ana', name: 'Ana Lima', guest: false, roles: [], tenant: 'test' },
    }),
  );
  await host.security.restore();
  useDraft.setState({
    user: 'ana',
    step: 'start',
    prompt: '',
    specification: undefined,
    refines: undefined,
    job: undefined,
  });
  const answer = (what: string) => {
    const found = answers[what];
    if (found instanceof Error) throw found;
    return found ?? { items: [] };
  };
  host.api = Object.assign(
    async (
      path: string,
      { method = 'GET', body, once }: { method?: string; body?: unknown; once?: boolean } = {},
    ) => {
      if (once) atOnce.add(path);
      asked.push(`${method} ${path}${body ? ` ${JSON.stringify(body)}` : ''}`);
      return answer(`${method} ${path}`);
    },
    {
      counters: api.counters,
      blob: async (path: string) => new Blob([String(answer(`BLOB ${path}`))]),
      open: async () => streams.shift() ?? streamOf(() => new Promise(() => {})),
    },
  ) as unknown as typeof host.api;
  vi.spyOn(host.registry, 'getAppDetails').mockResolvedValue({
    id: 'habit-tracker',
    title: 'Habit tracker',
  } as MicroAppDetails);
});
afterEach(() => {
  cleanup();
  host.api = api;
});

const open = async (given: Parameters<typeof openTestCanvas>[0] = {}, more: { job?: string } = {}) => {
  const canvas = openTestCanvas(given);
  show(canvas, <PanelHost />);
  act(() => openPanel({ kind: 'make', ...more }));
  await waitFor(() =>
    expect(screen.getByTestId('panel').querySelector('textarea, ol, form, header + div')).toBeTruthy(),
  );
  return canvas;
};
const type = (testId: string, value: string) =>
  fireEvent.change(screen.getByTestId(testId), { target: { value } });
const sent = (path: string) =>
  asked.filter((one) => one.startsWith(`POST ${path} `)).map((one) => JSON.parse(one.slice(6 + path.length)));
const specified = () => draft().specification as AppSpecification;

describe('saying what one needs', () => {
  it('[FE-351] goes from words to what it will be, in sentences', async () => {
    await open();
    fireEvent.click((await screen.findAllByTestId('make-example'))[0] as HTMLElement);
    expect(screen.getByTestId<HTMLTextAreaElement>('make-prompt').value).toContain('habit tracker');
    fireEvent.click(screen.getByTestId('make-analyze'));
    const sentences = await screen.findByTestId('make-sentences');
    expect(sentences.textContent).toContain('a streak in days (0 or more)');
    expect(sentences.textContent).toContain('Shown as a board by frequency');
    expect(faultsIn(screen.getByTestId('panel'))).toEqual([]);
  });

  it.each([
    ['', 'few words'],
    ['   \n ', 'few words'],
    ['x'.repeat(20_003), '3 characters too many'],
    ['a\u0000b', 'no text'],
    ['\uFFFD\uFFFD', 'no text'],
  ])('[FE-358] says at the box what is wrong with %j', async (prompt, said) => {
    await open();
    type('make-prompt', prompt);
    fireEvent.click(screen.getByTestId('make-analyze'));
    expect(screen.getByTestId('make-problem').textContent).toContain(said);
    expect(screen.getByTestId('make-prompt').getAttribute('aria-invalid')).toBe('true');
    expect(sent('/api/ai/analyze')).toEqual([]);
  });

  it('[FE-358] says at the box what the server says of the words', async () => {
    answers['POST /api/ai/analyze'] = problem(422, [{ field: 'prompt', message: 'is no wish' }]);
    await open();
    type('make-prompt', 'x');
    fireEvent.click(screen.getByTestId('make-analyze'));
    expect((await screen.findByTestId('make-problem')).textContent).toBe('is no wish');
  });

  it('[FE-358] keeps the words when the panel closes, and on this device', async () => {
    await open();
    type('make-prompt', 'A list of books');
    act(() => closePanel());
    expect(screen.queryByTestId('panel')).toBeNull();
    useDraft.setState({ user: '', prompt: '' });
    act(() => openPanel({ kind: 'make' }));
    expect((await screen.findByTestId<HTMLTextAreaElement>('make-prompt')).value).toBe('A list of books');
  });

  it('[FE-358] shows nothing that another person began', async () => {
    await open();
    type('make-prompt', 'A secret');
    act(() => closePanel());
    const { draftOf } = await import('../generator/draft.ts');
    draftOf('leo');
    expect(draft().prompt).toBe('');
    draftOf('ana');
    expect(draft().prompt).toBe('A secret');
  });

  it('[FE-359] waits in line when no worker is there to read it', async () => {
    answers['POST /api/ai/analyze'] = problem(503);
    await open();
    type('make-prompt', 'A list of books');
    fireEvent.click(screen.getByTestId('make-analyze'));
    expect((await screen.findByTestId('make-failure')).textContent).toContain('no worker is running');
    expect([...atOnce]).toContain('/api/ai/analyze');
    streams = [streamOf(job({ workers: 0 }), () => new Promise(() => {}))];
    fireEvent.click(screen.getByTestId('make-queue'));
    const headline = await screen.findByTestId('make-headline');
    await waitFor(() => expect(headline.textContent).toContain('it starts when one joins'));
    expect(sent('/api/ai/generate')).toEqual([{ prompt: 'A list of books', canvasId: 'c1' }]);
  });

  it('[FE-351] reads the words once, however often it is pressed, until it is stopped', async () => {
    answers['POST /api/ai/analyze'] = new Promise(() => {});
    await open();
    type('make-prompt', 'A list of books');
    const press = () => fireEvent.keyDown(screen.getByTestId('make-prompt'), { key: 'Enter', ctrlKey: true });
    press();
    press();
    fireEvent.click(screen.getByTestId('make-analyze'));
    expect(screen.getByTestId('make-analyze').getAttribute('aria-busy')).toBe('true');
    expect(sent('/api/ai/analyze')).toHaveLength(1);
    fireEvent.click(screen.getByText('Stop'));
    answers['POST /api/ai/analyze'] = HABITS;
    press();
    await screen.findByTestId('make-sentences');
    expect(sent('/api/ai/analyze')).toHaveLength(2);
  });

  it('[FE-358] goes on with what was begun, which other words make anew', async () => {
    setDraft({
      step: 'specify',
      prompt: 'A habit tracker',
      specification: { ...HABITS, title: 'My habits' },
    });
    await open();
    fireEvent.click(await screen.findByTestId('make-back'));
    const goOn = await screen.findByTestId('make-go-on');
    expect(goOn.textContent).toBe('Go on with My habits');
    fireEvent.click(goOn);
    expect((await screen.findByTestId('make-title')).textContent).toBe('My habits');
    fireEvent.click(screen.getByTestId('make-back'));
    fireEvent.click(await screen.findByTestId('make-analyze'));
    await waitFor(() => expect(screen.getByTestId('make-title').textContent).toBe('Habit tracker'));
    expect(sent('/api/ai/generate')).toEqual([]);
  });

  it('[FE-358] what another version is to be is gone on with at its app alone', async () => {
    setDraft({ step: 'start', specification: HABITS, refines: 'job-1' });
    await open();
    expect(screen.queryByTestId('make-go-on')).toBeNull();
  });

  it.each([
    ['en', 1_800, /^That is all for this hour. The next one can be made from .*\d\d:\d\d.* on\.$/],
    ['de', 1_800, /^Das war alles für diese Stunde. Die nächste geht ab \d\d:\d\d\.$/],
    ['en', 20, /^Twenty in an hour\.$/],
    ['de', 20, /in 20 s erneut/],
    ['en', undefined, /^Twenty in an hour\.$/],
    ['de', undefined, /in 1 s erneut/],
  ] as const)('[FE-366] a limit is told in %s, %s seconds before it ends', (locale, after, said) => {
    const limit = new ApiError(429, 'rate-limited', 'No', 'Twenty in an hour.', undefined, [], after);
    speak(locale);
    const text = troubleText(limit);
    speak('en');
    expect(text).toMatch(said);
  });

  it('[FE-366] tells what may still be made, what it costs, and when there is more', async () => {
    await open();
    expect((await screen.findByTestId('make-quota')).textContent).toBe('3 of 20 this hour · free');
    answers['GET /api/ai/quota'] = { used: 20, max: 20, resetsAt: Date.UTC(2026, 1, 1, 14), cost: 0 };
    await act(() => host.queries.invalidateQueries({ queryKey: ['ai', 'quota'] }));
    await waitFor(() => expect(screen.getByTestId('make-quota').textContent).toContain('from'));
    expect(screen.getByTestId<HTMLButtonElement>('make-analyze').disabled).toBe(true);
  });

  it('[FE-367] lists what was made before, page by page, and opens it', async () => {
    const made = (id: string, status: string) => ({
      job: id,
      prompt: 'x',
      title: id,
      status,
      at: Date.now(),
    });
    answers['GET /api/ai/jobs'] = {
      items: [made('job-1', 'working'), ...['2', '3', '4', '5'].map((n) => made(n, 'published'))],
      next: 'a=b',
    };
    answers['GET /api/ai/jobs?after=a%3Db'] = { items: [made('oldest', 'published')], next: null };
    await open();
    fireEvent.click(await screen.findByText('Show all'));
    expect(screen.getAllByTestId('make-job').at(-1)?.textContent).toContain('oldest');
    streams = [streamOf(job({ status: 'working', position: 0 }), () => new Promise(() => {}))];
    fireEvent.click(screen.getAllByTestId('make-job')[0] as HTMLElement);
    expect((await screen.findByTestId('make-job-view')).dataset.status).toBe('working');
    fireEvent.click(screen.getByTestId('make-back'));
    expect(await screen.findByTestId('make-jobs')).toBeTruthy();
  });
});

describe('what it will be', () => {
  const specify = async (specification: AppSpecification = HABITS) => {
    setDraft({ step: 'specify', prompt: 'A habit tracker', specification });
    const canvas = await open();
    const form = await screen.findByTestId<HTMLDetailsElement>('make-form');
    form.open = true;
    return canvas;
  };
  const rows = (list: string) => within(screen.getByTestId(list)).getAllByRole('listitem');
  const input = (row: HTMLElement | undefined, label: string) =>
    within(row as HTMLElement).getByLabelText<HTMLInputElement>(label);

  it('[FE-351] an open question is answered, and the proposal is made anew', async () => {
    await specify({ ...HABITS, question: 'What is a streak counted in?' });
    answers['POST /api/ai/analyze'] = { ...HABITS, title: 'Habits by week' };
    type('make-answer', 'weeks');
    fireEvent.submit(screen.getByTestId('make-question'));
    await waitFor(() => expect(screen.getByTestId('make-title').textContent).toBe('Habits by week'));
    expect(sent('/api/ai/analyze')).toEqual([
      { prompt: 'A habit tracker\nWhat is a streak counted in? weeks' },
    ]);
    expect(screen.queryByTestId('make-question')).toBeNull();
  });

  it('[FE-353] fields are added, called, typed, moved by button and by key, removed and brought back', async () => {
    await specify();
    fireEvent.click(screen.getByTestId('add-field'));
    await waitFor(() => expect(rows('spec-fields')).toHaveLength(5));
    expect(document.activeElement).toBe(input(rows('spec-fields')[4], 'Name'));
    fireEvent.change(input(rows('spec-fields')[4], 'Name'), { target: { value: 'Due date' } });
    fireEvent.change(within(rows('spec-fields')[4] as HTMLElement).getByTestId('field-type'), {
      target: { value: 'date' },
    });
    fireEvent.click(within(rows('spec-fields')[4] as HTMLElement).getByLabelText('Move Due date up'));
    expect(specified().entities[0]?.fields.map((one) => one.label)).toEqual([
      'Name',
      'Streak',
      'Frequency',
      'Due date',
      'Last done',
    ]);
    const moved = rows('spec-fields')[3] as HTMLElement;
    expect(moved.contains(document.activeElement)).toBe(true);
    fireEvent.keyDown(input(moved, 'Name'), { key: 'ArrowUp', altKey: true });
    expect(specified().entities[0]?.fields[2]?.label).toBe('Due date');
    fireEvent.click(within(rows('spec-fields')[2] as HTMLElement).getByLabelText('Remove Due date'));
    expect(rows('spec-fields')).toHaveLength(4);
    fireEvent.click(screen.getByText('Undo'));
    expect(specified().entities[0]?.fields[2]?.label).toBe('Due date');
    expect(faultsIn(screen.getByTestId('panel'))).toEqual([]);
  });

  it('[FE-354] tells what had to change when a field goes that a view goes by', async () => {
    await specify();
    fireEvent.click(screen.getByLabelText('Remove Frequency'));
    expect((await screen.findByTestId('toast')).textContent).toContain('“By frequency” now goes by Name.');
    // Whoever goes on keeps that, and gets the field back.
    type('spec-title', 'Habits');
    fireEvent.click(screen.getByText('Undo'));
    expect(specified().title).toBe('Habits');
    expect(specified().entities[0]?.fields[2]?.name).toBe('frequency');
  });

  it('[FE-355] views are added, chosen from what fits, moved and removed', async () => {
    await specify();
    fireEvent.click(screen.getByTestId('add-view'));
    await waitFor(() => expect(rows('spec-views')).toHaveLength(3));
    const kind = within(rows('spec-views')[2] as HTMLElement).getByTestId<HTMLSelectElement>('view-kind');
    const option = (name: string) => [...kind.options].find((one) => one.value === name) as HTMLOptionElement;
    expect(option('checklist').disabled).toBe(true);
    expect(option('calendar').disabled).toBe(false);
    fireEvent.change(kind, { target: { value: 'calendar' } });
    expect(specified().views[2]).toMatchObject({ kind: 'calendar', date: 'last' });
    fireEvent.change(within(rows('spec-views')[1] as HTMLElement).getByTestId('view-order'), {
      target: { value: '-name' },
    });
    expect(specified().views[1]?.order).toBe('-name');
    fireEvent.click(screen.getByLabelText('Move All up'));
    expect(specified().views.map((one) => one.title)).toEqual(['All', 'By frequency', 'New list']);
    fireEvent.click(screen.getByLabelText('Remove New list'));
    expect(specified().views).toHaveLength(2);
  });

  it('[FE-356] what is to be mended is marked at its row, counted, and nothing is sent', async () => {
    await specify();
    fireEvent.change(input(rows('spec-fields')[1], 'Name'), { target: { value: '' } });
    fireEvent.click(screen.getByTestId('make-it'));
    expect((await screen.findByTestId('make-mend')).textContent).toContain('1 thing to mend');
    const wrong = input(rows('spec-fields')[1], 'Name');
    expect(wrong.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(wrong);
    expect(sent('/api/ai/generate')).toEqual([]);
  });

  it('[FE-356] what the server refuses stands at its row, until that is changed', async () => {
    answers['POST /api/ai/generate'] = problem(422, [
      { field: 'specification.entities[0].fields[2].options[1]', message: 'is too odd' },
    ]);
    await specify();
    fireEvent.click(screen.getByTestId('make-it'));
    await screen.findByTestId('make-mend');
    expect(rows('spec-fields')[2]?.textContent).toContain('is too odd');
    fireEvent.change(input(rows('spec-fields')[2], 'Options, one a line'), { target: { value: 'A\nB' } });
    await waitFor(() => expect(rows('spec-fields')[2]?.textContent).not.toContain('is too odd'));
  });

  it('[FE-360] the preview is asked for once it is calm, and for what is on the screen', async () => {
    await specify();
    for (const title of ['H', 'Ha', 'Hab']) type('spec-title', title);
    await waitFor(() => expect(sent('/api/ai/preview')).toHaveLength(1));
    expect(sent('/api/ai/preview')[0].specification.title).toBe('Hab');
    answers['POST /api/ai/preview'] = problem(503);
    type('spec-title', 'Habits');
    await waitFor(() =>
      expect(screen.getByTestId('make-preview').textContent).toContain('no preview just now'),
    );
  });

  it('[FE-360] a preview that the server could not give is asked for again by a press', async () => {
    answers['POST /api/ai/preview'] = problem(503);
    await specify();
    const again = await screen.findByTestId('make-preview-again');
    expect(screen.getByTestId('make-preview').textContent).toContain(
      'no preview just now. The server is busy',
    );
    expect([...atOnce]).toContain('/api/ai/preview');
    answers['POST /api/ai/preview'] = { code: '"use strict";' };
    fireEvent.click(again);
    await act(() => new Promise((done) => setTimeout(done, 20)));
    expect(sent('/api/ai/preview')).toHaveLength(2);
    await waitFor(() => expect(screen.queryByTestId('make-preview-again')).toBeNull());
  });

  it('[FE-360] nothing is to be asked for again while something is to be mended', async () => {
    answers['POST /api/ai/preview'] = problem(422, [{ field: 'specification.title', message: 'is odd' }]);
    await specify();
    await waitFor(() => expect(screen.getByTestId('make-preview').textContent).toContain('shows again when'));
    expect(screen.queryByTestId('make-preview-again')).toBeNull();
  });

  it('[FE-361] is made for this canvas with exactly what was agreed on', async () => {
    await specify();
    streams = [streamOf(job(), () => new Promise(() => {}))];
    fireEvent.click(screen.getByTestId('make-it'));
    await screen.findByTestId('make-job-view');
    expect(sent('/api/ai/generate')).toEqual([
      { prompt: 'A habit tracker', canvasId: 'c1', specification: HABITS },
    ]);
  });

  it('[FE-361] keeps everything when the server does not take it', async () => {
    answers['POST /api/ai/generate'] = problem(500);
    await specify();
    fireEvent.click(screen.getByTestId('make-it'));
    await screen.findByText('Not like this');
    expect(draft()).toMatchObject({ prompt: 'A habit tracker', specification: HABITS });
  });
});

describe('a job', () => {
  const look = async (...told: (Job | (() => Promise<void>))[]) => {
    streams = [streamOf(...told, () => new Promise(() => {}))];
    return open({ widgets: { a: [0, 0, 3, 3] } }, { job: 'job-1' });
  };
  const stateOf = (name: string) => screen.getByTestId(`step-${name}`).dataset.state;

  it('[FE-362] shows the place in line, each step as it goes on, and is said to screen readers', async () => {
    let next = () => {};
    const wait = () => new Promise<void>((done) => (next = done));
    const half = version(1, { test: null, appVersion: null });
    await look(
      job({ position: 2, workers: 1 }),
      wait,
      job({ status: 'working', position: 0, versions: [half] }),
    );
    const headline = await screen.findByTestId('make-headline');
    expect(headline.textContent).toContain('Number 2 in line, 1 worker');
    expect(headline.getAttribute('role')).toBe('status');
    expect(stateOf('queue')).toBe('now');
    await act(async () => next());
    await waitFor(() => expect(headline.textContent).toContain('Trying it out'));
    expect(['queue', 'specification', 'code', 'checks', 'test', 'publish', 'place'].map(stateOf)).toEqual([
      'done',
      'done',
      'done',
      'done',
      'now',
      'waiting',
      'waiting',
    ]);
    expect(screen.getByTestId('step-checks').textContent).toContain('Nothing found by rules 3');
    expect(faultsIn(screen.getByTestId('panel'))).toEqual([]);
  });

  it('[FE-362] is stopped at any time', async () => {
    answers['POST /api/ai/jobs/job-1/cancel'] = job({ status: 'cancelled', position: null });
    await look(job());
    fireEvent.click(await screen.findByTestId('make-cancel'));
    await waitFor(() => expect(screen.getByTestId('make-headline').textContent).toContain('was stopped'));
    expect(screen.queryByTestId('make-cancel')).toBeNull();
  });

  it('[FE-363] that failed says in plain words what and why, with its report, and keeps the prompt', async () => {
    const findings = [{ rule: 'no-eval', line: 2, message: 'eval is not for apps' }];
    const bad = version(1, {
      checks: { rules: '3', findings },
      test: null,
      appVersion: null,
      error: { step: 'checks', reason: 'It uses eval' },
    });
    answers['BLOB /api/ai/jobs/job-1/code?version=1'] = '"use strict";\neval("1");';
    await look(job({ status: 'failed', position: null, versions: [bad] }));
    const failed = await screen.findByTestId('make-failed');
    expect(failed.textContent).toContain('does something that apps may not do');
    expect(failed.textContent).toContain('It uses eval');
    expect(stateOf('checks')).toBe('failed');
    expect(stateOf('test')).toBe('skipped');
    expect(screen.getByTestId('findings').textContent).toContain('no-evalline 2eval is not for apps');
    const code = await screen.findByTestId('code');
    expect([...code.querySelectorAll('[data-marked]')].map((one) => one.textContent)).toEqual([
      'eval("1");\n',
    ]);
    fireEvent.click(screen.getByTestId('make-other-words'));
    expect((await screen.findByTestId<HTMLTextAreaElement>('make-prompt')).value).toBe('A habit tracker');
  });

  it('[FE-358] that is tried again takes nothing of what is being written beside it', async () => {
    const bad = version(1, {
      checks: null,
      test: null,
      appVersion: null,
      error: { step: 'test', reason: 'No' },
    });
    setDraft({ prompt: 'Something else' });
    await look(job({ status: 'failed', position: null, versions: [bad] }));
    answers['POST /api/ai/generate'] = { job: 'job-2' };
    streams = [streamOf(job({ job: 'job-2' }), () => new Promise(() => {}))];
    fireEvent.click(await screen.findByTestId('make-retry'));
    await waitFor(() => expect(draft().job).toBe('job-2'));
    expect(draft().prompt).toBe('Something else');
  });

  it('[FE-372] [G5] that was tried out shows what it drew, what it called and what it wrote', async () => {
    answers['GET /api/ai/jobs/job-1/pictures?version=1'] = {
      items: [
        { of: 'start', view: '{"t":"p","c":["Nothing yet"]}' },
        { of: 'dark', view: '"x"' },
        { of: 'failed', view: '{' },
      ],
    };
    const steps = [{ name: 'mount', passed: true, millis: 3, detail: '4 elements' }];
    const test = {
      passed: true,
      steps,
      console: ['log: hello'],
      calls: [{ name: 'command records.add', count: 2 }],
    };
    await look(job({ versions: [version(1, { test })] }));
    const pictures = await screen.findByTestId('pictures');
    expect([...pictures.querySelectorAll('li')].map((one) => one.textContent)).toEqual([
      'At its start',
      'In the dark',
    ]);
    const frames = [...pictures.querySelectorAll('iframe')];
    expect(frames.map((one) => one.getAttribute('sandbox'))).toEqual(['allow-scripts', 'allow-scripts']);
    expect(frames.map((one) => one.closest('[data-theme]')?.getAttribute('data-theme'))).toEqual([
      'light',
      'dark',
    ]);
    expect(screen.getByTestId('test-calls').textContent).toBe('command records.add× 2');
    expect(screen.getByText('log: hello')).toBeTruthy();
  });

  it('[FE-363] that failed is tried again with what was agreed on', async () => {
    await look(
      job({
        status: 'failed',
        versions: [version(1, { appVersion: null, error: { step: 'test', reason: 'x' } })],
      }),
    );
    fireEvent.click(await screen.findByTestId('make-retry'));
    await waitFor(() => expect(sent('/api/ai/generate')).toHaveLength(1));
    expect(sent('/api/ai/generate')[0]).toEqual({
      prompt: 'A habit tracker',
      canvasId: 'c1',
      specification: HABITS,
    });
  });

  it('[FE-363] whose other version failed is tried again, and what comes of it is followed', async () => {
    answers['POST /api/ai/jobs/job-1/refine'] = job({ status: 'queued' });
    const bad = version(2, { status: 'failed', appVersion: null, error: { step: 'test', reason: 'x' } });
    await look(published({ status: 'failed', versions: [version(1), bad] }));
    const again = await screen.findByTestId('make-retry');
    streams = [streamOf(published({ status: 'queued', position: 1 }), () => new Promise(() => {}))];
    fireEvent.click(again);
    await waitFor(() =>
      expect(screen.getByTestId('make-headline').textContent).toContain('Number 1 in line'),
    );
    expect(sent('/api/ai/jobs/job-1/refine')).toEqual([{ words: 'add a due date' }]);
    expect(screen.queryByTestId('make-failed')).toBeNull();
  });

  it('[FE-363] that was stopped before anything came of it goes on as it was, by other words or in the form', async () => {
    const half = version(1, { status: 'cancelled', appVersion: null, test: null });
    await look(job({ status: 'cancelled', position: null, versions: [half] }));
    const ways = await screen.findByTestId('make-failed');
    expect(ways.dataset.tone).toBe('warn');
    expect(ways.textContent).toBe('Try againChange the wordsChange what it is to be');
    fireEvent.click(screen.getByText('Change what it is to be'));
    expect((await screen.findByTestId('make-title')).textContent).toBe('Habit tracker');
    expect(draft()).toMatchObject({ prompt: 'A habit tracker', refines: undefined });
  });

  it('[FE-362] that is ready selects its widget, and leaves the focus where it is', async () => {
    await look(job({ status: 'working' }), published());
    await waitFor(() => expect(screen.getByTestId('make-headline').textContent).toContain('on the canvas'));
    await waitFor(() => expect(host.registry.getAppDetails).toHaveBeenCalledWith('habit-tracker'));
    document.body.insertAdjacentHTML('beforeend', '<div data-widget="a" tabindex="-1"></div>');
    await waitFor(() => expect(shell().selected).toBe('a'));
    expect(document.activeElement?.getAttribute('data-widget')).toBeNull();
    document.querySelector('[data-widget="a"]')?.remove();
  });

  it('[FE-364] compares any two versions, in words and in code', async () => {
    answers['BLOB /api/ai/jobs/job-1/code?version=1'] = 'a\nb';
    answers['BLOB /api/ai/jobs/job-1/code?version=2'] = 'a\nc';
    const versions = [version(1), version(2, { specification: DUE }), version(3, { specification: DUE })];
    await look(published({ versions }));
    await screen.findByTestId('make-versions');
    expect(screen.queryByTestId('spec-changes')).toBeNull(); // 2 and 3 are the same
    fireEvent.change(screen.getByTestId('compare-left'), { target: { value: '1' } });
    fireEvent.change(screen.getByTestId('compare-right'), { target: { value: '2' } });
    expect(screen.getByTestId('spec-changes').textContent).toBe('“Due date” of habit is new');
    const diff = await screen.findByTestId('code-diff');
    expect([...diff.querySelectorAll('[data-what]')].map((one) => (one as HTMLElement).dataset.what)).toEqual(
      ['same', 'removed', 'added'],
    );
  });

  it('[FE-365] gets another version by words; the app that is there stays meanwhile', async () => {
    answers['POST /api/ai/jobs/job-1/refine'] = job({ status: 'queued' });
    await look(published());
    fireEvent.submit(await screen.findByTestId('make-refine'));
    expect(screen.getByTestId('make-refine').textContent).toContain('Say what should be different');
    type('make-refine-words', 'add a due date');
    streams = [streamOf(published({ status: 'queued', position: 1 }), () => new Promise(() => {}))];
    fireEvent.submit(screen.getByTestId('make-refine'));
    await waitFor(() =>
      expect(screen.getByTestId('make-headline').textContent).toContain('Number 1 in line'),
    );
    expect(sent('/api/ai/jobs/job-1/refine')).toEqual([{ words: 'add a due date' }]);
    expect(stateOf('specification')).toBe('waiting');
    expect(screen.getByTestId('make-versions')).toBeTruthy();
  });

  it('[FE-365] gets another version by the form', async () => {
    await look(published());
    fireEvent.click(await screen.findByTestId('make-refine-form'));
    (await screen.findByTestId<HTMLDetailsElement>('make-form')).open = true;
    type('spec-title', 'Habits');
    streams = [streamOf(published({ status: 'queued', position: 1 }), () => new Promise(() => {}))];
    fireEvent.click(screen.getByTestId('make-it'));
    await screen.findByTestId('make-job-view');
    expect(sent('/api/ai/jobs/job-1/refine')).toEqual([{ specification: { ...HABITS, title: 'Habits' } }]);
  });

  it('[FE-365] upgrades its widget to the newest version, and goes back', async () => {
    const versions = ['1.1.0', '1.2.0', '1.3.0'].map((appVersion, i) => version(i + 1, { appVersion }));
    const canvas = await look(published({ app: 'note', versions }));
    fireEvent.click(await screen.findByTestId('make-upgrade'));
    expect(canvas.sent.at(-1)).toEqual({
      to: 'canvas',
      do: 'upgrade-widget',
      data: { widget: 'a', version: '1.3.0' },
    });
    fireEvent.click(await screen.findByTestId('make-version-1.1.0'));
    expect(canvas.sent.at(-1)?.data).toEqual({ widget: 'a', version: '1.1.0' });
  });

  it('[FE-368] asks for approval, and tells what was said of it', async () => {
    answers['POST /api/ai/jobs/job-1/ask-approval'] = published({ approval: 'asked' });
    await look(published({ approval: 'rejected', reason: 'Too odd' }));
    expect((await screen.findByTestId('make-approval')).textContent).toContain('not approved: Too odd');
    fireEvent.click(screen.getByTestId('make-ask-approval'));
    await waitFor(() => expect(screen.getByTestId('make-approval').dataset.approval).toBe('asked'));
  });

  it('[FE-368] of somebody else can be looked at and nothing more', async () => {
    await look(published({ owner: 'leo' }));
    await screen.findByTestId('make-versions');
    for (const what of ['make-refine', 'make-approval', 'make-cancel'])
      expect(screen.queryByTestId(what)).toBeNull();
  });

  it('[FE-362] that is not there says so, with a way on', async () => {
    host.api = Object.assign(host.api, { open: () => Promise.reject(problem(404)) });
    await open({}, { job: 'gone' });
    expect((await screen.findByRole('alert')).textContent).toContain('This is not here');
    fireEvent.click(screen.getByText('Make something else'));
    expect(await screen.findByTestId('make-prompt')).toBeTruthy();
  });
});

describe('the way to it', () => {
  const rail = (role: 'owner' | 'viewer') => {
    show(
      openTestCanvas({ role }),
      <>
        <Rail />
        <PanelHost />
      </>,
    );
  };

  it('[FE-370] is in the rail, opens and closes, and the focus goes back', async () => {
    rail('owner');
    const button = screen.getByTestId('rail-make');
    button.focus();
    fireEvent.click(button);
    await screen.findByTestId('make-prompt');
    expect(button.getAttribute('aria-expanded')).toBe('true');
    screen.getByTestId('make-prompt').focus();
    act(() => closePanel());
    expect(document.activeElement).toBe(button);
  });

  it('[FE-370] is not offered to who may not change the canvas', () => {
    rail('viewer');
    expect(screen.queryByTestId('rail-make')).toBeNull();
  });
});

describe('operators', () => {
  beforeEach(() => {
    answers['GET /api/ai/approvals'] = {
      items: [published({ approval: 'asked', approvalOf: 1, owner: 'leo' })],
    };
  });
  const look = async () => {
    await open();
    fireEvent.click(await screen.findByTestId('make-approvals'));
    return screen.findByTestId('approval');
  };

  it('[FE-369] see what waits with specification and reports, and approve it', async () => {
    const waiting = await look();
    expect(waiting.textContent).toContain('Nothing found by rules 3');
    answers['GET /api/ai/approvals'] = { items: [] };
    answers['POST /api/ai/jobs/job-1/approve?version=1'] = answers['POST /api/ai/jobs/job-1/approve'] ?? {};
    fireEvent.click(screen.getByTestId('approve'));
    expect(await screen.findByText('Nothing waits')).toBeTruthy();
    expect(asked).toContain('POST /api/ai/jobs/job-1/approve?version=1');
  });

  it('[FE-369] reject with a reason', async () => {
    await look();
    fireEvent.click(screen.getByTestId('reject'));
    fireEvent.click(screen.getByTestId('reject'));
    expect(screen.getByTestId('approval').textContent).toContain('Say why');
    type('reject-reason', 'Not for all');
    fireEvent.click(screen.getByTestId('reject'));
    await waitFor(() =>
      expect(asked).toContain('POST /api/ai/jobs/job-1/reject?version=1 {"reason":"Not for all"}'),
    );
  });

  it('[FE-369] are not offered to others, who are asked once', async () => {
    answers['GET /api/ai/approvals'] = problem(403);
    await open();
    act(() => closePanel());
    act(() => openPanel({ kind: 'make' }));
    await screen.findByTestId('make-prompt');
    expect(screen.queryByTestId('make-approvals')).toBeNull();
    expect(asked.filter((one) => one.includes('approvals'))).toHaveLength(1);
  });
});
