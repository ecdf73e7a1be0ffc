import { afterEach, describe, expect, it, vi } from 'vitest';
import { dress, wait } from '../src/frame/boot.ts';
import { Drawing } from '../src/frame/drawing.ts';
import { Ears } from '../src/frame/ears.ts';
import {
  ATTRIBUTES_MAX,
  DEPTH_MAX,
  NODE_TEXT_MAX,
  NODES_MAX,
  OPS_MAX,
  type Op,
  VIEW_TEXT_MAX,
  type ViewElement,
  type ViewEvent,
  type ViewNode,
} from '../src/wire.ts';

function frame() {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const refused: string[] = [];
  const heard: [number, ViewEvent][] = [];
  const ears = new Ears(
    (id, event) => heard.push([id, event]),
    (select) => drawing.chosen(select),
  );
  const drawing: Drawing = new Drawing(root, {
    refused: (what) => refused.push(what),
    listen: (element, type, id) => ears.listen(element, type, id),
    edited: (control) => ears.edited(control),
    heldAt: (control, seen) => ears.heldAt(control, seen),
  });
  ears.dragging(root);
  const draw = (node: ViewNode) => drawing.apply([['r', [], node]], 0);
  return { root, refused, heard, drawing, draw };
}
const type = (control: HTMLInputElement, value: string) => {
  control.value = value;
  control.dispatchEvent(new Event('input', { bubbles: true }));
};

