import {
  type CanvasContext,
  type CanvasEvent,
  defineMicroApp,
  defineSettings,
  useCanvas,
  useEvents,
  useSharedState,
} from '@gesso/sdk';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { useEffect } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { installApps, show, type TestCanvas, testCanvas } from '../../test/page.tsx';
import { host } from '../modules.ts';
import { MicroAppHost, MicroAppPreview, MicroAppSettings } from './MicroAppHost.tsx';

const SIZE = { w: 3, h: 4 };
let page: TestCanvas;
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  cleanup();
});

const probe = (more: Partial<Parameters<typeof defineMicroApp>[0]> = {}) => {
  const seen = {
    context: undefined as CanvasContext | undefined,
    events: [] as CanvasEvent[],
    sizes: [] as unknown[],
    unmounted: 0,
  };
  const app = defineMicroApp({
    Widget: () => <p>inside</p>,
    onMount(context) {
      seen.context = context;
      return () => {
        seen.unmounted++;
      };
    },
    onEvent: (event) => void seen.events.push(event),
    onResize: (size) => void seen.sizes.push(size),
    ...more,
  });
  return { seen, app };
};

/** Until it is drawn and was told so: effects run after the text is there. */
const mounted = async (seen: ReturnType<typeof probe>['seen']): Promise<CanvasContext> => {
  await screen.findByText('inside');
  await waitFor(() => expect(seen.context).toBeDefined());
  return seen.context as CanvasContext;
};

