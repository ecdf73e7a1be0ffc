import { NAME_MAX, TEXT_MAX } from './generated/todo.ts';
import type { Filter, TodoConfig } from './types.ts';

/** Characters of one todo; the same limit as in the backend. */
export const TEXT_MOST = TEXT_MAX;
/** Characters of a list's name; the same limit as in the backend. */
export const NAME_MOST = NAME_MAX;
/** How long a removal can be taken back from the line at the foot. */
export const UNDO_MILLIS = 8_000;
export const DEFAULTS: TodoConfig = { heading: '', defaultFilter: 'all', hideDone: false };
export const FILTERS: readonly Filter[] = ['all', 'open', 'mine', 'due', 'done'];
/** Days from today that count as due. */
export const DUE_DAYS = 7;