describe('what a frame draws', () => {
  it('[FE-301] leaves out tags, attributes and events that it does not know, and counts them', () => {
    const { root, refused, draw } = frame();
    const bad: ViewElement[] = [
      { t: 'script', c: ['alert(1)'] },
      { t: 'iframe', a: { src: 'https://example.com' } },
      { t: 'a', a: { href: 'javascript:alert(1)' } },
      { t: 'img', a: { src: 'x', onerror: 'alert(1)' } },
      { t: 'style' },
      { t: 'object' },
      { t: 'foreignObject' },
    ];
    draw({
      t: 'div',
      a: {
        id: 'x',
        style: 'color:red',
        onclick: 'alert(1)',
        href: 'x',
        class: 'a"b',
        'aria-owns': 'x',
        'data-any': 1,
        srcdoc: 'x',
      },
      on: { mouseover: 1, load: 2, click: 3 },
      c: [...bad, { t: 'p', c: ['kept'] }],
    });
    expect(root.innerHTML).toBe(`<div>${'<span hidden=""></span>'.repeat(7)}<p>kept</p></div>`);
    expect(refused).toHaveLength(7 + 8 + 2);
    expect(refused).toContain('tag script');
    expect(refused).toContain('attribute href');
    expect(refused).toContain('event mouseover');
  });

  it('[FE-301] keeps paths right where something was left out', () => {
    const { root, drawing, draw } = frame();
    draw({
      t: 'div',
      c: [
        { t: 'script', c: ['x'] },
        { t: 'p', c: ['one'] },
      ],
    });
    drawing.apply(
      [
        ['x', [1, 0], 'two'],
        ['x', [0, 0], 'evil'],
        ['i', [], 0, 'first'],
      ],
      0,
    );
    expect(root.textContent).toBe('firsttwo');
  });

  it('[FE-301] makes of types, classes, numbers and colours only what is harmless', () => {
    const { root, refused, draw } = frame();
    draw({
      t: 'div',
      a: { 'data-v': 140, 'data-c': 'url(x)', class: 'app k-list' },
      c: [
        { t: 'input', a: { type: 'password' } },
        { t: 'input', a: { type: 'file' } },
        { t: 'button', a: { type: 'submit', tabindex: 5 } },
        { t: 'svg', a: { viewBox: '0 0 1 1' }, c: [{ t: 'path', a: { d: 'M0 0', fill: 'url(x)' } }] },
      ],
    });
    const div = root.firstElementChild as HTMLElement;
    expect(div.style.getPropertyValue('--v')).toBe('100');
    expect(div.className).toBe('app k-list');
    expect(root.querySelector('path')?.namespaceURI).toBe('http://www.w3.org/2000/svg');
    expect(refused.sort()).toEqual([
      'attribute data-c',
      'attribute fill',
      'attribute tabindex',
      'attribute type',
      'attribute type',
    ]);
  });

  it('[FE-304] draws no more than the limits', () => {
    const { root, refused, draw } = frame();
    draw({ t: 'ul', c: Array.from({ length: NODES_MAX + 50 }, () => ({ t: 'li' })) });
    expect(root.querySelectorAll('li')).toHaveLength(NODES_MAX - 1);
    expect(refused).toEqual(['nodes']);
    let deep: ViewNode = 'end';
    for (let i = 0; i < DEPTH_MAX + 5; i++) deep = { t: 'div', c: [deep] };
    draw(deep);
    expect(root.textContent).toBe('');
    draw('x'.repeat(30_000));
    expect(root.textContent).toHaveLength(20_000);
  });

  describe('[FE-347] holds one view to so many characters', () => {
    const most = VIEW_TEXT_MAX / NODE_TEXT_MAX;
    const page = (count: number): ViewElement => ({
      t: 'div',
      c: Array.from({ length: count }, () => ({ t: 'p', c: ['x'.repeat(NODE_TEXT_MAX)] })),
    });
    const full = () => {
      const made = frame();
      made.draw(page(most));
      expect(made.refused).toEqual([]);
      return made;
    };
    const more: Op = ['i', [], 0, { t: 'p', c: ['more'] }];

    it('and leaves further text empty', () => {
      const { root, refused, drawing } = full();
      drawing.apply([more], 0);
      expect(root.querySelector('p')?.outerHTML).toBe('<p></p>');
      expect(refused).toEqual(['size']);
      expect(root.textContent).toHaveLength(VIEW_TEXT_MAX);
    });
    it.each<[string, Op]>([
      ['is removed', ['d', [], 3]],
      ['is replaced', ['r', [3], 'short']],
      ['is another text', ['x', [3, 0], 'short']],
      ['is drawn anew', ['r', [], page(1)]],
    ])('of which there are more when some %s', (_, op) => {
      const { root, refused, drawing } = full();
      drawing.apply([op, more], 0);
      expect(root.textContent).toContain('more');
      expect(refused).toEqual([]);
    });
    it('of which as many take the place of others', () => {
      const { root, refused, drawing } = full();
      const other = 'y'.repeat(NODE_TEXT_MAX);
      for (let n = 0; n < 3; n++)
        drawing.apply(
          [
            ['x', [0, 0], other],
            ['r', [1], { t: 'b', c: [other] }],
          ],
          0,
        );
      expect(refused).toEqual([]);
      expect(root.textContent).toHaveLength(VIEW_TEXT_MAX);
    });
    it('which nonsense in the place of others does not raise', () => {
      const { root, refused, drawing } = full();
      const half = { t: 'p', c: 7 } as unknown as ViewNode;
      for (let n = 0; n < 3; n++) drawing.apply([['r', [0], half]], 0);
      expect(refused).toEqual(['op', 'op', 'op']);
      const again: Op = ['i', [], 0, { t: 'p', c: ['x'.repeat(NODE_TEXT_MAX)] }];
      drawing.apply([again, again, again], 0);
      expect(root.textContent).toHaveLength(VIEW_TEXT_MAX);
      expect(refused.slice(3)).toEqual(['size', 'size']);
    });
    it('and counts the paths of drawings among them', () => {
      const { root, refused, drawing, draw } = frame();
      const lines = (length: number) => `M0 0${'l1 1'.repeat(length / 4 - 1)}`;
      const path = (name: 'd' | 'points'): ViewElement => ({
        t: name === 'd' ? 'path' : 'polygon',
        a: { [name]: lines(20_000) },
      });
      const half = Array.from({ length: most / 2 }, () => [path('d'), path('points')]).flat();
      draw({ t: 'svg', c: half });
      drawing.apply([['i', [], 0, path('d')]], 0);
      expect(refused).toEqual(['size']);
      expect(root.querySelector('path')?.hasAttribute('d')).toBe(false);
      drawing.apply(
        [
          ['a', [1], { d: null }],
          ['d', [], 2],
          ['a', [0], { d: lines(20_000) }],
          ['a', [0], { d: lines(32_000) }],
          ['a', [0], { d: lines(40_000) }],
        ],
        0,
      );
      // Too long on its own: nothing is left of it, and what it took is free.
      expect(refused).toEqual(['size', 'attribute d']);
      drawing.apply(
        [
          ['a', [0], { d: lines(20_000) }],
          ['a', [1], { d: lines(20_000) }],
          ['i', [], 0, 'x'],
        ],
        0,
      );
      expect(refused).toEqual(['size', 'attribute d', 'size']);
    });
  });

  it('[FE-347] gives a node so many attributes and events, however they come', () => {
    const { root, refused, drawing, draw } = frame();
    const letters = (n: number) => [n / 26, n % 26].map((at) => String.fromCharCode(97 + at)).join('');
    const some = (from: number, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`aria-x${letters(from + n)}`, 1]));
    draw({
      t: 'p',
      a: some(0, 500),
      on: Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`e${n}`, n])),
    });
    const p = root.querySelector('p') as Element;
    expect(p.attributes).toHaveLength(ATTRIBUTES_MAX);
    expect(refused.filter((one) => one === 'attributes')).toHaveLength(2);
    expect(refused.filter((one) => one.startsWith('event '))).toHaveLength(ATTRIBUTES_MAX);
    refused.length = 0;
    drawing.apply([['a', [], some(500, 3)]], 0);
    expect(refused).toEqual(['attributes', 'attributes', 'attributes']);
    drawing.apply([['a', [], { 'aria-xaa': null, 'aria-xab': 2, 'aria-new': 1 }]], 0);
    expect(refused).toHaveLength(3);
    expect([p.getAttribute('aria-xab'), p.getAttribute('aria-new')]).toEqual(['2', '1']);
    expect(p.attributes).toHaveLength(ATTRIBUTES_MAX);
  });

  it('[FE-347] takes so many changes at once', () => {
    const { root, refused, drawing, draw } = frame();
    draw({ t: 'p', c: ['0'] });
    const ops = Array.from({ length: OPS_MAX + 5 }, (_, n): Op => ['x', [0], String(n + 1)]);
    drawing.apply(ops, 0);
    expect(root.textContent).toBe(String(OPS_MAX));
    expect(refused).toEqual(['ops']);
  });

  it('[FE-304] takes an op that makes no sense for one that was refused', () => {
    const { root, refused, drawing, draw } = frame();
    draw({ t: 'div', c: ['a'] });
    const nonsense = [
      ['d', [], 7],
      ['m', [], 3, 0],
      ['x', [], 'b'],
      ['a', [9], {}],
      ['q', []],
      7,
      null,
      ['i'],
    ] as never[];
    drawing.apply(nonsense, 0);
    expect(refused).toHaveLength(nonsense.length);
    expect(root.innerHTML).toBe('<div>a</div>');
  });
});

