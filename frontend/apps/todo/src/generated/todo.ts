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
}

export interface Created {
  id: string;
  text: string;
  done: boolean;
  userId: string;
  createdAt: string;
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

export interface TodoEvents {
  'todo.created': Created;
  'todo.edited': Edited;
  'todo.toggled': Toggled;
  'todo.removed': Removed;
  'todo.restored': Restored;
}

export const TODOS_MAX = 2000;
/** UTF-16 units after trimming. */
export const TEXT_MAX = 500;