describe('a mounted app', () => {
  it('[W7][FE-223] is taken down first when another copy of its code comes', async () => {
    const one = probe();
    const two = probe({ Widget: () => <p>the other copy</p> });
    installApps({ x: { Widget: one.app } });
    page = testCanvas([{ id: 'w1', appId: 'x' }]);
    show(page, <MicroAppHost widgetId="w1" size={SIZE} />);
    await mounted(one.seen);
    installApps({ x: { Widget: two.app } });
    await act(async () => void (await host.loader.retry('x@1.0.0')));
    expect(await screen.findByText('the other copy')).toBeTruthy();
    expect(one.seen.unmounted).toBe(1);
    await waitFor(() => expect(two.seen.context).toBeDefined());
  });

  it('[W1] comes with Widget, Settings and Preview, each drawn where it belongs', async () => {
    installApps({
      x: {
        Widget: probe().app,
        Settings: defineSettings(() => <p>settings of {useCanvas().widgetId}</p>),
        Preview: () => <p>preview</p>,
      },
    });
    page = testCanvas([{ id: 'w1', appId: 'x' }]);
    show(
      page,
      <>
        <MicroAppHost widgetId="w1" size={SIZE} />
        <MicroAppSettings widgetId="w1" size={SIZE} />
        <MicroAppPreview appId="x" />
      </>,
    );
    await screen.findByText('inside');
    await screen.findByText('settings of w1');
    await screen.findByText('preview');
  });

  it('[W2] uses useCanvas and useSharedState for live values', async () => {
    const Widget = () => {
      const { user, state, readOnly } = useCanvas();
      const [count, setCount] = useSharedState<number>('count', 0);
      return (
        <button type="button" disabled={readOnly} onClick={() => setCount(count + 1)}>
          {user.name} {count} {String(state.other ?? '')}
        </button>
      );
    };
    installApps({ x: { Widget: defineMicroApp({ Widget }) } });
    page = testCanvas([{ id: 'w1', appId: 'x' }]);
    show(page, <MicroAppHost widgetId="w1" size={SIZE} />);
    fireEvent.click(await screen.findByText('Ada Byron 0'));
    await screen.findByText('Ada Byron 1');
    expect(page.sent).toMatchObject([{ to: 'w1', do: 'set-state', data: { patch: { count: 1 } } }]);
    act(() => page.event('w1', 'state-patched', { patch: { count: 7, other: 'bob' }, was: {} }));
    await screen.findByText('Ada Byron 7 bob');
    act(() => page.role('viewer'));
    expect(((await screen.findByText('Ada Byron 7 bob')) as HTMLButtonElement).disabled).toBe(true);
  });

  it('[W3] keeps the contract: an instance has every method of MicroAppWidget', () => {
    installApps({});
    page = testCanvas([{ id: 'w1' }]);
    const { app } = probe();
    const context = {
      bus: { emit: vi.fn() },
      snapshot: () => ({ state: { a: 1 }, config: { b: 2 } }),
      setState: vi.fn(),
      openSettings: vi.fn(),
    };
    const widget = app.create(context as unknown as CanvasContext);
    const methods = [
      'onMount',
      'onUnmount',
      'onResize',
      'onEvent',
      'emitEvent',
      'getState',
      'setState',
      'getConfig',
      'openSettings',
    ];
    for (const name of methods) expect(typeof widget[name as keyof typeof widget], name).toBe('function');
  });

  it('[W6] gets user, theme, size, canvas id, bus and storage in onMount', async () => {
    const { app, seen } = probe();
    installApps({ x: { Widget: app } });
    page = testCanvas([{ id: 'w1', appId: 'x' }]);
    show(page, <MicroAppHost widgetId="w1" size={SIZE} />);
    const context = await mounted(seen);
    expect(context).toMatchObject({
      canvasId: 'c1',
      widgetId: 'w1',
      app: { id: 'x' },
      user: { id: 'ada', name: 'Ada Byron' },
      theme: 'light',
      size: SIZE,
      role: 'editor',
      readOnly: false,
    });
    context.storage.set('k', { a: 1 });
    expect(context.storage.get('k')).toEqual({ a: 1 });
    context.storage.remove('k');
    expect(context.storage.get('k')).toBeUndefined();
    expect(context.nameOf('bob')).toBe('Bob Noyce');
    expect(JSON.stringify(Object.keys(context))).not.toContain('token');
  });

  it('[W7][C3] is told on unmount, and its listeners are gone', async () => {
    const { app, seen } = probe({
      Widget: () => {
        useEvents('todo.*', () => {});
        return <p>inside</p>;
      },
    });
    installApps({ x: { Widget: app } });
    page = testCanvas([{ id: 'w1', appId: 'x' }]);
    const before = page.canvas.bus.counters().listeners;
    for (let cycle = 0; cycle < 20; cycle++) {
      seen.context = undefined;
      const shown = show(page, <MicroAppHost widgetId="w1" size={SIZE} />);
      const context = await mounted(seen);
      context.bus.on('*', () => {}); // an app that forgets to unsubscribe
      shown.unmount();
    }
    expect(seen.unmounted).toBe(20);
    expect(page.canvas.bus.counters().listeners).toBe(before);
    expect(host.instances.of('x')).toBe(0);
  });

  it('[W8][C5] is told its new size, and sees it', async () => {
    const Widget = () => <p>{useCanvas().size.w} wide</p>;
    const { app, seen } = probe({ Widget });
    installApps({ x: { Widget: app } });
    page = testCanvas([{ id: 'w1', appId: 'x' }]);
    const { rerender } = show(page, <MicroAppHost widgetId="w1" size={SIZE} />);
    await screen.findByText('3 wide');
    rerender(<MicroAppHost widgetId="w1" size={{ w: 5, h: 4 }} />);
    await screen.findByText('5 wide');
    expect(seen.sizes).toEqual([{ w: 5, h: 4 }]);
  });

  it('[W9][W10] hears what others do and tells them by emitEvent', async () => {
    const { app, seen } = probe();
    installApps({ x: { Widget: app } });
    page = testCanvas([{ id: 'w1', appId: 'x' }]);
    show(page, <MicroAppHost widgetId="w1" size={SIZE} />);
    const context = await mounted(seen);
    act(() => page.event('w1', 'todo.toggled', { id: 't', done: true }));
    expect(seen.events).toMatchObject([{ type: 'todo.toggled', source: 'w1', by: 'bob' }]);
    context.bus.emit({ type: 'poll.opened', data: { q: 1 } });
    expect(page.sent).toMatchObject([
      { to: 'w1', do: 'emit', data: { type: 'poll.opened', data: { q: 1 } } },
    ]);
  });

  it('[W11][W12][W13] reads state and config, and merges partial state', () => {
    installApps({});
    const setState = vi.fn();
    const context = { snapshot: () => ({ state: { a: 1 }, config: { b: 2 } }), setState };
    const widget = probe().app.create(context as unknown as CanvasContext);
    expect(widget.getState()).toEqual({ a: 1 });
    expect(widget.getConfig()).toEqual({ b: 2 });
    widget.setState({ c: 3 });
    expect(setState).toHaveBeenCalledWith({ c: 3 });
  });

  it('[W14] opens its own settings through the frame around it', async () => {
    const open = vi.fn();
    const { app, seen } = probe();
    installApps({ x: { Widget: app } });
    page = testCanvas([{ id: 'w1', appId: 'x' }]);
    show(page, <MicroAppHost widgetId="w1" size={SIZE} onOpenSettings={open} />);
    (await mounted(seen)).openSettings();
    expect(open).toHaveBeenCalledOnce();
  });

  it('reads only below its own address', async () => {
    const { app, seen } = probe();
    installApps({ x: { Widget: app } });
    page = testCanvas([{ id: 'w1', appId: 'x' }]);
    show(page, <MicroAppHost widgetId="w1" size={SIZE} />);
    const context = await mounted(seen);
    for (const path of ['../../auth/me', 'a/../../b', '..', 'a\\..\\b', './x'])
      await expect(context.read(path), path).rejects.toThrow('own address');
  });
});

