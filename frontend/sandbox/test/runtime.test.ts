import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DENIED, lock } from '../src/runtime/lock.ts';
import { type BarePorts, NODE_TEXT_MAX, VIEW_TEXT_MAX } from '../src/wire.ts';
import { type Gesso, kept, stage } from './stage.ts';

const things = (g: Gesso) => g.collection('things', 'Thing', { name: g.text('Name') });

describe('own edits', () => {
  const app = (g: Gesso) => g.app({ views: [g.list(things(g))] });
  it('[FE-306] are shown at once and once, before and after their answers', async () => {
    const s = await stage(app, { hold: true });
    await s.type('name', 'One');
    await s.press('Add');
    expect(s.all('.lead')).toHaveLength(1);
    expect(s.all('.pend')).toHaveLength(1);
    s.answer();
    await s.settle();
    expect(s.all('.lead')).toHaveLength(1);
    expect(s.all('.pend')).toHaveLength(0);
    await s.press('Remove One');
    expect(s.all('.lead')).toHaveLength(0);
    s.show(); // the page does not know of it yet
    await s.settle();
    expect(s.all('.lead')).toHaveLength(0);
  });

  it('[FE-306] are taken back when they are refused, and what others did stays', async () => {
    const s = await stage(app, { records: { things: kept({ name: 'Kept' }) }, hold: true });
    s.refuse = () => 'no';
    await s.press('Remove Kept');
    expect(s.all('.lead')).toHaveLength(0);
    s.records.things?.push({ id: 'other', values: { name: 'Of another' } });
    s.answer();
    await s.settle();
    expect(s.all('.lead').map((one) => one.textContent)).toEqual(['Kept', 'Of another']);
    expect(s.one('.toast').textContent).toContain('Not saved: no');
  });
});

describe('[FE-346] a refusal', () => {
  const app = (g: Gesso) => g.app({ views: [g.list(things(g))] });
  const refusedWith = async (code: string, locale: string) => {
    const s = await stage(app, { records: { things: kept({ name: 'Kept' }) }, hold: true, locale });
    s.all('button')
      .find((one) => /(Remove|entfernen)/.test(one.getAttribute('aria-label') ?? ''))
      ?.click();
    await s.settle();
    const call = s.sent.find((one) => one.t === 'call');
    s.tell({
      t: 'answer',
      n: call?.t === 'call' ? call.n : 0,
      ok: false,
      code,
      detail: 'Said by the server.',
    });
    await s.settle();
    return s.one('.toast').textContent ?? '';
  };
  it.each([
    ['not-found', 'no longer there', 'gibt es nicht mehr'],
    ['forbidden', 'not possible here', 'geht hier nicht'],
    ['rate-limited', 'a lot at once', 'viel auf einmal'],
    ['conflict', 'changed in the meantime', 'inzwischen geändert'],
    ['unavailable', 'does not answer just now', 'antwortet gerade nicht'],
  ])('that is %s is told in the words of who looks', async (code, english, german) => {
    expect(await refusedWith(code, 'en-GB')).toContain(`Not saved: `);
    expect(await refusedWith(code, 'en-GB')).toContain(english);
    expect(await refusedWith(code, 'de-AT')).toContain(german);
  });
  it.each(['invalid', 'too-large', 'constructor'])(
    'that is %s is told as the server says it',
    async (code) => {
      expect(await refusedWith(code, 'de')).toContain('Nicht gespeichert: Said by the server.');
    },
  );
});

