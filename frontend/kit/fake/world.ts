/**
 * A canvas with one widget and no server: who is there, what is kept, and commands one after the other, decided by
 * the app's own rules. Folding, patching, rights and the bus are the host's own code, so they cannot differ. Not
 * here: what one person sees (session.ts). What it cannot do: refuse what only the backend knows to refuse.
 */
import { type CanvasEvent, EditRefused, type JsonObject, type MicroAppRules, type Role } from '@gesso/sdk';
import { CLOCK_UNITS, type WidgetState } from '@gesso/sdk/protocol';
import { Bus } from '../../host/src/bus/bus.ts';
import { aboutOf } from '../../host/src/canvas/about.ts';
import { maySend } from '../../host/src/canvas/rights.ts';
import { evolve } from '../../host/src/widget/rules.ts';

/** Lines of the log that are kept; the oldest go first. */
const LOG_MOST = 500;
/** As the server has it. */
const STATE_BYTES = 256 * 1024;
export const WIDGET = 'widget';
export const CANVAS = 'fake';

export interface Told {
  type: string;
  data: JsonObject;
}
interface Step {
  op: string;
  cause: string;
  by: string;
  at: number;
  events: readonly Told[];
}
export interface Asked {
  id: string;
  do: string;
  data: JsonObject;
  cause?: string | undefined;
}
/** What happened, newest last. */
export interface Line extends CanvasEvent {
  n: number;
}
export interface FakeApp {
  id: string;
  version: string;
  /** For an app with a backend. */
  rules?: MicroAppRules | undefined;
}

export class FakeWorld {
  readonly bus = new Bus();
  private readonly start: WidgetState;
  private now: WidgetState;
  private steps: readonly Step[] = [];
  private clock = 0;
  private told: readonly Line[] = [];
  private count = 0;
  private readonly listeners = new Set<() => void>();

  constructor(
    readonly app: FakeApp,
    { state = {}, config = {} }: { state?: JsonObject; config?: JsonObject } = {},
  ) {
    this.start = {
      app: { id: app.id, version: app.version },
      config,
      state: { ...app.rules?.initial, ...state },
    };
    this.now = this.start;
  }

  get widget(): WidgetState {
    return this.now;
  }
  get log(): readonly Line[] {
    return this.told;
  }
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The answer's data; throws EditRefused. */
  take(asked: Asked, by: string, role: Role): JsonObject {
    if (!maySend(role, asked.do))
      throw new EditRefused('forbidden', 'That is not for your role on this canvas.');
    if (asked.do === 'undo') return this.undo(asked, by);
    const at = this.tick();
    const events = this.decide(asked, { by, at });
    let next = this.now;
    for (const event of events) next = this.folded(next, event, { by, at });
    if (JSON.stringify(next.state).length > STATE_BYTES)
      throw new EditRefused('too-large', 'the state would be larger than 256 KiB');
    this.now = next;
    if (events.length > 0)
      this.steps = [...this.steps, { op: asked.id, cause: asked.cause ?? asked.id, by, at, events }];
    for (const event of events) this.tell(event, by, at);
    this.changed();
    const { id } = events[0]?.data ?? {};
    return asked.do.includes('.') && typeof id === 'string' ? { id } : {};
  }

  /** Somebody or something else on the canvas, such as another app. */
  emit(event: Told, by: string, source = 'elsewhere'): void {
    this.tell(event, by, this.tick(), source);
    this.changed();
  }

  /** The app's newest code, with everything that has happened folded anew. */
  learn(rules: MicroAppRules | undefined): void {
    this.app.rules = rules;
    this.refold();
    this.changed();
  }

  private decide({ do: name, data }: Asked, stamp: { by: string; at: number }): readonly Told[] {
    switch (name) {
      case 'set-state': {
        const patch = objectIn(data, 'patch');
        const was = Object.fromEntries(Object.keys(patch).map((key) => [key, this.now.state[key] ?? null]));
        return [{ type: 'state-patched', data: { patch, was } }];
      }
      case 'configure':
        return [{ type: 'configured', data: { config: objectIn(data, 'config'), was: this.now.config } }];
      case 'emit':
        if (typeof data.type !== 'string' || data.type === '')
          throw new EditRefused('invalid', 'type: is needed');
        return [{ type: data.type, data: objectIn(data, 'data') }];
      default: {
        const { id, rules } = this.app;
        if (!name.startsWith(`${id}.`) || !rules)
          throw new EditRefused('unknown-command', `there is no command ${name}`);
        return rules.predict(this.now.state, name, data, stamp);
      }
    }
  }

  /** Everything of that step as if it had not been. The real server tells events of the app for it; here is none. */
  private undo({ data }: Asked, by: string): JsonObject {
    const found = this.steps.find(({ op }) => op === data.op);
    if (!found) throw new EditRefused('not-found', 'There is nothing to undo.');
    if (found.by !== by) throw new EditRefused('forbidden', 'That is not yours to undo.');
    this.steps = this.steps.filter(({ cause }) => cause !== found.cause);
    this.refold();
    this.changed();
    return { undone: found.op };
  }
  private refold(): void {
    let next = this.start;
    for (const { events, by, at } of this.steps)
      for (const event of events) next = this.folded(next, event, { by, at });
    this.now = next;
  }

  private folded(widget: WidgetState, event: Told, stamp: { by: string; at: number }): WidgetState {
    // What an app emits in another's name, or cannot fold itself, changes nothing.
    const reading = { backend: this.app.rules ? this.app.id : '', rules: this.app.rules };
    return evolve(widget, event, reading, stamp) ?? widget;
  }

  private tell(event: Told, by: string, at: number, source = WIDGET): void {
    const about = event.type.includes('.') ? aboutOf(this.now.state, event.data) : undefined;
    const shown = { ...event, source, by, at, ...(about === undefined ? {} : { about }) };
    this.told = [...this.told, { ...shown, n: ++this.count }].slice(-LOG_MOST);
    this.bus.emit(shown);
  }
  private tick(): number {
    this.clock = Math.max(this.clock + 1, Date.now() * CLOCK_UNITS);
    return this.clock;
  }
  private changed(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

function objectIn(data: JsonObject, key: string): JsonObject {
  const value = data[key];
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new EditRefused('invalid', `${key}: must be an object`);
  return value;
}
