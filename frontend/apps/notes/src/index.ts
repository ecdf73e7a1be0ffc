/** The app's modules, for whoever builds it into something else than a remote. */

export * from './constants.ts';
export { default as Preview } from './Preview.tsx';
export { default as Rules } from './rules.ts';
export { default as Settings } from './Settings.tsx';
export type { NotesConfig, Piece } from './types.ts';
export { default as Widget } from './Widget.tsx';