describe('what a frame hears', () => {
  it('[FE-302] reads a form by its controls, whatever they are called', async () => {
    const { root, heard, draw } = frame();
    const names = ['value', 'submit', 'elements', 'action', 'tagName', 'checked'];
    draw({
      t: 'form',
      on: { submit: 1, input: 2 },
      c: [
        ...names.map((name): ViewNode => ({ t: 'input', a: { name, type: 'text', value: `is ${name}` } })),
        { t: 'input', a: { name: 'done', type: 'checkbox', checked: true } },
        { t: 'button', a: { type: 'submit' }, c: ['Send'] },
      ],
    });
    root.querySelector('button')?.click();
    expect(heard).toEqual([
      [
        1,
        {
          type: 'submit',
          field: { ...Object.fromEntries(names.map((name) => [name, `is ${name}`])), done: true },
        },
      ],
    ]);
    type(root.querySelector('input') as HTMLInputElement, 'x');
    expect(heard[1]).toEqual([2, { type: 'input' }]);
    expect(root.querySelector('input')?.getAttribute('name')).toBe('f_value');
  });

  it('[FE-308] tells which controls hold what their browser cannot read, also what made no event', () => {
    const { root, heard, draw } = frame();
    draw({
      t: 'form',
      on: { submit: 1 },
      c: [
        { t: 'input', a: { name: 'count', type: 'number', value: '' }, on: { input: 2 } },
        { t: 'input', a: { name: 'day', type: 'date', value: '' }, on: { input: 3 } },
        { t: 'button', a: { type: 'submit' }, c: ['Send'] },
      ],
    });
    const [count, day] = [...root.querySelectorAll('input')] as [HTMLInputElement, HTMLInputElement];
    type(count, '');
    for (const one of [count, day]) Object.defineProperty(one, 'validity', { value: { badInput: true } });
    type(count, '');
    root.querySelector('button')?.click();
    type(day, '2026-11-28');
    expect(heard.map(([, event]) => event.bad)).toEqual([undefined, ['count'], ['count', 'day'], undefined]);
  });

  it('[FE-302] sends a form by Enter in a line, and by Ctrl and Enter in a text', () => {
    const { root, heard, draw } = frame();
    draw({
      t: 'form',
      on: { submit: 1 },
      c: [
        { t: 'input', a: { name: 'a' } },
        { t: 'textarea', a: { name: 'b' } },
        { t: 'select', c: [{ t: 'option' }] },
      ],
    });
    const press = (on: string, more: object = {}) =>
      root
        .querySelector(on)
        ?.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...more }),
        );
    press('input');
    press('input', { isComposing: true });
    press('select');
    press('textarea');
    press('textarea', { ctrlKey: true });
    expect(heard).toHaveLength(2);
  });

  it('[FE-303] never overwrites what is typed by a drawing that did not know of it', () => {
    const { root, drawing, draw, heard } = frame();
    draw({ t: 'div', c: [{ t: 'input', a: { value: '' }, on: { input: 1 } }] });
    const input = root.querySelector('input') as HTMLInputElement;
    input.focus();
    type(input, 'a');
    type(input, 'ab');
    expect(heard.map(([, event]) => event.value)).toEqual(['a', 'ab']);
    drawing.apply([['a', [0], { value: 'a' }]], 1); // of the first key
    expect(input.value).toBe('ab');
    drawing.apply([['a', [0], { value: 'AB' }]], 2);
    expect(input.value).toBe('AB');
    input.blur();
    drawing.apply([['a', [0], { value: '' }]], 0);
    expect(input.value).toBe('');
  });

  it('[FE-303] puts what was typed meanwhile behind what the worker has put in', () => {
    const { root, drawing, draw, heard } = frame();
    draw({ t: 'form', on: { submit: 9 }, c: [{ t: 'input', a: { value: '' }, on: { input: 1 } }] });
    const input = root.querySelector('input') as HTMLInputElement;
    input.focus();
    type(input, 'Socks');
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    type(input, 'SocksS');
    type(input, 'SocksSh');
    drawing.apply([['a', [0], { value: '' }]], 2); // taken, and emptied for the next
    expect(input.value).toBe('Sh');
    expect(heard.at(-1)?.[1].value).toBe('Sh');
  });

  it('[FE-303] leaves the focus where it is while its element is moved', () => {
    const { root, drawing, draw } = frame();
    draw({ t: 'ul', c: [{ t: 'li', c: [{ t: 'input', a: { value: 'abc' } }] }, { t: 'li' }, { t: 'li' }] });
    const input = root.querySelector('input') as HTMLInputElement;
    input.focus();
    drawing.apply([['m', [], 0, 2]], 0);
    expect(document.activeElement).toBe(input);
    expect(root.querySelectorAll('li')[2]?.contains(input)).toBe(true);
  });

  it('[FE-303] puts a choice in again when its options come later, and keeps the one that was made', () => {
    const { root, drawing, draw } = frame();
    const option = (value: string): ViewNode => ({ t: 'option', a: { value }, c: [value] });
    draw({ t: 'div', c: [{ t: 'select', a: { value: 'b' }, on: { change: 1 }, c: [option('a')] }] });
    const select = root.querySelector('select') as HTMLSelectElement;
    drawing.apply([['i', [0], 1, option('b')]], 0);
    expect(select.value).toBe('b');
    select.value = 'a';
    select.dispatchEvent(new Event('change'));
    drawing.apply([['i', [0], 2, option('c')]], 0);
    expect(select.value).toBe('a');
  });

  it('[FE-302] tells only the keys that were asked for, and only where they were pressed', () => {
    const { root, heard, draw } = frame();
    draw({
      t: 'div',
      a: { 'data-keys': 'ArrowLeft Escape', tabindex: 0 },
      on: { keydown: 1 },
      c: [{ t: 'input' }],
    });
    const press = (on: string, key: string) => {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
      root.querySelector(on)?.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(press('div', 'ArrowLeft')).toBe(true);
    expect(press('input', 'ArrowLeft')).toBe(false);
    expect(press('input', 'Escape')).toBe(true);
    expect(press('div', 'x')).toBe(false);
    expect(heard.map(([, event]) => event.key)).toEqual(['ArrowLeft', 'Escape']);
  });
});

