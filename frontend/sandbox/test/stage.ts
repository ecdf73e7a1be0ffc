/** An app on the real runtime and the real drawing, with a page behind it that keeps records as the server would. */
import type { Json, JsonObject, WidgetSnapshot } from '@gesso/sdk';
import { Drawing } from '../src/frame/drawing.ts';
import { Ears } from '../src/frame/ears.ts';
import type { gessoOf } from '../src/runtime/api.ts';
import { Runtime } from '../src/runtime/runtime.ts';
import type { BarePorts, FromApp, ToApp } from '../src/wire.ts';

export type Gesso = ReturnType<typeof gessoOf>;
export interface Kept {
  id: string;
  values: Record<string, Json>;
  by?: string;
  at?: number;
  votes?: string[];
}
export interface StageOptions {
  records?: Record<string, Kept[]>;
  readOnly?: boolean;
  locale?: string;
  state?: JsonObject;
  now?: number;
  storage?: JsonObject;
  /** Nothing is answered until `answer` is called. */
  hold?: boolean;
}
export const PEOPLE = [
  { id: 'u1', name: 'Ana Novak', colour: '#2f5fd0' },
  { id: 'u2', name: 'Leo Kern', colour: '#b8466b' },
];
export const NOON = Date.parse('2026-11-28T12:00:00Z');
const LOOK = {
  config: {},
  size: { w: 6, h: 6 },
  role: 'editor',
  theme: 'light',
  reducedMotion: false,
  people: PEOPLE,
  pending: [],
};

export const kept = (...all: Record<string, Json>[]): Kept[] =>
  all.map((values, i) => ({ id: `r${i + 1}`, values, by: 'u1', at: NOON }));

export class Stage {
  readonly root = document.createElement('div');
  readonly sent: FromApp[] = [];
  readonly refused: string[] = [];
  readonly runtime: Runtime;
  records: Record<string, Kept[]>;
  refuse: ((name: string, data: JsonObject) => string | undefined) | undefined;
  now: number;
  #state: JsonObject;
  readonly #ports: BarePorts;
  readonly #gone = new Map<number, () => void>();
  readonly #held: Extract<FromApp, { t: 'call' }>[] = [];

