import { type Job, newest } from '../../generator/types.ts';

/** What the app of a job is called, as far as that is known. */
export const titleOf = (job: Job): string =>
  newest(job)?.specification?.title ??
  job.versions.findLast((one) => one.specification)?.specification?.title ??
  job.prompt;
