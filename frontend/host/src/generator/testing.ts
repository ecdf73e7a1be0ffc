/** Specifications and jobs for tests. */
import type { AppSpecification, Job, JobVersion } from './types.ts';

export const HABITS: AppSpecification = {
  title: 'Habit tracker',
  summary: 'Keeps track of habits.',
  icon: 'list-checks',
  entities: [
    {
      name: 'habits',
      title: 'Habit',
      fields: [
        { name: 'name', label: 'Name', type: 'text', required: true, max: 80 },
        { name: 'streak', label: 'Streak', type: 'number', required: false, min: 0, unit: 'days' },
        {
          name: 'frequency',
          label: 'Frequency',
          type: 'choice',
          required: false,
          options: ['Daily', 'Weekly'],
        },
        { name: 'last', label: 'Last done', type: 'date', required: false },
      ],
    },
  ],
  views: [
    { kind: 'board', title: 'By frequency', entity: 'habits', group: 'frequency' },
    { kind: 'table', title: 'All', entity: 'habits', order: '-streak' },
  ],
  actions: [
    { kind: 'add', entity: 'habits' },
    { kind: 'edit', entity: 'habits' },
    { kind: 'remove', entity: 'habits' },
    { kind: 'move', entity: 'habits', field: 'frequency' },
    { kind: 'step', entity: 'habits', field: 'streak' },
  ],
};

export const version = (n: number, more: Partial<JobVersion> = {}): JobVersion => ({
  n,
  words: n === 1 ? null : 'add a due date',
  status: 'published',
  specification: HABITS,
  provider: 'embedded',
  model: null,
  mode: 'template',
  codeHash: `hash-${n}`,
  bytes: 2048,
  checks: { rules: '3', findings: [] },
  test: {
    passed: true,
    millis: 12,
    steps: [{ name: 'Mounts', passed: true, millis: 12 }],
    console: ['hello'],
  },
  appVersion: `1.0.${n - 1}`,
  error: null,
  at: 1_700_000_000_000 + n * 60_000,
  ...more,
});
export const job = (more: Partial<Job> = {}): Job => ({
  job: 'job-1',
  owner: 'ana',
  canvas: 'c1',
  prompt: 'A habit tracker',
  at: 1_700_000_000_000,
  status: 'queued',
  position: 2,
  workers: 1,
  app: null,
  widget: null,
  approval: 'none',
  unplaced: null,
  reason: null,
  versions: [],
  ...more,
});
export const published = (more: Partial<Job> = {}): Job =>
  job({
    status: 'published',
    position: null,
    app: 'habit-tracker',
    widget: 'a',
    versions: [version(1)],
    ...more,
  });

/** An event stream that says these things and ends; a function is awaited between them. */
export function streamOf(...parts: readonly (string | Job | (() => Promise<void>))[]): Response {
  const encoder = new TextEncoder();
  let at = 0;
  return new Response(
    new ReadableStream<Uint8Array>({
      async pull(controller) {
        const part = parts[at++];
        if (part === undefined) return controller.close();
        if (typeof part === 'function') return void (await part());
        const text = typeof part === 'string' ? part : `event: job\ndata: ${JSON.stringify(part)}\n\n`;
        controller.enqueue(encoder.encode(text));
      },
    }),
  );
}