  constructor(
    define: (gesso: Gesso) => void,
    private readonly options: StageOptions = {},
  ) {
    document.body.replaceChildren(this.root);
    this.records = structuredClone(options.records ?? {});
    this.#state = options.state ?? {};
    this.now = options.now ?? NOON;
    const ears = new Ears(
      (h, e) => this.#ports.fromFrame?.({ t: 'event', h, e }),
      (select) => drawing.chosen(select),
    );
    const drawing = new Drawing(this.root, {
      refused: (what) => this.refused.push(what),
      listen: (element, type, id) => ears.listen(element, type, id),
      edited: (control) => ears.edited(control),
      heldAt: (control, seen) => ears.heldAt(control, seen),
    });
    ears.dragging(this.root);
    this.#ports = {
      toFrame: (message) => {
        if (message.t === 'view') drawing.apply(structuredClone(message.ops), message.seen);
      },
      toApp: (message) => {
        this.sent.push(structuredClone(message));
        if (message.t !== 'call') return;
        this.#held.push(message);
        if (!options.hold) queueMicrotask(() => this.answer());
      },
    };
    let made = 0;
    this.runtime = new Runtime(
      this.#ports,
      () => this.now,
      () => `new-${++made}`,
    );
    define(this.runtime.gesso);
    this.#ports.fromApp?.({
      t: 'start',
      context: {
        canvasId: 'c',
        widgetId: 'w',
        app: { id: 'a', version: '1' },
        user: { id: 'u1', name: 'Ana Novak' },
        locale: options.locale ?? 'en',
      },
      snapshot: { ...this.#snapshot(), storage: options.storage ?? {} },
    });
  }

  #snapshot(): WidgetSnapshot {
    return structuredClone({
      ...LOOK,
      state: { ...this.#state, collections: this.records as unknown as Json },
      readOnly: this.options.readOnly ?? false,
      locale: this.options.locale ?? 'en',
    }) as unknown as WidgetSnapshot;
  }

  /** The page answers everything that it was asked. */
  answer(): void {
    for (const call of this.#held.splice(0)) {
      const why = call.do === 'command' ? this.refuse?.(call.args.name, call.args.data) : undefined;
      if (why !== undefined) {
        this.tell({ t: 'answer', n: call.n, ok: false, code: 'invalid', detail: why });
        continue;
      }
      if (call.do === 'command') this.#do(call.n, call.args.name, call.args.data);
      if (call.do === 'setState') this.#state = { ...this.#state, ...call.args.patch };
      if (call.do === 'undo') this.#gone.get(call.args.of)?.();
      this.tell({ t: 'answer', n: call.n, ok: true, data: {} });
    }
    this.show();
  }
  /** What the page shows now. */
  show(): void {
    this.tell({ t: 'snapshot', snapshot: this.#snapshot() });
  }
  tell(message: ToApp): void {
    this.#ports.fromApp?.(message);
  }

  #do(n: number, name: string, { collection, id, values, field, by, after }: JsonObject): void {
    this.records[String(collection)] ??= [];
    const list = this.records[String(collection)] as Kept[];
    const at = list.findIndex((one) => one.id === id);
    const record = list[at];
    if (name === 'records.add')
      list.push({ id: String(id), values: { ...(values as JsonObject) } as Record<string, Json>, by: 'u1' });
    if (name === 'records.unvote' || name === 'records.vote')
      for (const one of list) one.votes = (one.votes ?? []).filter((who) => who !== 'u1');
    if (!record) return;
    if (name === 'records.edit')
      for (const [key, value] of Object.entries(values as JsonObject))
        if (value === null) delete record.values[key];
        else record.values[key] = value as Json;
    if (name === 'records.step')
      record.values[String(field)] = Number(record.values[String(field)] ?? 0) + Number(by);
    if (name === 'records.vote') record.votes?.push('u1');
    if (name === 'records.remove') {
      list.splice(at, 1);
      this.#gone.set(n, () => list.splice(at, 0, record));
    }
    if (name === 'records.move') {
      list.splice(at, 1);
      list.splice(after === null ? 0 : list.findIndex((one) => one.id === after) + 1, 0, record);
    }
  }

  // What a person sees and does.
  async settle(): Promise<this> {
    for (let i = 0; i < 12; i++) await Promise.resolve();
    return this;
  }
  get text(): string {
    return this.root.textContent ?? '';
  }
  all(selector: string): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(selector)];
  }
  one<E extends HTMLElement = HTMLElement>(selector: string): E {
    const found = this.root.querySelector<E>(selector);
    if (!found) throw new Error(`nothing is ${selector} in ${this.root.innerHTML}`);
    return found;
  }
  /** By what is read out or written on it. */
  button(name: string): HTMLElement {
    const found = this.all('button').find(
      (one) => one.getAttribute('aria-label') === name || one.textContent === name,
    );
    if (!found)
      throw new Error(
        `no button ${name}: ${this.all('button').map((one) => one.getAttribute('aria-label') ?? one.textContent)}`,
      );
    return found;
  }
  has(name: string): boolean {
    return this.all('button').some(
      (one) => one.getAttribute('aria-label') === name || one.textContent === name,
    );
  }
  async press(name: string | HTMLElement): Promise<void> {
    const button = typeof name === 'string' ? this.button(name) : name;
    button.focus();
    button.click();
    await this.settle();
  }
  async type(name: string, value: string, within: ParentNode = this.root): Promise<void> {
    const control = within.querySelector<HTMLInputElement>(`[name="f_${name}"]`);
    if (!control) throw new Error(`no control ${name} in ${this.root.innerHTML}`);
    control.focus();
    control.value = value;
    control.dispatchEvent(new Event(control.tagName === 'SELECT' ? 'input' : 'input', { bubbles: true }));
    await this.settle();
  }
  async key(on: Element, key: string): Promise<void> {
    on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await this.settle();
  }
  async tick(box: Element): Promise<void> {
    (box as HTMLInputElement).click();
    await this.settle();
  }
  async choose(select: Element, value: string): Promise<void> {
    (select as HTMLSelectElement).value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await this.settle();
  }
  commands(): [string, JsonObject][] {
    return this.sent.flatMap((one): [string, JsonObject][] =>
      one.t === 'call' && one.do === 'command' ? [[one.args.name, one.args.data]] : [],
    );
  }
  faults(): string[] {
    return this.sent.flatMap((one) => (one.t === 'fault' ? [one.message] : []));
  }
}

export const stage = (define: (gesso: Gesso) => void, options?: StageOptions): Promise<Stage> =>
  new Stage(define, options).settle();