describe('an app that throws', () => {
  const boom = () => {
    throw new Error('boom');
  };
  it.each([
    ['while drawing', { Widget: boom }],
    ['in onMount', { onMount: boom }],
    ['in onEvent', { onEvent: boom }],
    ['in onResize', { onResize: boom }],
    [
      'in an effect',
      {
        Widget: () => {
          useEffect(boom, []);
          return <p>inside</p>;
        },
      },
    ],
  ] as const)('[W15] %s shows it in its own tile only, and starts again', async (_where, broken) => {
    installApps({
      bad: { Widget: probe(broken).app },
      good: { Widget: probe({ Widget: () => <p>healthy</p> }).app },
    });
    page = testCanvas([
      { id: 'w1', appId: 'bad' },
      { id: 'w2', appId: 'good' },
    ]);
    const draw = (w: number) => (
      <>
        <MicroAppHost widgetId="w1" size={{ w, h: 4 }} />
        <MicroAppHost widgetId="w2" size={{ w, h: 4 }} />
      </>
    );
    const { rerender } = show(page, draw(3));
    await screen.findByText('healthy');
    rerender(draw(4));
    act(() => page.event('w2', 'configured', { config: {}, was: {} }));
    const tile = await screen.findByRole('alert');
    expect(tile.textContent).toContain('boom');
    expect(screen.getByText('healthy')).toBeTruthy();
    fireEvent.click(screen.getByText('Try again'));
    expect(screen.getByText('healthy')).toBeTruthy();
  });

  it('[W15] in onUnmount or create hurts nobody', async () => {
    const created = { contract: 1 as const, create: boom };
    installApps({
      bad: { Widget: created },
      gone: { Widget: probe({ onUnmount: boom }).app },
      good: { Widget: probe({ Widget: () => <p>healthy</p> }).app },
    });
    page = testCanvas([
      { id: 'w1', appId: 'bad' },
      { id: 'w2', appId: 'gone' },
      { id: 'w3', appId: 'good' },
    ]);
    const good = <MicroAppHost key="w3" widgetId="w3" size={SIZE} />;
    const { rerender } = show(page, [
      <MicroAppHost key="w1" widgetId="w1" size={SIZE} />,
      <MicroAppHost key="w2" widgetId="w2" size={SIZE} />,
      good,
    ]);
    await screen.findByText('healthy');
    await screen.findByText('inside');
    expect((await screen.findByRole('alert')).textContent).toContain('boom');
    rerender([good]);
    expect(screen.getByText('healthy')).toBeTruthy();
    expect(screen.queryByText('inside')).toBeNull();
  });
});

describe('an app that does not load', () => {
  it('[M4] shows why in its tile, leaves the others alone and recovers by a retry', async () => {
    const apps: Parameters<typeof installApps>[0] = {
      bad: {},
      good: { Widget: probe({ Widget: () => <p>healthy</p> }).app },
    };
    installApps(apps);
    page = testCanvas([
      { id: 'w1', appId: 'bad' },
      { id: 'w2', appId: 'good' },
    ]);
    show(
      page,
      <>
        <MicroAppHost widgetId="w1" size={SIZE} />
        <MicroAppHost widgetId="w2" size={SIZE} />
      </>,
    );
    await screen.findByText('healthy');
    expect((await screen.findByRole('alert')).textContent).toContain('Your data is safe');
    apps.bad = { Widget: probe({ Widget: () => <p>back again</p> }).app };
    fireEvent.click(screen.getByText('Try again'));
    await screen.findByText('back again');
  });
  it('[P6] is loaded once for ten widgets', async () => {
    installApps({ x: { Widget: probe().app } });
    const ids = Array.from({ length: 10 }, (_, i) => `w${i}`);
    page = testCanvas(ids.map((id) => ({ id, appId: 'x' })));
    const before = host.loader.counters.loads;
    show(
      page,
      ids.map((id) => <MicroAppHost key={id} widgetId={id} size={SIZE} />),
    );
    await waitFor(() => expect(screen.getAllByText('inside')).toHaveLength(10));
    expect(host.loader.counters.loads - before).toBe(1);
    expect(host.store.getState().loadedApps.get('x@1.0.0')).toMatchObject({
      version: '1.0.0',
      instances: 10,
    });
  });
  it('[F4][FE-133] is let go of when its version is taken out of use, and comes back with another', async () => {
    const { seen, app } = probe();
    installApps({ x: { Widget: app } });
    page = testCanvas([{ id: 'a', appId: 'x' }]);
    const stand = (status: 'active' | 'suspended', revoked: Record<string, string>) =>
      act(() =>
        host.registry.stand({
          x: { version: '1.0.0', status, revoked, ...(status === 'active' ? {} : { reason: 'We look' }) },
        }),
      );
    const unload = vi.spyOn(host.loader, 'unloadModule');
    show(page, <MicroAppHost widgetId="a" size={SIZE} />);
    await mounted(seen);
    stand('suspended', {});
    expect(seen.unmounted).toBe(1);
    expect(unload).toHaveBeenCalledWith('x@1.0.0');
    expect(screen.getByRole('alert').textContent).toContain('We look');
    stand('active', {});
    await screen.findByText('inside');
  });
});
