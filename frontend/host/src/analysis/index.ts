/** Questions in SQL: what is kept, what may be asked about, and asking. Not here: drawing. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { host } from '../modules.ts';
import { useLanguage } from '../words/words.ts';

export interface Question {
  id: string;
  scope: 'builtin' | 'own';
  title: string;
  about?: string;
  sql: string;
}
export interface View {
  name: string;
  about: string;
  columns: { name: string; type: string; about: string }[];
}
export interface Column {
  readonly name: string;
  /** As PostgreSQL calls it: int8, text, timestamptz. */
  readonly type: string;
}
export interface Answer {
  columns: readonly Column[];
  rows: readonly (readonly unknown[])[];
  /** There are more rows than one answer holds. */
  more: boolean;
  millis: number;
}
/** What `the_canvas()`, `since()` and `until()` are; ISO times. */
export interface Given {
  canvas?: string;
  from?: string;
  to?: string;
}

const RUN = '/api/analysis/run';
const KEPT = '/api/analysis/questions';
const QUESTIONS = ['analysis', 'questions'];

export const useQuestions = () => {
  const language = useLanguage();
  return useQuery({
    queryKey: [...QUESTIONS, language],
    queryFn: async () => (await host.api<{ items: Question[] }>(`${KEPT}?language=${language}`)).items,
  });
};
export const useViews = () =>
  useQuery({
    queryKey: ['analysis', 'views'],
    queryFn: async () => (await host.api<{ items: View[] }>('/api/analysis/views')).items,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const ask = (sql: string, given: Given, signal: AbortSignal): Promise<Answer> =>
  host.api<Answer>(RUN, { method: 'POST', body: { sql, ...given }, signal });

export type Saved = 'csv' | 'ndjson';
const ACCEPT: Record<Saved, string> = { csv: 'text/csv', ndjson: 'application/x-ndjson' };
/** All rows, as a file. */
export const save = (sql: string, given: Given, how: Saved): Promise<Blob> =>
  host.api.blob(RUN, { method: 'POST', body: { sql, ...given }, accept: ACCEPT[how] });

const again = () => host.queries.invalidateQueries({ queryKey: QUESTIONS });
export const useKeep = () =>
  useMutation({
    mutationFn: (question: Pick<Question, 'title' | 'sql'>) =>
      host.api<Question>(KEPT, { method: 'POST', body: question }),
    onSettled: again,
  });
export const useChange = () =>
  useMutation({
    mutationFn: ({ id, title, sql }: Question) =>
      host.api<Question>(`${KEPT}/${encodeURIComponent(id)}`, { method: 'PATCH', body: { title, sql } }),
    onSettled: again,
  });
export const useRemove = () =>
  useMutation({
    mutationFn: (id: string) => host.api<void>(`${KEPT}/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSettled: again,
  });
