/** The app's modules, for whoever uses it in something else than a canvas. */

export * from './constants.ts';
export { default as Preview } from './Preview.tsx';
export { default as Settings } from './Settings.tsx';
export type { Config, Entry, Order } from './types.ts';
export { default as Widget } from './Widget.tsx';
