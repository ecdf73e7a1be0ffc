import { beforeEach, describe, expect, it } from 'vitest';
import type { ApiClient } from '../http/index.ts';
import { ApiError } from '../http/index.ts';
import type { MicroApp } from '../registry/types.ts';
import { type JobLink, pauseAfter } from './follow.ts';
import { AIGenerator, NotMade } from './generator.ts';
import { EventReader, eventsOf } from './sse.ts';
import { HABITS, job, published, streamOf, version } from './testing.ts';
import type { Job } from './types.ts';

const problem = (status: number): ApiError =>
  new ApiError(status, status === 0 ? 'offline' : 'not-found', 'x', '', undefined, [], undefined);

let streams: (Response | Error)[];
let reads: (Job | Error)[];
let answers: Record<string, unknown>;
let asked: string[];
let paused: number[];
let generator: AIGenerator;

beforeEach(() => {
  streams = [];
  reads = [];
  answers = {};
  asked = [];
  paused = [];
  const api = Object.assign(
    async (path: string, { method = 'GET', body }: { method?: string; body?: unknown } = {}) => {
      asked.push(`${method} ${path}${body ? ` ${JSON.stringify(body)}` : ''}`);
      const answer = method === 'GET' && path === '/api/ai/jobs/job-1' ? reads.shift() : answers[path];
      if (answer === undefined) throw problem(0);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    {
      open: async (path: string) => {
        asked.push(`OPEN ${path}`);
        const answer = streams.shift() ?? problem(0);
        if (answer instanceof Error) throw answer;
        return answer;
      },
      blob: async (path: string) => {
        asked.push(`BLOB ${path}`);
        return new Blob(['code']);
      },
      counters: new Map(),
    },
  ) as unknown as ApiClient;
  generator = new AIGenerator({
    api: () => api,
    app: async (id) => ({ id }) as MicroApp,
    sleep: async (millis, signal) => {
      signal.throwIfAborted();
      paused.push(millis);
    },
  });
});

describe('server-sent events', () => {
  const STREAM =
    '\uFEFF: hello\r\nevent: job\r\ndata: {"a":\r\ndata: "ä 😀"}\r\n\r\nid: 7\ndata:second\n\n\nevent: gone\n\ndata\rdata: x\r\rdata: unfinished';
  const EVENTS = [
    { event: 'job', data: '{"a":\n"ä 😀"}' },
    { event: 'message', data: 'second' },
    { event: 'message', data: '\nx' },
  ];

  it('[FE-357] are the same wherever the pieces are cut', async () => {
    const bytes = new TextEncoder().encode(STREAM);
    for (let size = 1; size <= bytes.length; size++) {
      let at = 0;
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (at >= bytes.length) return controller.close();
          controller.enqueue(bytes.slice(at, at + size));
          at += size;
        },
      });
      const found = [];
      for await (const event of eventsOf(body)) found.push(event);
      expect(found).toEqual(EVENTS);
    }
  });

  it('[FE-357] that never end are given up', () => {
    const reader = new EventReader();
    const piece = `data: ${'x'.repeat(1024 * 1024)}\n`;
    expect(() => {
      for (let n = 0; n < 10; n++) reader.read(piece);
    }).toThrow('longer');
  });
});

describe('a job', () => {
  const seen: string[] = [];
  const links: JobLink[] = [];
  const follow = (signal?: AbortSignal) => {
    seen.length = 0;
    links.length = 0;
    return generator.follow('job-1', {
      onJob: (one) => seen.push(one.status),
      onLink: (link) => links.push(link),
      ...(signal ? { signal } : {}),
    });
  };

  it('[FE-357] is told as it goes on, until it is over', async () => {
    streams = [streamOf(job(), ': ping\n\n', job({ status: 'working', position: 0 }), published())];
    expect((await follow()).app).toBe('habit-tracker');
    expect(seen).toEqual(['queued', 'working', 'published']);
    expect(links.at(-1)).toBe('live');
    expect(generator.counters).toMatchObject({ streams: 1, reconnects: 0, polls: 0, published: 1 });
  });

  it('[FE-357] is asked for while no stream comes, and the stream comes back with growing pauses', async () => {
    streams = [problem(0), problem(0), streamOf(job()), problem(0), streamOf(published())];
    reads = [job(), problem(0), job(), problem(503), job()];
    await follow();
    expect(seen).toEqual(['queued', 'queued', 'queued', 'published']);
    expect(links).toEqual(['asking', 'asking', 'live', 'asking', 'asking', 'live']);
    expect(paused).toHaveLength(4);
    expect(generator.counters.reconnects).toBe(4);
    expect([0, 1, 2, 9, 99].map((n) => pauseAfter(n, 1))).toEqual([500, 1_000, 2_000, 15_000, 15_000]);
    expect(pauseAfter(1, 0)).toBe(500);
  });

  it('[FE-357] that ended while no stream came is found over', async () => {
    streams = [streamOf(job())];
    reads = [job({ status: 'failed', versions: [version(1, { error: { step: 'test', reason: 'x' } })] })];
    expect((await follow()).status).toBe('failed');
    expect(generator.counters.failed).toBe(1);
  });

  it('[FE-357] that is not there is not asked for again', async () => {
    streams = [problem(404)];
    await expect(follow()).rejects.toMatchObject({ status: 404 });
    streams = [streamOf(job())];
    reads = [problem(403)];
    await expect(follow()).rejects.toMatchObject({ status: 403 });
    expect(paused).toEqual([]);
  });

  it('[FE-357] is let go of at once when nobody looks', async () => {
    const stop = new AbortController();
    streams = [streamOf(job(), () => new Promise(() => {}))];
    const following = follow(stop.signal);
    await expect.poll(() => seen).toEqual(['queued']);
    stop.abort();
    await expect(following).rejects.toMatchObject({ name: 'AbortError' });
    expect(asked.filter((one) => one.startsWith('GET'))).toEqual([]);
  });
});

