import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../http/index.ts';
import { UnknownApp } from '../registry/types.ts';
import { Loader, type ModuleSource } from './loader.ts';
import type { LoadFailure } from './types.ts';

interface Asked {
  key: string;
  attempt: number;
  answer(module: unknown): void;
  fail(error: Error): void;
}
let asked: Asked[];
let source: ModuleSource;
let loader: Loader;
let failures: LoadFailure[];
const forget = vi.fn();
const preload = vi.fn();
const loaded = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  failures = [];
  vi.clearAllMocks();
  source = {
    load: (app, entry, module, attempt) =>
      new Promise((answer, fail) => {
        asked.push({ key: `${app} ${entry.path} ${module}`, attempt, answer, fail });
      }),
    forget,
    preload,
  };
  loader = new Loader({
    source,
    locate: async (app) => {
      if (app === 'none') throw new UnknownApp(app);
      return { entry: `/apps/${app}/1/remoteEntry.js`, integrity: 'sha384-x', version: '1.0.0' };
    },
    loaded,
    unloaded: vi.fn(),
    online: () => true,
  });
  loader.onLoadError((failure) => failures.push(failure));
});
afterEach(() => {
  vi.useRealTimers();
});
const soon = () => vi.advanceTimersByTimeAsync(1);

describe('the loader', () => {
  it('[FE-50][M1] loads Widget, Settings and Preview each by itself', async () => {
    const loads = ['./Widget', './Settings', './Preview'].map((module) =>
      loader.loadRemoteModule('todo', module),
    );
    await soon();
    expect(asked.map(({ key }) => key)).toEqual([
      'todo /apps/todo/1/remoteEntry.js ./Widget',
      'todo /apps/todo/1/remoteEntry.js ./Settings',
      'todo /apps/todo/1/remoteEntry.js ./Preview',
    ]);
    for (const [i, { answer }] of asked.entries()) answer(i);
    expect(await Promise.all(loads)).toEqual([0, 1, 2]);
  });
  it('[FE-51][P6] loads nothing for a second instance, and once for many callers at the same time', async () => {
    const loads = Array.from({ length: 5 }, () => loader.loadRemoteModule('todo', './Widget'));
    await soon();
    asked[0]?.answer('widget');
    expect(await Promise.all(loads)).toEqual(Array(5).fill('widget'));
    expect(await loader.loadRemoteModule('todo', './Widget')).toBe('widget');
    expect(asked).toHaveLength(1);
    expect(loader.counters).toMatchObject({ loads: 1, shared: 4, cacheHits: 1 });
  });
  it('[FE-52][M4] tells of a failure with its reason, and hurts no other app', async () => {
    const broken = loader.loadRemoteModule('todo', './Widget');
    const fine = loader.loadRemoteModule('calendar', './Widget');
    await soon();
    asked[0]?.fail(new TypeError('Failed to fetch dynamically imported module'));
    asked[1]?.answer('calendar');
    await expect(broken).rejects.toMatchObject({ failure: { remote: 'todo', reason: 'fetch', attempts: 1 } });
    await expect(fine).resolves.toBe('calendar');
    await expect(loader.loadRemoteModule('none', './Widget')).rejects.toMatchObject({
      failure: { reason: 'unknown-app' },
    });
    expect(failures.map(({ reason }) => reason)).toEqual(['fetch', 'unknown-app']);
  });
  it('[FE-53] never keeps a failure: the next load asks again', async () => {
    const first = loader.loadRemoteModule('todo', './Widget');
    await soon();
    asked[0]?.fail(new Error('boom'));
    await expect(first).rejects.toThrow();
    const second = loader.loadRemoteModule('todo', './Widget');
    await soon();
    asked[1]?.answer('widget');
    await expect(second).resolves.toBe('widget');
  });
  it('[FE-54][P2] gives up after 5 s, and takes up what comes late', async () => {
    const slow = loader.loadRemoteModule('todo', './Widget');
    const recovered = vi.fn();
    loader.onRecovered('todo', recovered);
    const outcome = expect(slow).rejects.toMatchObject({ failure: { reason: 'timeout' } });
    await vi.advanceTimersByTimeAsync(4_900);
    expect(failures).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    await outcome;
    expect(recovered).not.toHaveBeenCalled();
    asked[0]?.answer('late');
    await soon();
    expect(recovered).toHaveBeenCalledOnce();
    expect(await loader.loadRemoteModule('todo', './Widget')).toBe('late');
    expect(asked).toHaveLength(1);
  });
  it('[FE-55][M5] retries past the broken copy and tells the tiles that wait', async () => {
    const first = loader.loadRemoteModule('todo', './Settings');
    await soon();
    asked[0]?.fail(new Error('503'));
    await expect(first).rejects.toThrow();
    const recovered = vi.fn();
    loader.onRecovered('todo', recovered);
    const again = loader.retry('todo');
    await soon();
    expect(asked[1]).toMatchObject({ key: 'todo /apps/todo/1/remoteEntry.js ./Settings', attempt: 1 });
    asked[1]?.answer('settings');
    await expect(again).resolves.toBe('settings');
    expect(recovered).toHaveBeenCalledOnce();
  });
  it('[FE-55][M5] tells who waits for the app in any release, and takes a busy server for no fault of the app', async () => {
    const busy = new ApiError(503, 'unavailable', 'Away', 'Not possible at this moment', undefined, [], 1);
    const first = loader.loadRemoteModule('todo@1.2.0', './Widget');
    await soon();
    asked[0]?.fail(busy);
    await expect(first).rejects.toThrow();
    expect(failures.at(-1)?.reason).toBe('fetch');
    const recovered = vi.fn();
    loader.onRecovered('todo', recovered);
    const again = loader.retry('todo@1.2.0');
    await soon();
    asked[1]?.answer('widget');
    await again;
    expect(recovered).toHaveBeenCalledOnce();
  });
  it('[FE-56][M2] preloads without loading', async () => {
    loader.preloadModule('todo');
    loader.preloadModule('none');
    await soon();
    expect(preload).toHaveBeenCalledExactlyOnceWith({
      path: '/apps/todo/1/remoteEntry.js',
      integrity: 'sha384-x',
    });
    expect(asked).toEqual([]);
    expect(failures).toEqual([]);
  });
  it('[FE-57] lets an app go and loads it anew when it is wanted again', async () => {
    const first = loader.loadRemoteModule('todo', './Widget');
    await soon();
    asked[0]?.answer('one');
    await first;
    loader.unloadModule('todo');
    expect(forget).toHaveBeenCalledExactlyOnceWith('todo', '/apps/todo/1/remoteEntry.js');
    expect(loader.peek('todo', './Widget')).toBeUndefined();
    const second = loader.loadRemoteModule('todo', './Widget');
    await soon();
    asked[1]?.answer('two');
    await expect(second).resolves.toBe('two');
  });
});
