/** What an app is to be (`gesso.protocol.ai.AppSpecification`), and the work of making it, as HTTP tells it. */

import {
  type Doing,
  TYPES as FIELD_TYPES,
  type FieldType,
  KINDS,
  type Kind,
} from '@gesso/sandbox/specification';

export { type Doing, FIELD_TYPES, type FieldType, KINDS, type Kind };

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly required: boolean;
  /** Of a number; of a text its length. */
  readonly min?: number | undefined;
  /** Of a number; of a rating how many stars. */
  readonly max?: number | undefined;
  readonly options?: readonly string[] | undefined;
  readonly unit?: string | undefined;
  /** Names of other fields, numbers, + - * / and parentheses. */
  readonly formula?: string | undefined;
}
export interface Rule {
  readonly cel: string;
  readonly message: string;
  readonly field?: string | undefined;
}
export interface Entity {
  readonly name: string;
  readonly title: string;
  readonly fields: readonly Field[];
  readonly rules?: readonly Rule[] | undefined;
}
export interface View {
  readonly kind: Kind;
  readonly title: string;
  readonly entity: string;
  readonly group?: string | undefined;
  readonly date?: string | undefined;
  readonly value?: string | undefined;
  readonly done?: string | undefined;
  /** The field to sort by; with `-` before it downwards. */
  readonly order?: string | undefined;
}
/** What a view can refer to. */
export type Slot = 'group' | 'date' | 'value' | 'done' | 'order';
export interface Action {
  readonly kind: Doing;
  readonly entity: string;
  readonly field?: string | undefined;
}
export interface AppSpecification {
  readonly title: string;
  readonly summary: string;
  readonly icon: string;
  readonly entities: readonly Entity[];
  readonly views: readonly View[];
  readonly actions: readonly Action[];
  /** What would make it better to know. */
  readonly question?: string | undefined;
}

export interface Finding {
  readonly rule: string;
  /** 0 for the whole. */
  readonly line?: number | undefined;
  readonly message: string;
}
export interface Checks {
  /** The version of the rules. */
  readonly rules: string;
  readonly findings: readonly Finding[];
}
export interface TestStep {
  readonly name: string;
  readonly passed: boolean;
  readonly millis: number;
  readonly detail?: string | undefined;
}
export interface SandboxTest {
  readonly passed: boolean;
  readonly steps: readonly TestStep[];
  readonly console?: readonly string[] | undefined;
  /** What it asked of the page, and how often. */
  readonly calls?: readonly { readonly name: string; readonly count: number }[] | undefined;
  readonly millis?: number;
}
/** What it had drawn when it was tried out. */
export interface Picture {
  /** `start`, `filled`, `dark`, or `failed` for where it went wrong. */
  readonly of: string;
  /** JSON of the view. */
  readonly view: string;
}
/** One attempt at the app: the first, and one for each refinement. */
export interface JobVersion {
  readonly n: number;
  /** What was asked for. */
  readonly words?: string | null;
  /** How far it is: `requested` ... `published`, `failed`, `cancelled`. */
  readonly status: string;
  readonly specification?: AppSpecification | null;
  readonly provider?: string | null;
  readonly model?: string | null;
  readonly mode?: string | null;
  readonly codeHash?: string | null;
  readonly bytes?: number | null;
  readonly checks?: Checks | null;
  readonly test?: SandboxTest | null;
  /** The version of the app that it is packaged as. */
  readonly appVersion?: string | null;
  readonly error?: { readonly step: string; readonly reason: string; readonly ours?: boolean } | null;
  readonly at: number | string;
}
export type JobStatus = 'queued' | 'working' | 'published' | 'failed' | 'cancelled';
export type Approval = 'none' | 'asked' | 'approved' | 'rejected';
export interface Job {
  readonly job: string;
  readonly owner: string;
  readonly canvas?: string | null;
  readonly prompt: string;
  readonly at: number | string;
  readonly status: JobStatus;
  /** 0: in work, or nobody is there to do it; null: not waiting. */
  readonly position?: number | null;
  readonly workers?: number | null;
  readonly app?: string | null;
  readonly widget?: string | null;
  /** Why it could not be placed. */
  readonly unplaced?: string | null;
  readonly approval: Approval;
  /** The version that approval is about; 0 or nothing for none. */
  readonly approvalOf?: number;
  /** Why it was rejected. */
  readonly reason?: string | null;
  readonly versions: readonly JobVersion[];
}
export interface JobItem {
  readonly job: string;
  readonly prompt: string;
  readonly title?: string | null;
  readonly status: JobStatus;
  readonly at: number | string;
  readonly canvas?: string | null;
  readonly app?: string | null;
  /** How many versions it has. */
  readonly version?: number | null;
}
export interface Quota {
  readonly used: number;
  readonly max: number;
  readonly resetsAt?: number | string | null;
  /** Of one app; 0 or absent where it costs nothing. */
  readonly cost?: number | string | null;
}

/** Code of an app; of a job where it was made by one, of nothing where it is a preview. */
export interface GeneratedCode {
  readonly code: string;
  readonly specification: AppSpecification;
  readonly job?: string;
  readonly version?: number;
}
export interface ValidationResult extends Checks {
  readonly valid: boolean;
}

/** As `SpecificationRules` and the edge have them. */
export const LIMITS = {
  prompt: 20_000,
  title: 60,
  sentence: 240,
  label: 40,
  unit: 12,
  formula: 200,
  fields: 24,
  options: 24,
  views: 6,
  actions: 32,
  stars: 10,
} as const;

export const isNumeric = (type: FieldType): boolean =>
  type === 'number' || type === 'rating' || type === 'duration';
/** Whether records can be put together by it. */
export const isGroup = (type: FieldType): boolean =>
  type === 'choice' || type === 'boolean' || type === 'person' || type === 'rating' || type === 'text';

export const isOver = (job: Pick<Job, 'status'>): boolean =>
  job.status === 'published' || job.status === 'failed' || job.status === 'cancelled';
export const newest = (job: Job): JobVersion | undefined => job.versions.at(-1);
