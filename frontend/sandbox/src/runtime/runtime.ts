/** One app's life in its worker: told things, asked to draw, heard. Knows its two ears and mouths, no worker and no DOM. */
import type { BarePorts, HeardEvent, ToApp, ToWorker } from '../wire.ts';
import { CONTRACT, DEPTH_MAX, NODES_MAX, VIEW_TEXT_MAX } from '../wire.ts';
import { type AppDefinition, gessoOf } from './api.ts';
import { toast, views } from './app.ts';
import { Screen } from './diff.ts';
import { isRunning } from './kinds/timer.ts';
import { Page } from './page.ts';
import { Store } from './store.ts';
import { h, isElement, measure, type Node } from './tree.ts';

const TICK_MS = 1_000;
const FAULT_MAX = 500;

export class Runtime {
  readonly store: Store;
  page: Page;
  readonly gesso: ReturnType<typeof gessoOf>;
  readonly #screen = new Screen();
  readonly #listeners = new Map<string, Set<(event: unknown) => void>>();
  #definition: AppDefinition | undefined;
  #started = false;
  #ended = false;
  #queued = false;
  /** A view is on its way and not drawn yet. */
  #shown = true;
  #waits = false;
  #seen = 0;
  #tick: unknown;

  constructor(
    private readonly ports: BarePorts,
    private readonly now: () => number = Date.now,
    fresh: () => string = freshId,
  ) {
    this.store = new Store(
      (message) => ports.toApp(message),
      () => this.redraw(),
      now,
    );
    this.page = new Page(this.store, undefined, () => this.redraw(), now, fresh);
    this.gesso = gessoOf(this);
    ports.fromApp = (message) => this.fromApp(message);
    ports.fromFrame = (message) => this.fromFrame(message);
  }

  define(definition: AppDefinition): void {
    if (this.#definition) throw new TypeError('app() is called once');
    if (typeof definition !== 'object' || definition === null)
      throw new TypeError('app() needs a description');
    if (!definition.view && !(definition.views && definition.views.length > 0))
      throw new TypeError('app() needs views');
    this.#definition = Object.freeze({ ...definition });
    this.page = new Page(this.store, definition.actions, () => this.redraw(), this.now, this.page.fresh);
    this.redraw();
  }

  get isDefined(): boolean {
    return this.#definition !== undefined;
  }

  fromApp(message: ToApp): void {
    if (this.#ended) return;
    switch (message.t) {
      case 'start':
        this.#started = true;
        this.store.start(message.context, message.snapshot);
        this.ports.toApp({ t: 'ready', contract: CONTRACT });
        if (!this.isDefined) this.fault('The code did not call app().');
        break;
      case 'snapshot':
        this.store.take(message.snapshot);
        break;
      case 'event':
        this.#tell(message.event);
        break;
      case 'resize':
        this.store.snapshot = { ...this.store.snapshot, size: message.size };
        this.redraw();
        break;
      case 'answer':
        this.store.answer(message);
        break;
      case 'ping':
        this.ports.toApp({ t: 'pong', n: message.n });
        break;
      case 'unmount':
        this.#ended = true;
        this.#beat(false);
        this.#listeners.clear();
        break;
    }
  }

  fromFrame(message: ToWorker): void {
    if (message.t === 'drawn') {
      this.#shown = true;
      if (this.#waits) this.redraw();
      this.#waits = false;
    }
    if (message.t === 'ping') this.ports.toFrame({ t: 'pong', n: message.n });
    if (message.t !== 'event' || this.#ended) return;
    this.#seen++;
    try {
      this.#screen.hear(message.h, message.e);
    } catch (fault) {
      this.fault(fault);
    }
    this.redraw();
  }

  on(type: string, listener: (event: unknown) => void): () => void {
    const all = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, all.add(listener));
    return () => void all.delete(listener);
  }

  #tell(event: HeardEvent): void {
    for (const [type, listeners] of this.#listeners)
      if (
        type === '*' ||
        type === event.type ||
        (type.endsWith('.*') && event.type.startsWith(type.slice(0, -1)))
      )
        for (const listener of [...listeners])
          try {
            listener(event);
          } catch (fault) {
            this.fault(fault);
          }
    this.redraw();
  }

  local(key: string, initial: unknown): readonly [unknown, (value: unknown) => void] {
    return [this.page.get(`own ${key}`, initial), (value) => this.page.set(`own ${key}`, value)];
  }
  message(text: string): void {
    this.page.show({ text });
  }

  fault(fault: unknown): void {
    const text = fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault);
    this.ports.toApp({ t: 'fault', message: text.slice(0, FAULT_MAX) });
  }

  /** Drawn once for everything that comes before the turn ends. */
  redraw(): void {
    if (this.#queued || this.#ended) return;
    this.#queued = true;
    Promise.resolve().then(() => {
      this.#queued = false;
      this.#draw();
    });
  }

  #draw(): void {
    if (!this.#started || !this.#definition || this.#ended) return;
    if (!this.#shown) {
      this.#waits = true;
      return;
    }
    const ops = this.#screen.draw(this.#tree(this.#definition));
    this.page.drawn();
    if (ops.length > 0) {
      this.ports.toFrame({ t: 'view', ops, seen: this.#seen });
      this.#shown = this.ports.paced !== true;
    }
    this.#beat(isRunning(this.store.state()));
  }

  #tree(definition: AppDefinition): Node {
    try {
      const tree = definition.view
        ? this.#own(definition.view(this.gesso))
        : views(this.page, definition.views ?? []);
      const { nodes, depth, size } = measure(tree);
      const isTooMuch = nodes > NODES_MAX || depth > DEPTH_MAX || size > VIEW_TEXT_MAX;
      return isTooMuch ? this.#note(this.page.words.tooMuch) : tree;
    } catch (fault) {
      this.fault(fault);
      return this.#note(this.page.words.broke);
    }
  }

  #own(drawn: unknown): Node {
    const inside = isElement(drawn) ? drawn : h('div', null, drawn as string);
    return h(
      'div',
      { class: 'app own', lang: this.page.locale },
      h('div', { class: 'view', key: 'view' }, inside),
      toast(this.page),
    );
  }

  #note(text: string): Node {
    return h('div', { class: 'app' }, h('div', { class: 'empty', role: 'alert' }, h('p', null, text)));
  }

  /** Once a second while a clock runs. */
  #beat(runs: boolean): void {
    if (runs === (this.#tick !== undefined) || typeof setInterval !== 'function') return;
    if (runs) this.#tick = setInterval(() => this.redraw(), TICK_MS);
    else {
      clearInterval(this.#tick as ReturnType<typeof setInterval>);
      this.#tick = undefined;
    }
  }
}

let count = 0;
/** Unique among all who write here. Without a source of chance, as in a test, by count. */
function freshId(): string {
  const source = (globalThis as { crypto?: { getRandomValues?(into: Uint8Array): Uint8Array } }).crypto;
  if (typeof source?.getRandomValues !== 'function') return `r${++count}`;
  return `r-${[...source.getRandomValues(new Uint8Array(10))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
