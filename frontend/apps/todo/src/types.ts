/** What Todo's backend keeps and what its people set. Not here: the rules; the server decides. */
import type { JsonObject } from '@gesso/sdk';

export type { Todo, TodoList } from './generated/todo.ts';
export type Filter = 'all' | 'open' | 'mine' | 'due' | 'done';
export interface TodoConfig extends JsonObject {
  /** Heading inside the widget; empty for none. */
  heading: string;
  defaultFilter: Filter;
  hideDone: boolean;
}
