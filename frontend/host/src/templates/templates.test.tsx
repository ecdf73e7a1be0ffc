import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ToastArea } from '../kit/ToastArea.tsx';
import { host } from '../modules.ts';
import { SaveTemplate } from './SaveTemplate.tsx';
import { TemplateStrip } from './TemplateStrip.tsx';
import TemplatesPage from './TemplatesPage.tsx';

configure({ asyncUtilTimeout: 10_000 });

const WEEK = {
  id: 'team-week',
  title: 'Team week',
  description: 'What is on',
  scope: 'builtin',
  data: false,
  columns: 12,
  widgets: [
    { appId: 'calendar', title: 'This week', position: { x: 0, y: 0 }, size: { w: 6, h: 7 } },
    { appId: 'todo', title: 'To do', position: { x: 6, y: 0 }, size: { w: 3, h: 7 } },
  ],
};
const MINE = {
  ...WEEK,
  id: 'mine',
  title: 'Mine',
  scope: 'own',
  data: true,
  createdAt: '2026-11-28T04:00:00Z',
};
const asked: { call: string; body: unknown }[] = [];
let answers: Record<string, unknown> = {};
const api = host.api;

beforeEach(() => {
  asked.length = 0;
  answers = { 'GET /api/templates': { items: [WEEK, MINE], next: null } };
  host.queries.clear();
  history.replaceState(null, '', '/templates');
  host.api = Object.assign(
    async (path: string, { method = 'GET', body }: { method?: string; body?: unknown } = {}) => {
      const call = `${method} ${path.split('?')[0]}`;
      asked.push({ call, body });
      const answer = answers[call];
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

const show = (children: ReactNode) =>
  render(
    <QueryClientProvider client={host.queries}>
      {children}
      <ToastArea />
    </QueryClientProvider>,
  );

describe('templates', () => {
  it('[C7] [FE-241] are listed by where they come from, each drawn from where its widgets lie', async () => {
    show(<TemplatesPage />);
    const builtin = await screen.findByTestId('templates-builtin');
    expect(within(builtin).getByText('Team week')).toBeTruthy();
    // A frame, a mark and a title for each widget, and lines inside.
    const shapes = [...builtin.querySelectorAll('svg g')].map(
      (group) => group.querySelectorAll('rect').length,
    );
    expect(shapes).toHaveLength(2);
    expect(Math.min(...shapes)).toBeGreaterThan(3);
    const own = screen.getByTestId('templates-own');
    expect(within(own).getByText('with contents')).toBeTruthy();
    expect(screen.queryByTestId('templates-shared')).toBeNull();
  });

  it('[C7] [FE-241] start a canvas by one press and lead there', async () => {
    answers['POST /api/canvas'] = { id: 'new-1' };
    show(<TemplateStrip />);
    fireEvent.click((await screen.findAllByTestId('use-template'))[0] as HTMLElement);
    await waitFor(() => expect(location.pathname).toBe('/c/new-1'));
    expect(asked.find(({ call }) => call === 'POST /api/canvas')?.body).toEqual({
      template: 'team-week',
      title: 'Team week',
    });
  });

  it('[FE-241] [FE-112] say what failed, and ask again by a press', async () => {
    answers['GET /api/templates'] = new Error('no');
    show(<TemplatesPage />);
    const again = await screen.findByText('Try again', undefined, { timeout: 10_000 });
    answers['GET /api/templates'] = { items: [WEEK], next: null };
    fireEvent.click(again);
    expect(await screen.findByTestId('templates-builtin')).toBeTruthy();
  });

  it('[C7] [FE-241] keep a canvas with its title, or another, with or without its contents', async () => {
    answers['POST /api/canvas/c1/templates'] = { ...MINE, title: 'Launch week' };
    show(<SaveTemplate canvas="c1" title="Launch week" />);
    fireEvent.change(screen.getByTestId('template-description'), { target: { value: ' For launches ' } });
    fireEvent.click(screen.getByTestId('template-data'));
    fireEvent.click(screen.getByTestId('keep-template'));
    await waitFor(() =>
      expect(asked.at(-1) ?? asked[0]).toEqual({
        call: 'POST /api/canvas/c1/templates',
        body: { title: 'Launch week', description: 'For launches', data: true },
      }),
    );
    expect((await screen.findByTestId('toast')).textContent).toContain('Launch week');
  });

  it('[FE-241] remove one of one’s own', async () => {
    show(<TemplatesPage />);
    fireEvent.click(await screen.findByTestId('remove-template'));
    await waitFor(() => expect(asked.map(({ call }) => call)).toContain('DELETE /api/templates/mine'));
  });
});
