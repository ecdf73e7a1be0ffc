/** What fields can hold, how records can be shown, and what can be done with them: as `gesso.protocol.ai` has it. */
export const TYPES = [
  'text',
  'longtext',
  'number',
  'date',
  'time',
  'boolean',
  'choice',
  'rating',
  'person',
  'url',
  'email',
  'duration',
] as const;
export type FieldType = (typeof TYPES)[number];
export const KINDS = [
  'list',
  'table',
  'board',
  'calendar',
  'form',
  'counter',
  'timer',
  'poll',
  'chart',
  'calculator',
  'checklist',
  'notes',
] as const;
export type Kind = (typeof KINDS)[number];
export const DOINGS = ['add', 'edit', 'remove', 'toggle', 'move', 'step', 'vote'] as const;
export type Doing = (typeof DOINGS)[number];

/** Of an app's specification what the page, the checks and the harness read; the server has more to say of it. */
export interface Specification {
  readonly title: string;
  readonly summary?: string;
  readonly entities: readonly Entity[];
  readonly views: readonly View[];
  readonly actions?: readonly Action[];
}
/** A kind of records. */
export interface Entity {
  readonly name: string;
  readonly title: string;
  readonly fields: readonly Field[];
}
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly required?: boolean;
  readonly min?: number | null;
  readonly max?: number | null;
  readonly options?: readonly string[] | null;
  readonly unit?: string | null;
  readonly formula?: string | null;
}
export interface View {
  readonly kind: string;
  readonly entity: string;
  readonly title?: string;
  readonly group?: string | null;
  readonly date?: string | null;
  readonly value?: string | null;
  readonly done?: string | null;
  readonly order?: string | null;
}
export interface Action {
  readonly kind: string;
  readonly entity: string;
  readonly field?: string | null;
}
