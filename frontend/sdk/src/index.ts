export * from './contract.ts';
export type { Json, JsonObject, Role } from './protocol.ts';
