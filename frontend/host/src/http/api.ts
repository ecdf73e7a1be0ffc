/**
 * Requests to the edge: token, operation id, problem details, waiting when a shard moves. A write keeps its
 * operation id over every repetition, so that it has one effect. Not here: caching (TanStack Query).
 */

import { freshId } from '@gesso/sdk';
import type { Code } from '@gesso/sdk/protocol';
import { ApiError } from './types.ts';

export interface Credentials {
  token(): Promise<string>;
  renew(token: string): Promise<string>;
}
export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  /** Without the session's token, as for logging in. */
  open?: boolean;
  /** With this token and no other, together with `open`. */
  bearer?: string | undefined;
  /** Of the operation, where it may be asked again by a later page. */
  key?: string | undefined;
  signal?: AbortSignal;
  /** The media type wanted; JSON otherwise. */
  accept?: string;
  /** No waiting for a server that says that it will soon be able to. */
  once?: boolean;
}
export interface ApiClient {
  <T>(path: string, options?: RequestOptions): Promise<T>;
  /** The body as it came, for downloads. */
  blob(path: string, options?: RequestOptions): Promise<Blob>;
  /** The answer while its body is still coming, for event streams. */
  open(path: string, options?: RequestOptions): Promise<Response>;
  /** Calls, failures and milliseconds by route, newest last. */
  readonly counters: ReadonlyMap<string, RouteCounter>;
}
export interface RouteCounter {
  calls: number;
  failures: number;
  millis: readonly number[];
}

/** How often a request is repeated while the server says that it will soon be able to. */
const REPEATS = 4;
const LONGEST_WAIT_MILLIS = 5_000;
/** Times kept for each route, for percentiles. */
const TIMES_KEPT = 100;

export function createApi(
  credentials: Credentials,
  fetcher: typeof fetch = (...args) => fetch(...args),
  sleep: (millis: number) => Promise<void> = (millis) => new Promise((done) => setTimeout(done, millis)),
): ApiClient {
  const counters = new Map<string, RouteCounter>();
  const count = (route: string, millis: number, failed: boolean) => {
    const before = counters.get(route) ?? { calls: 0, failures: 0, millis: [] };
    counters.set(route, {
      calls: before.calls + 1,
      failures: before.failures + (failed ? 1 : 0),
      millis: [...before.millis, millis].slice(-TIMES_KEPT),
    });
  };

  const request = <T>(path: string, options: RequestOptions = {}): Promise<T> =>
    ask(
      path,
      options,
      async (response) => (response.status === 204 ? undefined : await response.json()) as T,
    );

  async function ask<T>(
    path: string,
    options: RequestOptions,
    read: (response: Response) => Promise<T>,
  ): Promise<T> {
    const method = options.method ?? 'GET';
    const headers: Record<string, string> = { Accept: options.accept ?? 'application/json, */*;q=0.5' };
    if (options.body !== undefined) headers['Content-Type'] = 'application/json';
    if (method !== 'GET' && !options.open) headers['Idempotency-Key'] = freshId();
    if (options.key !== undefined) headers['Idempotency-Key'] = options.key;
    if (options.bearer !== undefined) headers.Authorization = `Bearer ${options.bearer}`;
    let token = options.open ? undefined : await credentials.token();
    let renewed = false;
    for (let turn = 0; ; turn++) {
      if (token !== undefined) headers.Authorization = `Bearer ${token}`;
      const began = performance.now();
      let failure: ApiError;
      try {
        const response = await fetcher(path, {
          method,
          headers,
          // Edits have to show at once, whatever a cache may keep: it is asked each time, by ETag.
          cache: 'no-cache',
          credentials: 'same-origin',
          ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
          ...(options.signal ? { signal: options.signal } : {}),
        });
        count(routeOf(method, path), performance.now() - began, !response.ok);
        if (response.ok) return await read(response);
        failure = await problemOf(response);
      } catch (error) {
        if (options.signal?.aborted) throw error;
        if (error instanceof ApiError) throw error;
        count(routeOf(method, path), performance.now() - began, true);
        throw offline();
      }
      if (failure.status === 401 && token !== undefined && !renewed) {
        renewed = true;
        token = await credentials.renew(token);
      } else if (failure.status === 503 && turn < REPEATS && !options.once) {
        await sleep(Math.min((failure.retryAfter ?? 1) * 1_000, LONGEST_WAIT_MILLIS));
      } else throw failure;
    }
  }
  return Object.assign(request, {
    counters,
    blob: (path: string, options: RequestOptions = {}) => ask(path, options, (response) => response.blob()),
    open: (path: string, options: RequestOptions = {}) => ask(path, options, async (response) => response),
  });
}

const offline = (): ApiError =>
  new ApiError(0, 'offline', 'No answer', 'The server cannot be reached just now.', undefined, [], undefined);

interface Problem {
  title?: string;
  detail?: string;
  code?: Code;
  correlation?: string;
  errors?: { field: string; message: string }[];
}

/** What a failed answer says. */
export async function problemOf(response: Response): Promise<ApiError> {
  let problem: Problem = {};
  try {
    problem = (await response.json()) as Problem;
  } catch {
    // A proxy in between may answer without a body; the status says enough.
  }
  const after = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return new ApiError(
    response.status,
    problem.code ?? 'unknown',
    problem.title ?? `The server answered ${response.status}`,
    problem.detail ?? '',
    problem.correlation ?? response.headers.get('X-Correlation-Id') ?? undefined,
    problem.errors ?? [],
    Number.isFinite(after) ? after : undefined,
  );
}

/** `GET /api/canvas/{id}`: ids are taken out, so that routes can be counted. */
export const routeOf = (method: string, path: string): string =>
  `${method} ${(path.split('?')[0] ?? path).replace(/\/[0-9a-z-]*\d[0-9a-z-]{7,}/gi, '/{id}')}`;
