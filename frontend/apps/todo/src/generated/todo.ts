/**
 * Written from the Java records by a test; do not edit. After a change of the records:
 * mvn test -Dgesso.update=true
 */
export interface Todo {
  id: string;
  text: string;
  done: boolean;
  userId: string;
  createdAt: string;
  due?: string;
  assignee?: string;
  list?: string;
}

export interface TodoList {
  id: string;
  name: string;
}

export interface Created {
  id: string;
  text: string;
  done: boolean;
  userId: string;
  createdAt: string;
  due?: string;
  assignee?: string;
  list?: string;
}

export interface Edited {
  id: string;
  text: string;
  was: string;
}

export interface Toggled {
  id: string;
  done: boolean;
}

export interface Removed {
  id: string;
  item: Todo;
  index: number;
}

export interface Restored {
  id: string;
  item: Todo;
  index: number;
}

export interface DueSet {
  id: string;
  due?: string;
  was?: string;
}

export interface Assigned {
  id: string;
  assignee?: string;
  was?: string;
}

export interface Moved {
  id: string;
  before?: string;
  was?: string;
  list?: string;
  wasIn?: string;
}

export interface Ticked {
  ids: string[];
  done: boolean;
}

export interface ListAdded {
  id: string;
  name: string;
}

export interface ListRenamed {
  id: string;
  name: string;
  was: string;
}

export interface ListRemoved {
  id: string;
  name: string;
  index: number;
  items: string[];
}

export interface ListRestored {
  id: string;
  name: string;
  index: number;
  items: string[];
}

export interface TodoEvents {
  'todo.created': Created;
  'todo.edited': Edited;
  'todo.toggled': Toggled;
  'todo.removed': Removed;
  'todo.restored': Restored;
  'todo.due-set': DueSet;
  'todo.assigned': Assigned;
  'todo.moved': Moved;
  'todo.ticked': Ticked;
  'todo.list-added': ListAdded;
  'todo.list-renamed': ListRenamed;
  'todo.list-removed': ListRemoved;
  'todo.list-restored': ListRestored;
}

export const TODOS_MAX = 2000;
/** UTF-16 units after trimming. */
export const TEXT_MAX = 500;
export const LISTS_MAX = 50;
/** UTF-16 units of a list's name after trimming. */
export const NAME_MAX = 80;
