// @vitest-environment node
import { expect, it } from 'vitest';
import { Runtime } from '../src/runtime/runtime.ts';
import type { BarePorts, FromWorker } from '../src/wire.ts';

it('[FE-339] the next view waits until the frame has drawn the one before, and then shows the newest', async () => {
  const views: FromWorker[] = [];
  const ports: BarePorts = {
    paced: true,
    toFrame: (message) => void (message.t === 'view' && views.push(message)),
    toApp: () => {},
  };
  const runtime = new Runtime(ports, () => 0);
  let count = 0;
  runtime.define({ view: () => `turn ${count}` });
  const user = { id: 'u', name: 'Ann' };
  ports.fromApp?.({
    t: 'start',
    context: { canvasId: 'c', widgetId: 'w', app: { id: 'a', version: '1.0.0' }, user, locale: 'en' },
    snapshot: {
      state: {},
      config: {},
      size: { w: 4, h: 4 },
      role: 'editor',
      readOnly: false,
      theme: 'light',
      reducedMotion: false,
      locale: 'en',
      people: [],
      pending: [],
      storage: {},
    },
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  await settled();
  expect(views).toHaveLength(1);
  for (let n = 0; n < 5; n++) {
    count++;
    runtime.redraw();
    await settled();
  }
  expect(views).toHaveLength(1);
  ports.fromFrame?.({ t: 'drawn' });
  await settled();
  expect(views).toHaveLength(2);
  expect(JSON.stringify(views[1])).toContain('turn 5');
});
