import { type Boot, CONTRACT, type FromApp, type ToApp, type ToFrame } from '@gesso/sandbox/wire';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FRAME_MISSED_MAX, REFUSED_KINDS_MAX, START_MS } from './limits.ts';
import { PreviewContext } from './previewContext.ts';
import { FrameSession, type Stopped } from './session.ts';

/** The frame's side. */
let control: MessagePort;
let app: MessagePort;
let boots: Boot[];
let toFrame: ToFrame[];
let toApp: ToApp[];
let session: FrameSession;
let frameAnswers: boolean;
let used: boolean;
const stopped = vi.fn<(why: Stopped) => void>();
const ready = vi.fn();

const heard = async () => {
  for (let n = 0; n < 10; n++) await new Promise((resolve) => setImmediate(resolve));
};
/** Seconds go by, and what is said in each of them is heard. */
const seconds = async (count: number) => {
  for (let n = 0; n < count; n++) {
    vi.advanceTimersByTime(1_000);
    await heard();
  }
};
const say = async (message: FromApp) => {
  app.postMessage(message);
  await heard();
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  vi.clearAllMocks();
  [frameAnswers, used] = [true, false];
  [boots, toFrame, toApp] = [[], [], []];
  const target = {
    postMessage: (boot: Boot, _origin: string, ports: [MessagePort, MessagePort]) => {
      boots.push(boot);
      [control, app] = ports;
      control.onmessage = ({ data }) => {
        toFrame.push(data as ToFrame);
        if (data.t === 'ping' && frameAnswers) control.postMessage({ t: 'pong', n: data.n });
      };
      app.onmessage = ({ data }) => toApp.push(data as ToApp);
    },
  };
  const specification = { title: 'Empty', entities: [], views: [] };
  const context = new PreviewContext({ specification, theme: 'dark', locale: 'en', today: '2026-01-05' });
  session = new FrameSession({
    target: target as unknown as Window,
    code: 'code',
    runtime: 'runtime',
    context,
    permissions: [],
    colours: () => ({ ink: '#000' }),
    isUsed: () => used,
    ready,
    stopped,
  });
});
afterEach(() => {
  session.end();
  vi.useRealTimers();
});

describe('[FE-336] a sandboxed app', () => {
  it('is given code, colours and a beginning', async () => {
    await heard();
    expect(boots).toEqual([{ t: 'boot', code: 'code', runtime: 'runtime' }]);
    expect(toFrame[0]).toEqual({ t: 'theme', theme: 'dark', reducedMotion: false, colours: { ink: '#000' } });
    expect(toApp[0]).toMatchObject({ t: 'start' });
    await say({ t: 'ready', contract: CONTRACT });
    expect(ready).toHaveBeenCalledTimes(1);
  });
  it('is ended when it misses three pings, and not before', async () => {
    await say({ t: 'ready', contract: CONTRACT });
    await seconds(1);
    await say({ t: 'pong', n: 1 });
    await seconds(3);
    expect(stopped).not.toHaveBeenCalled();
    await seconds(1);
    expect(stopped).toHaveBeenCalledTimes(1);
    expect(stopped.mock.calls[0]?.[0]).toMatchObject({ reason: 'silent' });
    await heard();
    expect(toFrame.at(-1)).toEqual({ t: 'stop' });
  });
  it('lives on after a slow answer, and cannot answer what it was not asked', async () => {
    await say({ t: 'ready', contract: CONTRACT });
    await seconds(3);
    await say({ t: 'pong', n: 3 });
    await seconds(3);
    expect(stopped).not.toHaveBeenCalled();
    await say({ t: 'pong', n: 1e9 });
    await seconds(5);
    expect(stopped).toHaveBeenCalledTimes(1);
  });
  it('is not blamed for a machine that is busy, but nobody waits for ever', async () => {
    frameAnswers = false;
    await say({ t: 'ready', contract: CONTRACT });
    await seconds(FRAME_MISSED_MAX);
    expect(stopped).not.toHaveBeenCalled();
    await seconds(1);
    expect(stopped.mock.calls[0]?.[0]).toMatchObject({ reason: 'silent' });
  });
  it('that never begins is given up', async () => {
    await seconds(START_MS / 1_000 + 1);
    expect(stopped.mock.calls[0]?.[0]).toMatchObject({ reason: 'start' });
  });
  it('whose code throws at its start is told with the error', async () => {
    await say({ t: 'fault', message: 'x is not defined' });
    expect(stopped.mock.calls[0]?.[0]).toEqual({ reason: 'dead', detail: 'x is not defined' });
  });
  it('whose frame reports its end is told so', async () => {
    control.postMessage({ t: 'dead', message: 'worker' });
    await heard();
    expect(stopped.mock.calls[0]?.[0]).toEqual({ reason: 'dead', detail: 'worker' });
  });
});

it('[FE-341] of what a frame left out no more than so many kinds are kept, whatever they are called', async () => {
  const tell = (what: string, count: number) => control.postMessage({ t: 'refused', what, count });
  tell('constructor', 1);
  for (let n = 0; n < 1_000; n++) tell(`attribute x${n}`, n);
  tell('attribute x0', 7);
  await heard();
  expect(Object.keys(session.refused)).toHaveLength(REFUSED_KINDS_MAX);
  expect(session.refused).toMatchObject({ constructor: 1, 'attribute x0': 7 });
});

it('[FE-343] its settings are opened while the person is in its frame', async () => {
  vi.stubGlobal('navigator', { userActivation: { isActive: true } });
  const call = (n: number): FromApp => ({ t: 'call', n, do: 'openSettings', args: {} });
  await say(call(1));
  used = true;
  await say(call(2));
  vi.unstubAllGlobals();
  expect(toApp.filter((one) => one.t === 'answer')).toMatchObject([
    { n: 1, ok: false, code: 'forbidden' },
    { n: 2, ok: true },
  ]);
});
