/**
 * Apps from prompts: what a prompt asks for, code to look at, and jobs that make, check, test and publish an app on
 * the server. Not here: anything drawn, and what a draft looks like while it is edited.
 */
import type { ApiClient, Page } from '../http/index.ts';
import type { MicroApp } from '../registry/types.ts';
import { type Following, followJob, pause } from './follow.ts';
import {
  type AppSpecification,
  type GeneratedCode,
  isOver,
  type Job,
  type JobItem,
  type JobVersion,
  newest,
  type Picture,
  type Quota,
  type SandboxTest,
  type ValidationResult,
} from './types.ts';

export interface GeneratorParts {
  api(): ApiClient;
  /** The app as the registry has it now. */
  app(id: string): Promise<MicroApp>;
  sleep?: typeof pause;
}
export interface Wish {
  readonly prompt: string;
  /** Where it is placed; nowhere when left out. */
  readonly canvas?: string | undefined;
  /** What it is to be, when somebody has looked at it; else the prompt is analysed. */
  readonly specification?: AppSpecification | undefined;
}
export interface Change {
  readonly words?: string | undefined;
  readonly specification?: AppSpecification | undefined;
}

/** A job that came to no app; the prompt and all that was made are kept with it. */
export class NotMade extends Error {
  override readonly name = 'NotMade';
  constructor(
    readonly job: Job,
    readonly step: string,
    reason: string,
  ) {
    super(reason);
  }
}

const AI = '/api/ai';
const JOBS_MAX = 500;
const NEVER = new AbortController().signal;
const seen = (version: number | undefined): string => (version ? `?version=${version}` : '');
const jobPath = (job: string, rest = ''): string => `${AI}/jobs/${encodeURIComponent(job)}${rest}`;

export class AIGenerator {
  readonly counters = {
    analysed: 0,
    previews: 0,
    started: 0,
    published: 0,
    failed: 0,
    cancelled: 0,
    streams: 0,
    reconnects: 0,
    polls: 0,
  };
  constructor(private readonly parts: GeneratorParts) {}

  /** What the prompt asks for. */
  analyzePrompt(prompt: string, signal?: AbortSignal): Promise<AppSpecification> {
    this.counters.analysed++;
    return this.post('/analyze', { prompt }, signal, true);
  }
  /** Code as it would be, to look at; nothing is kept of it. */
  async generateMicroApp(specification: AppSpecification, signal?: AbortSignal): Promise<GeneratedCode> {
    this.counters.previews++;
    const { code } = await this.post<{ code: string }>('/preview', { specification }, signal, true);
    return { code, specification };
  }
  /** From the prompt to an app in the registry. */
  async generateFromPrompt(
    prompt: string,
    more: Omit<Wish, 'prompt'> & Partial<Following> = {},
  ): Promise<MicroApp> {
    const job = await this.start({ prompt, ...more });
    return this.deployed(await this.follow(job, more));
  }
  /** What the checks of its job said of the code. */
  async validateGeneratedCode(code: GeneratedCode): Promise<ValidationResult> {
    const version = await this.versionOf(code, (one) => one.checks != null || one.error != null);
    const checks = version.checks ?? { rules: '', findings: [] };
    return { ...checks, valid: version.checks != null && checks.findings.length === 0 };
  }
  /** How it did when it was run, away from everybody. */
  async sandboxTest(code: GeneratedCode): Promise<SandboxTest> {
    const version = await this.versionOf(code, (one) => one.test != null || one.error != null);
    return version.test ?? { passed: false, steps: [], console: [] };
  }
  /** Publishes the app; the server makes the code anew from the specification, so that it is what was checked. */
  async packageAndDeploy({ job, specification }: GeneratedCode): Promise<MicroApp> {
    const { title, summary } = specification;
    const made = job ?? (await this.start({ prompt: `${title}: ${summary}`, specification }));
    return this.deployed(await this.follow(made));
  }

