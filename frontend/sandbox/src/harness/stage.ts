/** Page, server and another person, as far as an app can tell: what it sends is answered as the real ones would. */
import type { Json, JsonObject, WidgetSnapshot } from '@gesso/sdk';
import { RecordsServer } from '../records/server.ts';
import type { Specification } from '../specification.ts';
import {
  type BarePorts,
  CALLS,
  CONTRACT,
  type FromApp,
  type FromWorker,
  MESSAGE_BYTES_MAX,
  type ToApp,
  type ViewElement,
  type ViewEvent,
} from '../wire.ts';
import { Engine } from './engine.ts';
import { Screen } from './screen.ts';

export const ME = { id: 'u-ann', name: 'Ann', colour: '#2f5fd0' };
export const OTHER = { id: 'u-ben', name: 'Ben', colour: '#9a5700' };
/** Messages of an app in one step of the harness, in which nobody does much. */
const MESSAGES_MAX = 400;
/** Calls that are told apart in the report. */
const CALLS_TOLD_MAX = 50;
const CALL_NAME_MAX = 80;

export class Stage {
  readonly engine = new Engine();
  readonly screen = new Screen();
  readonly server: RecordsServer;
  readonly faults: string[] = [];
  /** Calls that change something for everybody. */
  readonly changes: string[] = [];
  /** What was asked of the page and of the backend, by name; kept as a list may be long. */
  readonly calls = new Map<string, number>();
  ready = false;
  pong = -1;
  messages = 0;
  private readonly ports: BarePorts;
  private snapshot: WidgetSnapshot;

  constructor(specification: Specification) {
    this.server = new RecordsServer(specification, () => Date.now());
    this.snapshot = {
      state: this.state(),
      config: {},
      size: { w: 4, h: 5 },
      role: 'editor',
      readOnly: false,
      theme: 'light',
      reducedMotion: false,
      locale: 'en',
      people: [ME, OTHER],
      pending: [],
    };
    this.ports = {
      toFrame: (message) => this.drawn(copied(message)),
      toApp: (message) => this.asked(copied(message)),
    };
  }

  /** Runs the runtime, and after it the app, as the worker in a browser does. */
  begin(runtime: string, code: string): void {
    this.engine.install();
    (globalThis as { gessoPorts?: BarePorts }).gessoPorts = this.ports;
    this.engine.run(`"use strict";\n${runtime}\n;\n${code}`);
    this.say({
      t: 'start',
      context: {
        canvasId: 'test',
        widgetId: 'test',
        app: { id: 'test', version: '1.0.0' },
        user: { id: ME.id, name: ME.name },
        locale: 'en',
      },
      snapshot: { ...this.snapshot, storage: {} },
    });
  }

  say(message: ToApp): void {
    this.ports.fromApp?.(copied(message));
  }
  /** Somebody does something with a control. */
  async act(element: ViewElement, event: ViewEvent): Promise<boolean> {
    const h = element.on?.[event.type];
    if (h === undefined) return false;
    this.ports.fromFrame?.({ t: 'event', h, e: copied(event) });
    await this.engine.settle();
    return true;
  }
  async change(part: Partial<WidgetSnapshot>): Promise<void> {
    this.snapshot = { ...this.snapshot, ...part };
    this.say({ t: 'snapshot', snapshot: this.snapshot });
    await this.engine.settle();
  }
  /** Another person's command, as its event comes to this page. */
  async other(name: string, data: JsonObject): Promise<boolean> {
    const answer = this.server.command(name, data, OTHER.id);
    if (answer.ok) this.tell(answer.event);
    await this.engine.settle();
    return answer.ok;
  }

  private state(): JsonObject {
    return this.server.now() as unknown as JsonObject;
  }
  private tell(event: { type: string; data: JsonObject; by: string; at: number } | undefined): void {
    this.snapshot = { ...this.snapshot, state: { ...this.snapshot.state, ...this.state() } };
    this.say({ t: 'snapshot', snapshot: this.snapshot });
    if (event) this.say({ t: 'event', event: { ...event, source: 'test' } });
  }

  private drawn(message: FromWorker): void {
    this.count(message);
    if (message.t === 'view') this.screen.apply(message.ops);
    else if (message.t !== 'pong') this.faults.push('The app says something to its frame that nobody knows.');
  }
  private count(message: unknown): void {
    this.messages++;
    if (this.messages === MESSAGES_MAX)
      this.faults.push(`The app sends more than ${MESSAGES_MAX} messages at once.`);
    if (JSON.stringify(message).length > MESSAGE_BYTES_MAX)
      this.faults.push('A message is larger than one may be.');
  }

  private asked(message: FromApp): void {
    this.count(message);
    switch (message.t) {
      case 'ready':
        this.called('ready');
        this.ready = message.contract === CONTRACT;
        break;
      case 'pong':
        this.pong = message.n;
        break;
      case 'fault':
        this.faults.push(message.message);
        break;
      case 'call':
        // Later, as an answer over the network.
        void Promise.resolve().then(() => this.call(message));
        break;
    }
  }
  private called(name: string): void {
    const kept = name.slice(0, CALL_NAME_MAX);
    if (this.calls.has(kept) || this.calls.size < CALLS_TOLD_MAX)
      this.calls.set(kept, (this.calls.get(kept) ?? 0) + 1);
  }
  private call(call: Extract<FromApp, { t: 'call' }>): void {
    const { n } = call;
    if (!CALLS.includes(call.do)) {
      this.faults.push(`There is no call ${String(call.do)}.`);
      return;
    }
    this.called(call.do === 'command' ? `command ${String(call.args.name)}` : call.do);
    switch (call.do) {
      case 'command': {
        this.changes.push(call.args.name);
        const answer = this.server.command(call.args.name, call.args.data, ME.id);
        if (answer.ok) {
          this.tell(answer.event);
          this.say({ t: 'answer', n, ok: true, data: answer.data });
        } else {
          const { code, detail, errors } = answer;
          this.say({ t: 'answer', n, ok: false, code, detail, errors: [...errors] });
        }
        return;
      }
      case 'setState':
        this.changes.push('setState');
        this.snapshot = { ...this.snapshot, state: { ...this.snapshot.state, ...call.args.patch } };
        this.say({ t: 'snapshot', snapshot: this.snapshot });
        break;
      case 'configure':
        this.changes.push('configure');
        this.snapshot = { ...this.snapshot, config: call.args.config };
        this.say({ t: 'snapshot', snapshot: this.snapshot });
        break;
      case 'undo':
      case 'emit':
        this.changes.push(call.do);
        break;
    }
    this.say({ t: 'answer', n, ok: true });
  }
}

/** Nothing is shared over a wire. */
const copied = <T>(message: T): T => JSON.parse(JSON.stringify(message) ?? 'null') as T & Json;
