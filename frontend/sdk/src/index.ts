/** All that a micro-app may import. */
export * from './contract.ts';
export { defineMicroApp, defineSettings, type MicroAppDefinition } from './define.tsx';
export {
  type Api,
  type Canvas,
  type EventOptions,
  useAPI,
  useCanvas,
  useConfig,
  useEvents,
  useSharedState,
  useTyping,
} from './hooks.ts';
export { freshId } from './ids.ts';
export type { Json, JsonObject, Role } from './protocol.ts';
export { timeOf } from './protocol.ts';
export { type BackendEvent, isRules, type MicroAppRules, type Stamp } from './rules.ts';
export { given } from './serve.ts';