class OneWorker {
  static all: OneWorker[] = [];
  readonly told: unknown[] = [];
  ended = false;
  onmessage: ((event: { data: unknown }) => void) | undefined;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | undefined;
  constructor() {
    OneWorker.all.push(this);
  }
  postMessage(message: unknown) {
    this.told.push(message);
  }
  terminate() {
    this.ended = true;
  }
}

describe('the life of a frame', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
    Reflect.deleteProperty(document, 'execCommand');
    OneWorker.all = [];
  });
  function started() {
    vi.stubGlobal('Worker', OneWorker);
    const root = document.createElement('div');
    document.body.replaceChildren(root);
    const page = {};
    const told: unknown[] = [];
    const listeners = new Set<(event: MessageEvent) => void>();
    const own = {
      addEventListener: (_: string, listener: (event: MessageEvent) => void) => listeners.add(listener),
      removeEventListener: (_: string, listener: (event: MessageEvent) => void) => listeners.delete(listener),
    } as unknown as Window;
    wait(root, own, page);
    const control = {
      postMessage: (message: unknown) => told.push(message),
      onmessage: undefined as unknown,
    };
    const app = {};
    const send = (data: unknown, source: unknown = page, ports: unknown[] = [control, app]) => {
      for (const listener of [...listeners]) listener({ data, source, ports } as unknown as MessageEvent);
    };
    const say = (data: unknown, ports: unknown[] = []) =>
      (control.onmessage as (event: unknown) => void)({ data, ports });
    return { root, told, send, say };
  }
  const BOOT = { t: 'boot', code: 'app()', runtime: 'run()' };

  it('[FE-319] begins by one message of its page, with two ports, and hears no other', () => {
    const { told, send } = started();
    send(BOOT, {});
    send({ ...BOOT, code: 7 });
    send({ t: 'hello' });
    send(BOOT, undefined, []);
    expect(OneWorker.all).toHaveLength(0);
    send(BOOT);
    send(BOOT);
    expect(OneWorker.all).toHaveLength(1);
    expect(OneWorker.all[0]?.told).toEqual([{ t: 'port' }]);
    expect(told).toEqual([{ t: 'up' }]);
  });

  it('[FE-319] answers a ping itself, says what the worker answered, restarts, and tells of a worker that fell', () => {
    const { root, told, send, say } = started();
    send(BOOT);
    const [worker] = OneWorker.all;
    worker?.onmessage?.({ data: { t: 'view', ops: [['r', [], { t: 'p', c: ['Hello'] }]], seen: 0 } });
    expect(root.textContent).toBe('Hello');
    say({ t: 'ping', n: 4 });
    worker?.onmessage?.({ data: { t: 'pong', n: 4 } });
    say({ t: 'ping', n: 5 });
    expect(told).toContainEqual({ t: 'pong', n: 4, worker: 0 });
    expect(told).toContainEqual({ t: 'pong', n: 5, worker: 4 });
    say({ t: 'restart' }, [{}]);
    expect(worker?.ended).toBe(true);
    expect(root.textContent).toBe('');
    OneWorker.all[1]?.onerror?.({ message: 'x is not defined', preventDefault() {} });
    expect(told.at(-1)).toEqual({ t: 'dead', message: 'x is not defined' });
    expect(OneWorker.all[1]?.ended).toBe(true);
  });

  it('[FE-120] tells while a field has what a person wrote last, for as long as it is there', () => {
    const { root, told, send } = started();
    send(BOOT);
    const draw = (ops: unknown[]) => OneWorker.all[0]?.onmessage?.({ data: { t: 'view', ops, seen: 0 } });
    const writing = () => told.filter((one) => (one as { t: string }).t === 'writing');
    draw([
      [
        'r',
        [],
        {
          t: 'form',
          c: [
            { t: 'input', a: { name: 'title' } },
            { t: 'input', a: { type: 'checkbox' } },
          ],
        },
      ],
    ]);
    const [title, box] = [...root.querySelectorAll('input')];
    const write = (field: HTMLInputElement | undefined, value: string) => {
      if (field) field.value = value;
      field?.dispatchEvent(new Event('input', { bubbles: true }));
    };
    write(box, 'on');
    expect(writing()).toEqual([]);
    write(title, 'Half a rec');
    write(title, 'Half a record');
    expect(writing()).toEqual([{ t: 'writing', is: true }]);
    draw([['r', [], { t: 'p', c: ['Sent'] }]]);
    expect(writing().at(-1)).toEqual({ t: 'writing', is: false });
  });

  it('[FE-348] shows what was drawn elsewhere without a worker, by the same allow-list and with nothing to press', () => {
    const { root, told, send } = started();
    const view = {
      t: 'div',
      a: { onclick: 'alert(1)' },
      c: [
        { t: 'button', on: { click: 1 }, c: ['Add'] },
        { t: 'script', c: ['alert(1)'] },
      ],
    };
    const look = { t: 'theme', theme: 'dark', reducedMotion: true, colours: {} };
    send({ t: 'show', view, look }, {});
    expect(root.textContent).toBe('');
    send({ t: 'show', view, look }, undefined, []);
    expect(root.textContent).toBe('Add');
    expect(root.inert).toBe(true);
    expect(root.querySelector('script, [onclick]')).toBeNull();
    expect(document.documentElement.dataset.theme).toBe('dark');
    send(BOOT);
    expect(OneWorker.all).toHaveLength(0);
    expect(told).toEqual([]);
  });

  it('[FE-341] tells what it left out in few messages, whatever it is called', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { told, send } = started();
    send(BOOT);
    const refused = () => told.filter((one) => (one as { t: string }).t === 'refused');
    const draw = (turn: number, nodes: number) =>
      OneWorker.all[0]?.onmessage?.({
        data: {
          t: 'view',
          seen: 0,
          ops: Array.from({ length: nodes }, (_, n) => [
            'a',
            [],
            Object.fromEntries(Array.from({ length: 50 }, (_, m) => [`x${turn}-${n}-${m}`, 1])),
          ]),
        },
      });
    OneWorker.all[0]?.onmessage?.({ data: { t: 'view', seen: 0, ops: [['r', [], { t: 'p' }]] } });
    for (const [turn, nodes] of [4_000, 40].entries()) {
      draw(turn, nodes);
      expect(refused()).toHaveLength(turn * 21);
      vi.advanceTimersByTime(1_000);
      expect(refused()).toHaveLength((turn + 1) * 21);
    }
    const counts = refused().map((one) => (one as { count: number }).count);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(202_000);
    vi.advanceTimersByTime(5_000);
    expect(refused()).toHaveLength(42);
  });

  describe('[FE-345] copies', () => {
    /** What is copied by a press on this, beside a text that is shown. */
    const copied = (made: ViewElement, shown: string): string[] => {
      const { root, send } = started();
      const all: string[] = [];
      const execCommand = () => {
        all.push(document.querySelector<HTMLTextAreaElement>('textarea.vh')?.value ?? '');
        return true;
      };
      Object.defineProperty(document, 'execCommand', { value: execCommand, configurable: true });
      send(BOOT);
      const view: ViewElement = { t: 'div', c: [{ t: 'output', c: [shown] }, made] };
      OneWorker.all.at(-1)?.onmessage?.({ data: { t: 'view', seen: 0, ops: [['r', [], view]] } });
      root.querySelector<HTMLElement>('[data-copy]')?.click();
      expect(document.querySelector('textarea')).toBeNull();
      return all;
    };
    const button = (text: string): ViewElement => ({ t: 'button', a: { 'data-copy': text }, c: ['Copy'] });

    it('what is shown, by a button that says so', () => {
      expect(copied(button('2.50\u00a0€'), 'Sum: 2.50\u00a0€')).toEqual(['2.50\u00a0€']);
      expect(document.querySelector('button')?.hasAttribute('data-copied')).toBe(true);
      expect(copied(button('x'.repeat(200)), 'x'.repeat(200))).toHaveLength(1);
    });
    it.each([
      ['more than one line', 'ls\nrm', 'ls\nrm'],
      ['a line by another sign', 'ls\u2028rm', 'ls\u2028rm'],
      ['signs that nobody sees', 'ls\u001b[A', 'ls\u001b[A'],
      ['what is not shown', 'rm', 'ls'],
      ['a long text', 'x'.repeat(201), 'x'.repeat(201)],
      ['nothing', '', 'ls'],
    ])('not %s', (_, text, shown) => {
      expect(copied(button(text), shown)).toEqual([]);
    });
    it.each<[string, ViewElement]>([
      ['hidden', { t: 'span', a: { hidden: true }, c: ['rm -r'] }],
      ['only read out', { t: 'span', a: { class: 'num vh' }, c: ['rm -r'] }],
      ['folded away', { t: 'details', c: [{ t: 'summary', c: ['More'] }, 'rm -r'] }],
      [
        'in a second summary',
        {
          t: 'details',
          c: [
            { t: 'summary', c: ['More'] },
            { t: 'summary', c: ['rm -r'] },
          ],
        },
      ],
      [
        'one of several choices',
        {
          t: 'select',
          c: [
            { t: 'option', c: ['ls'] },
            { t: 'option', c: ['rm -r'] },
          ],
        },
      ],
      ['the title of a drawing', { t: 'svg', c: [{ t: 'title', c: ['rm -r'] }] }],
      ['instead of a bar', { t: 'progress', c: ['rm -r'] }],
    ])('not what is %s', (_, unseen) => {
      expect(copied({ t: 'div', c: [unseen, button('rm -r')] }, 'ls')).toEqual([]);
    });
    it('what is unfolded', () => {
      const details: ViewElement = {
        t: 'details',
        a: { open: true },
        c: [{ t: 'summary', c: ['Sum'] }, '42'],
      };
      expect(copied({ t: 'div', c: [details, button('42')] }, 'ls')).toEqual(['42']);
      const folded: ViewElement = { t: 'details', c: [{ t: 'summary', c: ['Sum 42'] }, 'more'] };
      expect(copied({ t: 'div', c: [folded, button('Sum 42')] }, 'ls')).toEqual(['Sum 42']);
    });
    it('not by a press on anything else', () => {
      expect(copied({ t: 'section', a: { 'data-copy': 'ls' }, c: ['All of it'] }, 'ls')).toEqual([]);
    });
  });

  it('[FE-319] takes colours from the page, and nothing that could load something', () => {
    dress({
      t: 'theme',
      theme: 'dark',
      reducedMotion: true,
      colours: {
        ink: '#f1ede4',
        'surface-2': 'rgb(1 2 3 / 50%)',
        paper: 'url(https://x)',
        accent: 'red;background:url(x)',
        'x y': '#fff',
      },
    });
    const { style, dataset } = document.documentElement;
    expect([dataset.theme, dataset.motion]).toEqual(['dark', 'reduced']);
    expect(style.getPropertyValue('--ink')).toBe('#f1ede4');
    expect(style.getPropertyValue('--surface-2')).toBe('rgb(1 2 3 / 50%)');
    expect([style.getPropertyValue('--paper'), style.getPropertyValue('--accent')]).toEqual(['', '']);
  });
});

