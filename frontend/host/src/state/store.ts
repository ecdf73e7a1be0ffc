/**
 * The page's one store: the open canvas as it is to be drawn, the person, the preferences, the newest events.
 * Written by the canvas session, the security context and the loader only. Not here: how it came to be.
 */
import type { Grid } from '@gesso/sdk/protocol';
import { createStore } from 'zustand/vanilla';
import type { CanvasState, EventLogEntry, Notice, UserPreferences } from './types.ts';

/** Events kept in memory; the server has them all. */
export const EVENT_LOG_LIMIT = 500;
const NOTICE_LIMIT = 20;

export const DEFAULT_PREFERENCES: UserPreferences = {
  theme: 'system',
  language: 'system',
  reducedMotion: 'system',
  recommendations: 'on',
};
export const DEFAULT_GRID: Grid = { columns: 12, rowHeight: 72, gap: 24, collision: 'push' };
const NO_CANVAS = {
  layout: { widgets: [], grid: DEFAULT_GRID },
  appConfigs: new Map(),
  eventLog: [],
  breakpoint: 'desktop',
  canvas: null,
  past: null,
  widgets: {},
  removed: [],
  comments: [],
  status: { kind: 'loading' },
  peers: [],
  notices: [],
} satisfies Partial<CanvasState>;

export const createCanvasStore = () =>
  createStore<CanvasState>()(() => ({
    ...NO_CANVAS,
    loadedApps: new Map(),
    user: null,
    preferences: DEFAULT_PREFERENCES,
  }));
export type CanvasStore = ReturnType<typeof createCanvasStore>;

/** Forgets the canvas that was open; person, preferences and loaded apps stay. */
export const closeCanvas = (store: CanvasStore): void => store.setState(NO_CANVAS);

/** The same array when nothing is new. */
export function logEvents(
  log: readonly EventLogEntry[],
  more: readonly Omit<EventLogEntry, 'n'>[],
): readonly EventLogEntry[] {
  if (more.length === 0) return log;
  const next = (log.at(-1)?.n ?? 0) + 1;
  return [...log, ...more.map((entry, i) => ({ ...entry, n: next + i }))].slice(-EVENT_LOG_LIMIT);
}

/** Notices are told apart by it also when the earlier ones are gone. */
let noticed = 0;
export const notify = (store: CanvasStore, notice: Omit<Notice, 'n'>): void =>
  store.setState(({ notices }) => ({
    notices: [...notices, { ...notice, n: ++noticed }].slice(-NOTICE_LIMIT),
  }));