describe('the generator', () => {
  it('[FE-350] analyses, previews, makes, checks, tests and publishes by the routes of the server', async () => {
    answers['/api/ai/analyze'] = HABITS;
    answers['/api/ai/preview'] = { code: '"use strict";' };
    answers['/api/ai/generate'] = { job: 'job-1' };
    expect(await generator.analyzePrompt('A habit tracker')).toEqual(HABITS);
    expect(await generator.generateMicroApp(HABITS)).toEqual({
      code: '"use strict";',
      specification: HABITS,
    });
    streams = [streamOf(job(), published())];
    expect(await generator.generateFromPrompt('A habit tracker', { canvas: 'c1' })).toEqual({
      id: 'habit-tracker',
    });
    const code = { code: 'x', specification: HABITS, job: 'job-1', version: 1 };
    reads = [published(), published()];
    expect(await generator.validateGeneratedCode(code)).toEqual({ valid: true, rules: '3', findings: [] });
    expect((await generator.sandboxTest(code)).passed).toBe(true);
    streams = [streamOf(job(), published())];
    expect(await generator.packageAndDeploy({ code: 'x', specification: HABITS })).toEqual({
      id: 'habit-tracker',
    });
    expect(asked.filter((one) => one.startsWith('POST'))).toEqual([
      'POST /api/ai/analyze {"prompt":"A habit tracker"}',
      `POST /api/ai/preview ${JSON.stringify({ specification: HABITS })}`,
      'POST /api/ai/generate {"prompt":"A habit tracker","canvasId":"c1"}',
      `POST /api/ai/generate ${JSON.stringify({ prompt: 'Habit tracker: Keeps track of habits.', specification: HABITS })}`,
    ]);
    expect(generator.counters).toMatchObject({ analysed: 1, previews: 1, started: 2, published: 2 });
  });

  it('[FE-350] waits for the checks and the test of a version that is still being made', async () => {
    const working = (more: object) =>
      job({ status: 'working', versions: [version(1, { checks: null, test: null, ...more })] });
    const findings = [{ rule: 'no-eval', line: 3, message: 'eval is not there' }];
    reads = [working({})];
    streams = [
      streamOf(working({}), working({ checks: { rules: '3', findings } }), () => new Promise(() => {})),
    ];
    const code = { code: 'x', specification: HABITS, job: 'job-1', version: 1 };
    expect(await generator.validateGeneratedCode(code)).toEqual({ valid: false, rules: '3', findings });
    await expect(generator.sandboxTest({ code: 'x', specification: HABITS })).rejects.toThrow(TypeError);
  });

  it('[FE-350] a job that came to nothing says at which step, and why', async () => {
    answers['/api/ai/generate'] = { job: 'job-1' };
    const error = { step: 'test', reason: 'It did not draw anything' };
    streams = [streamOf(job({ status: 'failed', versions: [version(1, { error })] }))];
    const made = generator.generateFromPrompt('x');
    await expect(made).rejects.toBeInstanceOf(NotMade);
    await expect(made).rejects.toMatchObject({ step: 'test', message: 'It did not draw anything' });
  });

  it('[FE-350] refines, cancels, asks for approval, approves and rejects', async () => {
    for (const what of ['refine', 'cancel', 'ask-approval', 'approve', 'reject'])
      answers[`/api/ai/jobs/job-1/${what}`] = published();
    await generator.refine('job-1', { words: 'add a due date' });
    await generator.cancel('job-1');
    await generator.askApproval('job-1');
    await generator.approve('job-1');
    await generator.reject('job-1', 'Not for all');
    expect(asked).toEqual([
      'POST /api/ai/jobs/job-1/refine {"words":"add a due date"}',
      'POST /api/ai/jobs/job-1/cancel',
      'POST /api/ai/jobs/job-1/ask-approval',
      'POST /api/ai/jobs/job-1/approve',
      'POST /api/ai/jobs/job-1/reject {"reason":"Not for all"}',
    ]);
    expect(await generator.code('job-1', 2)).toBe('code');
    expect(asked.at(-1)).toBe('BLOB /api/ai/jobs/job-1/code?version=2');
  });
});