describe('what is far past the limits', () => {
  it('[FE-304] costs no more than one empty place, be it text, elements or insertions', () => {
    const { root, refused, draw, drawing } = frame();
    for (const child of ['x', { t: 'li' }]) {
      refused.length = 0;
      draw({ t: 'ul', c: Array.from({ length: NODES_MAX + 1_000 }, () => child) });
      expect(root.firstElementChild?.childNodes).toHaveLength(NODES_MAX);
      expect(refused).toEqual(['nodes']);
      drawing.apply(
        Array.from({ length: 50 }, (): Op => ['i', [], 0, 'more']),
        0,
      );
      expect(root.firstElementChild?.childNodes).toHaveLength(NODES_MAX);
      expect(refused).toEqual(['nodes', ...Array(50).fill('op')]);
    }
    drawing.apply(
      [
        ['d', [], 0],
        ['d', [], 0],
        ['i', [], 0, 'room'],
      ],
      0,
    );
    expect(root.textContent).toBe('room');
  });

  it('[FE-304] is not gone through: a list is left where it is too long', () => {
    const { draw } = frame();
    let read = 0;
    const endless = function* (): Generator<ViewNode> {
      while (read < NODES_MAX * 3) {
        read++;
        yield 'x';
      }
    };
    draw({ t: 'ul', c: endless() as unknown as ViewNode[] });
    expect(read).toBe(NODES_MAX);
  });

  it('[FE-300] a move goes to its place among the others, and copies none of them', () => {
    const { root, draw, drawing } = frame();
    const names = ['a', 'b', 'c', 'd'];
    draw({ t: 'ul', c: names.map((name) => ({ t: 'li', c: [name] })) });
    const list = root.firstElementChild as Element;
    const copied = vi.fn(() => [][Symbol.iterator]());
    for (let from = 0; from < 4; from++)
      for (let to = 0; to < 4; to++) {
        const [moved = ''] = names.splice(from, 1);
        names.splice(to, 0, moved);
        Object.defineProperty(list.childNodes, Symbol.iterator, { value: copied, configurable: true });
        drawing.apply([['m', [], from, to]], 0);
        Reflect.deleteProperty(list.childNodes, Symbol.iterator);
        expect(list.textContent, `${from} to ${to}`).toBe(names.join(''));
      }
    expect(copied).not.toHaveBeenCalled();
  });
});
