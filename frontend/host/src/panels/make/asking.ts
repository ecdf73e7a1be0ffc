/** What the panel asks the server, kept for a while and shared by its parts. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Draft, draft, setDraft } from '../../generator/draft.ts';
import type { JobLink } from '../../generator/follow.ts';
import { generator } from '../../generator/index.ts';
import type { AppSpecification, Job } from '../../generator/types.ts';
import { isOver } from '../../generator/types.ts';
import { ApiError } from '../../http/index.ts';
import { host } from '../../modules.ts';
import { useCanvasMeta } from '../../state/index.ts';
import { problemText } from '../../words/problems.ts';
import { language } from '../../words/words.ts';
import { makeWords } from './words.ts';

/** Seconds that one waits out; what takes longer is better told as a time of day. */
const SHORT_SECONDS = 60;

/** The server tells a limit with all that it means, in English; anything else is said as everywhere. */
export function troubleText(error: unknown): string {
  if (!(error instanceof ApiError) || error.code !== 'rate-limited') return problemText(error);
  const { detail, retryAfter = 0 } = error;
  if (retryAfter > SHORT_SECONDS) return makeWords.now().quotaFull(timeOf(Date.now() + retryAfter * 1_000));
  return language() === 'en' && detail !== '' ? detail : problemText(error);
}

export function timeOf(at: number | string | null | undefined): string {
  const then = typeof at === 'string' ? Date.parse(at) : (at ?? Number.NaN);
  return Number.isNaN(then)
    ? '…'
    : new Intl.DateTimeFormat(language(), { hour: '2-digit', minute: '2-digit' }).format(then);
}

/** While somebody waits for a word on an app, it is asked for at this pace. */
const APPROVAL_MILLIS = 15_000;

export const useQuota = () =>
  useQuery({ queryKey: ['ai', 'quota'], queryFn: () => generator.quota(), retry: false });
export const useJobs = () => useQuery({ queryKey: ['ai', 'jobs'], queryFn: () => generator.jobs() });
export const useApprovals = () =>
  useQuery({
    queryKey: ['ai', 'approvals'],
    queryFn: () => generator.approvals(),
    retry: false,
    // Who is no operator is refused; once is enough.
    staleTime: ({ state }) => (state.error ? Number.POSITIVE_INFINITY : 2_000),
    retryOnMount: false,
  });
export const useCode = (job: string, version: number, wanted: boolean) =>
  useQuery({
    queryKey: ['ai', 'code', job, version],
    queryFn: () => generator.code(job, version),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const usePictures = (job: string, version: number) =>
  useQuery({
    queryKey: ['ai', 'pictures', job, version],
    queryFn: () => generator.pictures(job, version),
    staleTime: Number.POSITIVE_INFINITY,
  });

const forget = (...what: string[]) =>
  what.forEach((one) => void host.queries.invalidateQueries({ queryKey: ['ai', one] }));

/** Jobs that were begun here and whose outcome nobody has seen yet. */
const begun = new Set<string>();

const SENT: Partial<Draft> = { prompt: '', specification: undefined, refines: undefined };

/**
 * Shows the job of what was sent, unless the person went on to something else meanwhile. What they wrote goes only if
 * it is what was sent, which it is not where an earlier job was tried again.
 */
function showJob(job: string, before: Draft, sent: Partial<Draft>): void {
  const now = draft();
  const isThere =
    now.step === before.step &&
    now.job === before.job &&
    now.prompt === before.prompt &&
    now.specification === before.specification;
  if (isThere) setDraft({ ...(before.step === 'job' ? {} : sent), step: 'job', job });
}

/** Begins to make an app for the canvas that is open, where the person may change it; shows the job. */
export function useStart() {
  const meta = useCanvasMeta();
  const canvas = meta?.canEdit ? meta.id : undefined;
  return useMutation({
    // Without a network it fails at once, with a word: nobody wants it made hours later.
    networkMode: 'always',
    mutationFn: (wish: { prompt: string; specification?: AppSpecification }) =>
      generator.start({ ...wish, canvas }),
    onMutate: draft,
    onSuccess: (job, _, before) => {
      begun.add(job);
      showJob(job, before, SENT);
      forget('quota', 'jobs');
    },
  });
}

export interface Followed {
  readonly job: Job | undefined;
  readonly link: JobLink;
  readonly error: unknown;
  /** How often what one waited for came to an end while one looked. */
  readonly arrivals: number;
  /** Looks again, as after an answer that says more than was heard. */
  again(): void;
  /** What an action answered. */
  show(job: Job): void;
}

/** The job as it is, while the component is there. */
export function useJob(id: string): Followed {
  const [job, setJob] = useState<Job | undefined>(() => host.queries.getQueryData(['ai', 'job', id]));
  const [link, setLink] = useState<JobLink>('live');
  const [error, setError] = useState<unknown>();
  const [asked, setAsked] = useState(0);
  const [arrivals, setArrivals] = useState(0);
  const show = (next: Job) => {
    if (!isOver(next)) begun.add(id);
    else if (begun.delete(id)) setArrivals((n) => n + 1);
    host.queries.setQueryData(['ai', 'job', id], next);
    setJob(next);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` says to begin anew; `show` is the same each time
  useEffect(() => {
    const stop = new AbortController();
    setError(undefined);
    generator.follow(id, { onJob: show, onLink: setLink, signal: stop.signal }).then(
      () => forget('quota', 'jobs'),
      (failure) => {
        if (!stop.signal.aborted) setError(failure);
      },
    );
    return () => stop.abort();
  }, [id, asked]);
  const waits = job?.approval === 'asked' && isOver(job);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => void generator.job(id).then(show, () => {}), APPROVAL_MILLIS);
    return () => clearInterval(timer);
  }, [id, waits]);
  return { job, link, error, arrivals, again: () => setAsked((n) => n + 1), show };
}

/** Begins another version of an app; its job is shown, and anew from there. */
export function useRefine() {
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ job, ...change }: { job: string; words?: string; specification?: AppSpecification }) =>
      generator.refine(job, change),
    onMutate: draft,
    onSuccess: (_, { job }, before) => {
      begun.add(job);
      // What was known of it is over; the stream says how it stands.
      host.queries.removeQueries({ queryKey: ['ai', 'job', job] });
      showJob(job, before, { specification: undefined, refines: undefined });
      forget('quota', 'jobs');
    },
  });
}
