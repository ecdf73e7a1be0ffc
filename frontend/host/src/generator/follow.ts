/**
 * A job as it goes on: pushed by the server over an event stream; asked for while there is none. The stream comes
 * back with growing pauses. Not here: what is done with it.
 */
import { ApiError } from '../http/types.ts';
import { eventsOf } from './sse.ts';
import { isOver, type Job } from './types.ts';

/** Pushed as it happens, or asked for now and then. */
export type JobLink = 'live' | 'asking';

export interface FollowParts {
  stream(job: string, signal: AbortSignal): Promise<Response>;
  read(job: string, signal: AbortSignal): Promise<Job>;
  sleep(millis: number, signal: AbortSignal): Promise<void>;
  readonly counters: { streams: number; reconnects: number; polls: number };
}
export interface Following {
  onJob(job: Job): void;
  onLink?(link: JobLink): void;
  /** It is enough then; otherwise when the job is over. */
  until?(job: Job): boolean;
  readonly signal: AbortSignal;
}

const FIRST_PAUSE_MILLIS = 500;
const LONGEST_PAUSE_MILLIS = 15_000;
/** A stream that says nothing for so long is taken for dead: while a job waits, the server speaks each second. */
export const SILENCE_MILLIS = 30_000;

/** Longer each time, and not the same for all who lost the server at once. */
export const pauseAfter = (failures: number, random = Math.random()): number =>
  Math.min(FIRST_PAUSE_MILLIS * 2 ** Math.min(failures, 10), LONGEST_PAUSE_MILLIS) * (0.5 + random / 2);

/** Asking again changes nothing of it. */
const isFinal = (error: unknown): boolean =>
  error instanceof ApiError &&
  error.status >= 400 &&
  error.status < 500 &&
  error.status !== 408 &&
  error.status !== 429;

/** Ends with the job as it is when it is over; rejects when it is not to be seen, or when `signal` says so. */
export async function followJob(parts: FollowParts, id: string, following: Following): Promise<Job> {
  const { signal, onJob, onLink, until = isOver } = following;
  const { counters } = parts;
  for (let failures = 0; ; failures++) {
    if (failures > 0) counters.reconnects++;
    try {
      for await (const job of streamed(parts, id, signal)) {
        failures = 0;
        onLink?.('live');
        onJob(job);
        if (until(job)) return job;
      }
    } catch (error) {
      if (signal.aborted || isFinal(error)) throw error;
    }
    onLink?.('asking');
    try {
      counters.polls++;
      const job = await parts.read(id, signal);
      onJob(job);
      if (until(job)) return job;
    } catch (error) {
      if (signal.aborted || isFinal(error)) throw error;
    }
    await parts.sleep(pauseAfter(failures), signal);
  }
}

async function* streamed(parts: FollowParts, id: string, signal: AbortSignal): AsyncGenerator<Job> {
  const own = new AbortController();
  const stop = () => own.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  let silence = setTimeout(stop, SILENCE_MILLIS);
  try {
    if (signal.aborted) stop();
    own.signal.throwIfAborted();
    const response = await parts.stream(id, own.signal);
    if (!response.body) return;
    parts.counters.streams++;
    for await (const { event, data } of eventsOf(abortable(response.body, own.signal))) {
      clearTimeout(silence);
      silence = setTimeout(stop, SILENCE_MILLIS);
      if (event === 'job') yield JSON.parse(data) as Job;
    }
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', stop);
    own.abort();
  }
}

/** Ends at once when told to, whatever the network does. */
function abortable(body: ReadableStream<Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const end = () => {
        controller.error(signal.reason ?? new DOMException('Stopped', 'AbortError'));
        void reader.cancel().catch(() => {});
      };
      if (signal.aborted) end();
      else signal.addEventListener('abort', end, { once: true });
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (signal.aborted) return;
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** Ends early, by rejecting, when `signal` says so. */
export const pause = (millis: number, signal: AbortSignal): Promise<void> =>
  new Promise((done, fail) => {
    const stop = () => {
      clearTimeout(timer);
      fail(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      done();
    }, millis);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
