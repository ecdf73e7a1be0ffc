import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../http/index.ts';
import { ToastArea } from '../kit/ToastArea.tsx';
import { host } from '../modules.ts';
import AnalysisPage from './AnalysisPage.tsx';
import type { Question } from './index.ts';

configure({ asyncUtilTimeout: 10_000 });

const READY: Question = {
  id: 'kinds',
  scope: 'builtin',
  title: 'Kinds',
  about: 'By kind.',
  sql: 'SELECT kind',
};
let own: Question[] = [];
let asked: { call: string; body: unknown }[] = [];
let answer: unknown;
const api = host.api;

beforeEach(() => {
  own = [];
  asked = [];
  answer = {
    columns: [
      { name: 'type', type: 'text' },
      { name: 'events', type: 'int8' },
    ],
    rows: [
      ['moved', 1200],
      ['added', 3],
    ],
    more: false,
    millis: 4,
  };
  host.queries.clear();
  host.api = Object.assign(
    async (path: string, { method = 'GET', body }: { method?: string; body?: unknown } = {}) => {
      const call = `${method} ${path.split('?')[0]}`;
      asked.push({ call, body });
      if (call === 'GET /api/analysis/questions') return { items: [READY, ...own] };
      if (call === 'GET /api/analysis/views')
        return {
          items: [
            {
              name: 'events',
              about: 'The journal',
              columns: [{ name: 'at', type: 'bigint', about: 'instant' }],
            },
          ],
        };
      if (call === 'GET /api/canvas') return { items: [{ id: 'c1', title: 'Launch', role: 'owner' }] };
      if (call === 'POST /api/analysis/questions') {
        const made: Question = {
          id: `own${own.length}`,
          scope: 'own',
          ...(body as { title: string; sql: string }),
        };
        own = [...own, made];
        return made;
      }
      if (method === 'PATCH') {
        const id = path.split('/').at(-1);
        own = own.map((one) => (one.id === id ? { ...one, ...(body as object) } : one));
        return own.find((one) => one.id === id);
      }
      if (method === 'DELETE') {
        own = own.filter(({ id }) => id !== path.split('/').at(-1));
        return undefined;
      }
      if (call === 'POST /api/analysis/run') {
        if (answer instanceof Error) throw answer;
        return answer;
      }
      return { items: [] };
    },
    {
      counters: api.counters,
      blob: async (path: string, options: unknown) => {
        asked.push({ call: `BLOB ${path}`, body: options });
        return new Blob(['x']);
      },
    },
  ) as unknown as typeof host.api;
});
afterEach(() => {
  cleanup();
  host.api = api;
});
const open = async () => {
  render(
    <QueryClientProvider client={host.queries}>
      <AnalysisPage />
      <ToastArea />
    </QueryClientProvider>,
  );
  await screen.findByTestId('question-kinds');
};
const bodies = (call: string) => asked.filter((one) => one.call === call).map(({ body }) => body);

describe('the page of questions', () => {
  it('[Z7] [FE-291] asks by a press or by the keyboard, and shows a picture and a table', async () => {
    await open();
    expect(screen.getByTestId('answer-blank')).toBeTruthy();
    fireEvent.change(screen.getByTestId('given-canvas'), { target: { value: 'c1' } });
    fireEvent.click(screen.getByTestId('run'));
    const table = await screen.findByTestId('answer-table');
    expect(
      within(table)
        .getAllByRole('row')
        .map((row) => row.textContent),
    ).toEqual(['typeevents', 'moved1,200', 'added3']);
    expect(screen.getByTestId('plot').dataset.kind).toBe('bars');
    expect(bodies('POST /api/analysis/run')).toEqual([{ sql: 'SELECT kind', canvas: 'c1' }]);
    fireEvent.keyDown(screen.getByTestId('sql'), { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(bodies('POST /api/analysis/run')).toHaveLength(2));
  });
  it('[Z7] [FE-291] says what the database says of a wrong text', async () => {
    answer = new ApiError(
      400,
      'invalid',
      'x',
      'sql: column "nope" does not exist (at character 8)',
      'r',
      [],
      undefined,
    );
    await open();
    fireEvent.click(screen.getByTestId('run'));
    expect((await screen.findByTestId('problem')).textContent).toBe(
      'column "nope" does not exist (at character 8)',
    );
  });
  it('[Z7] [FE-292] keeps a changed question under a title, changes it, and removes it with a way back', async () => {
    await open();
    fireEvent.change(screen.getByTestId('sql'), { target: { value: 'SELECT 2' } });
    fireEvent.click(screen.getByTestId('keep-question'));
    fireEvent.change(screen.getByTestId('question-title'), { target: { value: 'Two' } });
    fireEvent.click(screen.getByTestId('keep-confirm'));
    expect((await screen.findByTestId('question-own0')).textContent).toBe('Two');
    expect(own[0]).toMatchObject({ title: 'Two', sql: 'SELECT 2' });
    fireEvent.change(screen.getByTestId('sql'), { target: { value: 'SELECT 3' } });
    fireEvent.click(await screen.findByTestId('keep-changes'));
    await waitFor(() => expect(own[0]?.sql).toBe('SELECT 3'));
    fireEvent.click(await screen.findByTestId('remove-question'));
    await waitFor(() => expect(own).toEqual([]));
    fireEvent.click(await screen.findByText('Undo'));
    await waitFor(() => expect(own[0]).toMatchObject({ title: 'Two', sql: 'SELECT 3' }));
  });
  it('[Z7] [FE-291] saves all rows as a file, and tells what can be asked about', async () => {
    URL.createObjectURL = () => 'blob:x';
    URL.revokeObjectURL = () => undefined;
    await open();
    fireEvent.click(screen.getByTestId('save-csv'));
    await waitFor(() =>
      expect(bodies('BLOB /api/analysis/run')).toMatchObject([
        { accept: 'text/csv', body: { sql: 'SELECT kind' } },
      ]),
    );
    expect((await screen.findByTestId('views')).textContent).toContain('The journal');
  });
});