  /** Begins to make an app; gives the job. */
  async start({ prompt, canvas, specification }: Wish): Promise<string> {
    const body = {
      prompt,
      ...(canvas ? { canvasId: canvas } : {}),
      ...(specification ? { specification } : {}),
    };
    const { job } = await this.post<{ job: string }>('/generate', body);
    this.counters.started++;
    return job;
  }
  /** Tells each change until the job is over. */
  async follow(job: string, more: Partial<Following> = {}): Promise<Job> {
    const { sleep = pause } = this.parts;
    const parts = {
      stream: (id: string, signal: AbortSignal) =>
        this.parts.api().open(jobPath(id, '/events'), { accept: 'text/event-stream', once: true, signal }),
      read: (id: string, signal: AbortSignal) => this.job(id, signal),
      sleep,
      counters: this.counters,
    };
    let moving = false;
    const onJob = (one: Job) => {
      moving ||= !isOver(one);
      more.onJob?.(one);
    };
    const last = await followJob(parts, job, { signal: NEVER, ...more, onJob });
    if (moving && (last.status === 'published' || last.status === 'failed' || last.status === 'cancelled'))
      this.counters[last.status]++;
    return last;
  }
  /** Another version of the same app, by words or by a specification. */
  refine(job: string, change: Change): Promise<unknown> {
    this.counters.started++;
    return this.parts.api()(jobPath(job, '/refine'), { method: 'POST', body: change });
  }
  cancel(job: string): Promise<Job> {
    return this.act(job, 'cancel');
  }
  askApproval(job: string): Promise<Job> {
    return this.act(job, 'ask-approval');
  }
  /** Of the version that was looked at; refused when another one is up by now. */
  approve(job: string, version?: number): Promise<Job> {
    return this.act(job, `approve${seen(version)}`);
  }
  reject(job: string, reason: string, version?: number): Promise<Job> {
    return this.act(job, `reject${seen(version)}`, { reason });
  }

  job(job: string, signal?: AbortSignal): Promise<Job> {
    return this.parts.api()<Job>(jobPath(job), signal ? { signal } : {});
  }
  /** The newest first, as many as a list here may show. */
  async jobs(): Promise<readonly JobItem[]> {
    const jobs: JobItem[] = [];
    let after = '';
    do {
      const { items, next } = await this.parts.api()<Page<JobItem>>(`${AI}/jobs${after}`);
      jobs.push(...items);
      after = next ? `?after=${encodeURIComponent(next)}` : '';
    } while (after !== '' && jobs.length < JOBS_MAX);
    return jobs;
  }
  quota(): Promise<Quota> {
    return this.parts.api()<Quota>(`${AI}/quota`);
  }
  /** What waits for an operator; refused to everybody else. */
  async approvals(): Promise<readonly Job[]> {
    return (await this.parts.api()<Page<Job>>(`${AI}/approvals`, { once: true })).items;
  }
  /** What one version had drawn when it was tried out. */
  async pictures(job: string, version: number): Promise<readonly Picture[]> {
    return (await this.parts.api()<Page<Picture>>(jobPath(job, `/pictures?version=${version}`))).items;
  }
  /** The code of one version, as it was checked. */
  async code(job: string, version: number): Promise<string> {
    const path = jobPath(job, `/code?version=${version}`);
    return (await this.parts.api().blob(path, { accept: 'text/plain, */*;q=0.5' })).text();
  }

  private async versionOf(
    code: GeneratedCode,
    enough: (version: JobVersion) => boolean,
  ): Promise<JobVersion> {
    const { job, version: n } = code;
    if (job === undefined)
      throw new TypeError('Only code of a job is checked and run: packageAndDeploy begins one');
    const of = (one: Job) => one.versions.find((each) => each.n === n) ?? newest(one);
    const now = await this.job(job);
    const found = of(now);
    if (found && enough(found)) return found;
    const last = isOver(now)
      ? now
      : await this.follow(job, {
          until: (one) => {
            const version = of(one);
            return (version !== undefined && enough(version)) || isOver(one);
          },
        });
    const version = of(last);
    if (!version) throw new NotMade(last, 'queued', 'The job has no version');
    return version;
  }
  private deployed(job: Job): Promise<MicroApp> {
    if (job.status === 'published' && job.app) return this.parts.app(job.app);
    const error = newest(job)?.error;
    return Promise.reject(new NotMade(job, error?.step ?? job.status, error?.reason ?? job.status));
  }
  private act(job: string, what: string, body?: object): Promise<Job> {
    return this.parts.api()<Job>(jobPath(job, `/${what}`), { method: 'POST', ...(body ? { body } : {}) });
  }
  /** `once` for what a person waits for and can ask for again: a worker that is away is said at once. */
  private post<T>(path: string, body: object, signal?: AbortSignal, once = false): Promise<T> {
    return this.parts.api()<T>(`${AI}${path}`, {
      method: 'POST',
      body,
      ...(signal ? { signal } : {}),
      ...(once ? { once } : {}),
    });
  }
}
