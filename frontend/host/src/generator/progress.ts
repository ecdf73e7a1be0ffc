/** How far a job is, step by step. Not here: words. */
import { isOver, type Job, type JobVersion, newest } from './types.ts';

export type StepName = 'queue' | 'specification' | 'code' | 'checks' | 'test' | 'publish' | 'place';
/** `skipped`: it will not come to that any more. */
export type StepState = 'waiting' | 'now' | 'done' | 'failed' | 'skipped';
export interface JobStep {
  readonly name: StepName;
  readonly state: StepState;
}

const NAMES: readonly StepName[] = ['queue', 'specification', 'code', 'checks', 'test', 'publish', 'place'];

/** A refinement that waits has no version yet: then what is in work is one that is not there. */
export function inWork(job: Job): JobVersion | undefined {
  const last = newest(job);
  const placed = !job.canvas || job.widget != null || job.unplaced != null;
  return !isOver(job) && last && wasPublished(last) && placed ? undefined : last;
}
export const wasPublished = (version: JobVersion): boolean =>
  version.status === 'published' && version.appVersion != null;

/** The step at which something went wrong, in our words. */
export function stepOf(server: string): StepName | undefined {
  const word = server.toLowerCase();
  if (/queue|worker/.test(word)) return 'queue';
  if (/spec|analy|prompt|understand/.test(word)) return 'specification';
  if (/check|valid|rule/.test(word)) return 'checks';
  if (/test|sandbox|run/.test(word)) return 'test';
  if (/publish|deploy|pack|sign|regist/.test(word)) return 'publish';
  if (/plac|widget|canvas/.test(word)) return 'place';
  if (/code|generat|template/.test(word)) return 'code';
  return undefined;
}

/** Of one version; of what is in work when none is given. */
export function stepsOf(job: Job, version: JobVersion | undefined = inWork(job)): readonly JobStep[] {
  const names = job.canvas ? NAMES : NAMES.filter((name) => name !== 'place');
  const moving = !isOver(job) && version === inWork(job);
  const published = version !== undefined && wasPublished(version);
  const first = names.findIndex((name) => !isDone(name, job, version, moving));
  const wrong = version?.error ? stepOf(version.error.step) : undefined;
  const failedAt = wrong !== undefined ? names.indexOf(wrong) : first;
  const failed = !published && (version?.error != null || (job.status === 'failed' && !moving));
  return names.map((name, at) => ({ name, state: stateAt(at) }));

  function stateAt(at: number): StepState {
    if (failed && failedAt >= 0) return at < failedAt ? 'done' : at === failedAt ? 'failed' : 'skipped';
    if (first < 0 || at < first) return 'done';
    // Whose worker went away waits again, with what is done already.
    if (moving)
      return at === first ? 'now' : isDone(names[at] as StepName, job, version, moving) ? 'done' : 'waiting';
    // What was published has been through all of it, whatever of that is still known.
    if (published) return names[at] === 'place' ? 'skipped' : 'done';
    return isDone(names[at] as StepName, job, version, moving) ? 'done' : 'skipped';
  }
}

function isDone(name: StepName, job: Job, version: JobVersion | undefined, moving: boolean): boolean {
  switch (name) {
    case 'queue':
      return !moving || job.status !== 'queued';
    case 'specification':
      return version?.specification != null;
    case 'code':
      return version?.codeHash != null;
    case 'checks':
      return version?.checks != null;
    case 'test':
      return version?.test != null;
    case 'publish':
      return version !== undefined && wasPublished(version);
    case 'place':
      return job.widget != null && version !== undefined && wasPublished(version);
  }
}

/** What is being done just now. */
export const nowAt = (steps: readonly JobStep[]): StepName | undefined =>
  steps.find(({ state }) => state === 'now')?.name;
