/** The app's modules, for whoever builds it into something else than a remote. */

export * from './constants.ts';
export { default as Preview } from './Preview.tsx';
export { default as Settings } from './Settings.tsx';
export type { Filter, Todo, TodoConfig } from './types.ts';
export { default as Widget } from './Widget.tsx';
