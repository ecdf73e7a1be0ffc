/** What the sources of the apps and the loader know of each other, one for the page. */

/** Loads a module of an app of this tree. */
export type Load = () => Promise<{ default?: unknown }>;
export interface Sources {
  /** The newest; undefined for an app that is elsewhere. */
  find?: (app: string, module: string) => Load | undefined;
  /** Takes up what has changed. */
  renew?: () => Promise<void>;
}
export const sources: Sources = {};
