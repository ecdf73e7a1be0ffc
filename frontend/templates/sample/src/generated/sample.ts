/**
 * Written from the Java records by a test; do not edit. After a change of the records:
 * mvn test -Dgesso.update=true
 */
export interface Entry {
  id: string;
  text: string;
  userId: string;
  createdAt: string;
}

export interface Added {
  id: string;
  text: string;
  userId: string;
  createdAt: string;
}

export interface Edited {
  id: string;
  text: string;
  was: string;
}

export interface Removed {
  id: string;
  item: Entry;
  index: number;
}

export interface Restored {
  id: string;
  item: Entry;
  index: number;
}

export interface SampleEvents {
  'sample.added': Added;
  'sample.edited': Edited;
  'sample.removed': Removed;
  'sample.restored': Restored;
}

export const ENTRIES_MAX = 1000;
/** UTF-16 units after trimming. */
export const TEXT_MAX = 500;