describe('code of its own', () => {
  it('[FE-317] draws, hears and keeps by the small functions', async () => {
    const s = await stage((g) => {
      g.onEvent('todo.*', (event) => g.setState({ heard: (event as { type: string }).type }));
      g.app({
        view: () => {
          const [n, set] = g.local('n', 0) as [number, (n: number) => void];
          return g.h(
            'div',
            null,
            g.h('button', { onClick: () => set(n + 1) }, `Pressed ${n}`),
            g.h(
              'button',
              {
                onClick: () =>
                  g.command('records.add', { collection: 'things', id: 'x', values: { name: 'Made' } }),
              },
              'Make',
            ),
            g.records('things').map((one) => g.h('p', { key: one.id }, String(one.values.name))),
            String(g.state().heard ?? 'nothing'),
            g.user().name,
          );
        },
      });
    });
    await s.press('Pressed 0');
    await s.press('Pressed 1');
    expect(s.has('Pressed 2')).toBe(true);
    await s.press('Make');
    expect(s.text).toContain('Made');
    s.tell({ t: 'event', event: { type: 'todo.added' } });
    await s.settle();
    expect(s.text).toContain('todo.added');
    expect(s.text).toContain('Ana Novak');
    expect(Object.isFrozen(s.runtime.gesso)).toBe(true);
  });

  it('[FE-317] that throws is told to the page, and can go on', async () => {
    const s = await stage((g) => {
      const box = { bad: false };
      g.app({
        view: () => {
          if (box.bad) throw new TypeError('x is not a function');
          return g.h(
            'button',
            {
              onClick: () => {
                box.bad = true;
                throw new RangeError('too far');
              },
            },
            'Press',
          );
        },
      });
    });
    await s.press('Press');
    expect(s.faults()).toEqual(['RangeError: too far', 'TypeError: x is not a function']);
    expect(s.text).toContain('could not be drawn');
  });

  it('[FE-317] that draws too much, says nothing or says it wrongly gets a clear answer', async () => {
    const wide = await stage((g) =>
      g.app({
        view: () =>
          g.h(
            'ul',
            null,
            Array.from({ length: 6_000 }, () => g.h('li')),
          ),
      }),
    );
    expect(wide.text).toContain('more than can be shown');
    const long = (count: number) =>
      stage((g) =>
        g.app({
          view: () =>
            g.h(
              'div',
              null,
              Array.from({ length: count }, () => g.h('p', null, 'x'.repeat(30_000))),
              g.h('svg', null, g.h('path', { d: 'M0 0'.repeat(5_000) })),
            ),
        }),
      );
    // Of a text no more than 20,000 characters are shown.
    const most = VIEW_TEXT_MAX / NODE_TEXT_MAX;
    const whole = await long(most - 1);
    expect(whole.text).toHaveLength((most - 1) * NODE_TEXT_MAX);
    expect(whole.refused).not.toContain('size');
    expect((await long(most)).text).toContain('more than can be shown');
    expect((await stage(() => {})).faults()).toEqual(['The code did not call app().']);
    await stage((g) => {
      expect(() => g.app({})).toThrow('app() needs views');
      expect(() => g.board(things(g), { group: 'colour' })).toThrow(
        "group names 'colour', which things does not have",
      );
      expect(() => g.choice('Kind')).toThrow('a choice needs its options');
      expect(() => g.collection('no name', 'X', { a: g.text('A') })).toThrow('no name for a collection');
    });
  });

  it('[FE-317] is told of pings by the app port, and hears nothing after its end', async () => {
    const s = await stage((g) => g.app({ views: [g.list(things(g))] }));
    s.tell({ t: 'ping', n: 7 });
    expect(s.sent.at(-1)).toEqual({ t: 'pong', n: 7 });
    s.tell({ t: 'unmount' });
    const before = s.sent.length;
    s.tell({ t: 'ping', n: 8 });
    expect(s.sent).toHaveLength(before);
  });
});

describe('the built files', () => {
  const out = mkdtempSync(join(tmpdir(), 'sandbox-'));
  beforeAll(async () => {
    const { buildSandbox } = await import('../../scripts/sandbox.mjs');
    await buildSandbox(join(import.meta.dirname, '../..'), out);
  });
  afterAll(() => rmSync(out, { recursive: true, force: true }));
  const file = (name: string) => readFileSync(join(out, name), 'utf8');

  it('[FE-305] run in a bare engine, without timers, page or network, and the same way each time', async () => {
    const run = async () => {
      const told: unknown[] = [];
      const ports: BarePorts = {
        toFrame: (message) => told.push(message),
        toApp: (message) => told.push(message),
      };
      const context = createContext({ gessoPorts: ports, fetch: () => {}, Worker: () => {} });
      runInContext(file('runtime.js'), context);
      expect(
        runInContext(
          '[typeof gessoPorts, typeof fetch, typeof Worker, typeof Function, typeof eval, typeof setTimeout].join()',
          context,
        ),
      ).toBe(Array(6).fill('undefined').join());
      expect(runInContext('(() => {}).constructor', context)).toBeUndefined();
      runInContext(
        '"use strict"; const { app, collection, text, list } = gesso; app({ views: [list(collection("a", "A", { name: text("Name") }))] });',
        context,
      );
      const say = (message: unknown) => runInContext('(f, m) => f(m)', context)(ports.fromApp, message);
      const size = { w: 4, h: 4 };
      say({
        t: 'start',
        context: {
          canvasId: 'c',
          widgetId: 'w',
          app: { id: 'a', version: '1' },
          user: { id: 'u1', name: 'Ana' },
          locale: 'en',
        },
        snapshot: {
          state: {},
          config: {},
          size,
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
      for (let i = 0; i < 10; i++) await Promise.resolve();
      return JSON.stringify(told);
    };
    const first = await run();
    expect(first).toContain('"t":"ready"');
    expect(first).toContain('No a yet');
    expect(await run()).toBe(first);
  });

  it('[FE-305] take away what an app has no use for, and leave the names free', () => {
    const far = Object.fromEntries(DENIED.map((name) => [name, () => {}]));
    const near = Object.create(far, { fetch: { value: 1, configurable: true }, kept: { value: 1 } });
    lock(near);
    for (const name of DENIED) expect(name in near, name).toBe(false);
    expect(near.kept).toBe(1);
  });

  it('[FE-318] are small, and the page of the frame asks for its one script only', () => {
    const gzipped = (name: string) => gzipSync(file(name), { level: 9 }).length;
    expect(gzipped('runtime.js')).toBeLessThan(30 * 1024);
    expect(gzipped('boot.js')).toBeLessThan(8 * 1024);
    expect(file('frame.html').match(/(src|href|url)\s*[=(]/g)).toEqual(['src=']);
    expect(file('frame.html')).toContain('<script src="/sandbox/boot.js"></script>');
    for (const name of ['runtime.js', 'boot.js']) expect(file(name)).not.toMatch(/^\s*(import|export)\b/m);
  });
});
