import type { UserConfig } from 'vite';

export const MODULES: Readonly<Record<'./Widget' | './Settings' | './Preview' | './Rules', string>>;
export function filesOfModules(folder: string): Record<string, string>;
export function remote(name: string, folder: string, more?: UserConfig): UserConfig;
export function tests(folder: string): UserConfig;
export function manifestIn(folder: string): Record<string, unknown> & { id: string; version: string };
