import { act, cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TODO } from '../../test/modelServer.ts';
import { openPanel, shell } from '../board/shell.ts';
import { openTestCanvas, show } from '../board/testing.tsx';
import { host } from '../modules.ts';
import type { Wanted } from '../registry/types.ts';
import PanelHost from './PanelHost.tsx';

configure({ asyncUtilTimeout: 10_000 });

const CHAT = { ...TODO, id: 'chat', title: 'Chat', category: 'Talk' };
const LOVED = { ...TODO, rating: { count: 12, average: 4.5 }, installs: { canvases: 30, widgets: 41 } };
const ME = { id: 'ana', name: 'Ana Lima', guest: false, roles: [], tenant: 'test' };
let browse: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  host.queries.clear();
  host.store.setState(({ preferences }) => ({ preferences: { ...preferences, recommendations: 'on' } }));
  browse = vi
    .spyOn(host.registry, 'browse')
    .mockImplementation(async ({ query, category }: Wanted) =>
      [LOVED, CHAT].filter(
        (app) => app.title.toLowerCase().includes(query) && (!category || app.category === category),
      ),
    );
  vi.spyOn(host.registry, 'categories').mockResolvedValue([
    { category: TODO.category, apps: 1 },
    { category: 'Talk', apps: 1 },
  ]);
  vi.spyOn(host.registry, 'recommendations').mockResolvedValue([
    { app: CHAT, because: { app: 'todo', title: 'Todo', canvases: 12 } },
  ]);
  vi.spyOn(host.registry, 'ratings').mockResolvedValue({
    count: 2,
    average: 3,
    spread: [0, 1, 0, 1, 0],
    own: 2,
  });
  vi.spyOn(host.registry, 'listGeneratedApps').mockResolvedValue([]);
  vi.spyOn(host.registry, 'getAppDetails').mockResolvedValue({
    ...LOVED,
    versions: [
      LOVED,
      { ...LOVED, version: '0.9.0', revoked: { reason: 'It leaks', at: '2026-11-01T00:00:00Z' } },
    ],
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const open = async () => {
  show(openTestCanvas(), <PanelHost />);
  act(() => openPanel({ kind: 'catalogue' }));
  await screen.findByTestId('catalogue-todo');
};

it('[R1][FE-134] tells what people think of an app and where it is', async () => {
  await open();
  const todo = within(screen.getByTestId('catalogue-todo'));
  expect(todo.getByLabelText('4.5 of 5 stars from 12 people')).toBeTruthy();
  expect(todo.getByText('30 canvases')).toBeTruthy();
  expect(screen.getByTestId('catalogue-chat').textContent).not.toContain('canvases');
});

it('[R3][FE-134] searches while one types, by category, and orders what it shows', async () => {
  await open();
  expect(browse).toHaveBeenLastCalledWith({ query: '', category: '', sort: 'popular' });
  fireEvent.change(screen.getByTestId('catalogue-sort'), { target: { value: 'rating' } });
  await waitFor(() => expect(browse).toHaveBeenLastCalledWith({ query: '', category: '', sort: 'rating' }));
  fireEvent.click(screen.getByTestId('category-Talk'));
  await waitFor(() => expect(screen.queryByTestId('catalogue-todo')).toBeNull());
  fireEvent.change(screen.getByTestId('catalogue-search'), { target: { value: 'tod' } });
  fireEvent.click(await screen.findByText('Show all apps'));
  await screen.findByTestId('catalogue-todo');
});

it('[F2][FE-134] recommends with the reason, until the person wants no more', async () => {
  await open();
  const recommended = within(await screen.findByTestId('recommended'));
  expect(recommended.getByText('With Todo on 12 canvases')).toBeTruthy();
  fireEvent.click(recommended.getByLabelText('Do not recommend apps'));
  await waitFor(() => expect(screen.queryByTestId('recommended')).toBeNull());
  expect(host.store.getState().preferences.recommendations).toBe('off');
});

it('[F4][R2][FE-134] takes a rating, and shows every version with what became of it', async () => {
  const rate = vi
    .spyOn(host.registry, 'rate')
    .mockResolvedValue({ count: 2, average: 3.5, spread: [0, 0, 0, 1, 1], own: 5 });
  await open();
  fireEvent.click(screen.getByTestId('about-todo'));
  const details = within(await screen.findByTestId('app-details'));
  expect(details.getByText('Taken out of use: It leaks')).toBeTruthy();
  await waitFor(() => expect((details.getByTestId('stars-2') as HTMLInputElement).checked).toBe(true));
  fireEvent.click(details.getByTestId('stars-5'));
  await waitFor(() => expect((details.getByTestId('stars-5') as HTMLInputElement).checked).toBe(true));
  expect(rate).toHaveBeenCalledWith('todo', 5);
});

it('[FE-370] leads from a search to an app that is made, with what was looked for', async () => {
  await open();
  fireEvent.change(screen.getByTestId('catalogue-search'), { target: { value: 'reading list' } });
  fireEvent.click(screen.getByTestId('catalogue-describe'));
  expect(shell().panel).toEqual({ kind: 'make', prompt: 'reading list' });
  expect((await screen.findByTestId<HTMLTextAreaElement>('make-prompt')).value).toBe('reading list');
});

it('[FE-371] lists what was made from prompts, and tells whose words it was', async () => {
  const made = { ...TODO, id: 'habits', title: 'Habits', origin: 'generated' as const };
  const generated = { prompt: 'A <b>habit</b> tracker', shared: false, job: 'job-1', owner: 'ana' };
  vi.mocked(host.registry.listGeneratedApps).mockResolvedValue([{ ...made, generated }]);
  vi.mocked(host.registry.getAppDetails).mockResolvedValue({ ...made, generated, versions: [] });
  vi.spyOn(host.security, 'session').mockReturnValue({ status: 'signed-in', user: ME });
  await open();
  fireEvent.click(within(await screen.findByTestId('generated')).getByLabelText('About Habits'));
  const provenance = await screen.findByTestId('provenance');
  expect(provenance.textContent).toContain('A <b>habit</b> tracker');
  expect(provenance.textContent).toContain('Made by you');
  fireEvent.click(screen.getByTestId('change-with-ai'));
  expect(shell().panel).toEqual({ kind: 'make', job: 'job-1' });
});
