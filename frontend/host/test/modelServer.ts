/**
 * A server small enough to be obviously right, for the live client to prove itself against: decides commands one
 * by one, remembers every operation for ever, and lets the test lose, delay and cut as it likes.
 */
import type { AppManifest } from '@gesso/sdk';
import type {
  ClientFrame,
  CommandFrame,
  EventFrame,
  JsonObject,
  Role,
  ServerFrame,
  WidgetState,
} from '@gesso/sdk/protocol';
import { CLOCK_UNITS } from '@gesso/sdk/protocol';
import todoRules from '../../apps/todo/src/rules.ts';
import { type Canvas, type CanvasEvent, emptyCanvas, evolve, places } from '../src/canvas/rules.ts';
import type { Connect, SocketEvents } from '../src/live/socket.ts';
import { learn } from '../src/widget/appRules.ts';
import { evolve as evolveWidget, type Reading } from '../src/widget/rules.ts';

export const TODO: AppManifest = {
  id: 'todo',
  title: 'Todo',
  version: '1.0.0',
  origin: 'builtin',
  remoteEntry: '/apps/todo/abc/remoteEntry-1.js',
  summary: 'Things to do',
  icon: 'list',
  category: 'Productivity',
  author: 'Gesso',
  permissions: [],
  sizes: { default: { w: 3, h: 4 }, min: { w: 2, h: 2 }, max: { w: 12, h: 24 } },
  backend: 'todo',
  modules: ['./Widget', './Settings', './Preview', './Rules'],
  integrity: 'sha384-x',
  bytes: 1,
};

/** What the page has loaded with the app. */
export const READING: Reading = { backend: 'todo', rules: todoRules };
learn('todo', todoRules);

export interface Line {
  client: string;
  user: { id: string; name: string };
  session: string;
  joined: boolean;
  toServer: string[];
  toClient: ServerFrame[];
  events: SocketEvents;
  opened: boolean;
}
type Answer = { rev: number; at: number; data?: JsonObject };

export class ModelServer {
  canvas: Canvas = { ...emptyCanvas('c1'), title: 'Test' };
  canvasRev = 1;
  readonly widgets = new Map<string, { rev: number; value: WidgetState }>();
  readonly log: EventFrame[] = [];
  private readonly answers = new Map<string, Answer>();
  readonly refusals: string[] = [];
  readonly lines = new Set<Line>();
  private clock = 1_000_000_000_000 * CLOCK_UNITS;
  private sessions = 0;
  role: Role = 'editor';
  reachable = true;
  /** Decides whether a command gets `retry` instead of an answer. */
  retries: () => boolean = () => false;
  /** How often each operation had an effect. */
  readonly effects = new Map<string, number>();
  readonly commands: CommandFrame[] = [];

  connect =
    (user: { id: string; name: string }): Connect =>
    (_canvas, _token, events) => {
      const line: Line = {
        client: '',
        user,
        session: `s${++this.sessions}`,
        joined: false,
        toServer: [],
        toClient: [],
        events,
        opened: false,
      };
      if (this.reachable) {
        this.lines.add(line);
        queueMicrotask(() => {
          if (!this.lines.has(line)) return;
          line.opened = true;
          events.opened();
          line.toClient.push({
            t: 'hello',
            session: line.session,
            user,
            role: this.role,
            canvas: 'c1',
            at: this.clock,
          });
        });
      } else queueMicrotask(() => events.closed(1006, false));
      return {
        send: (text) => line.toServer.push(text),
        close: () => this.lines.delete(line),
        buffered: 0,
      };
    };

  cut(line: Line, code = 1006): void {
    if (this.lines.delete(line)) line.events.closed(code, line.opened);
  }

  /** The server takes one message of this line. */
  takeOne(line: Line): void {
    const text = line.toServer.shift();
    if (text === undefined || !this.lines.has(line)) return;
    const parsed = JSON.parse(text) as ClientFrame | ClientFrame[];
    for (const frame of Array.isArray(parsed) ? parsed : [parsed]) this.take(line, frame);
  }
  /** The client gets the next frames of this line, in one message. */
  deliver(line: Line, count = Number.POSITIVE_INFINITY): void {
    if (line.toClient.length === 0 || !this.lines.has(line)) return;
    line.events.received(JSON.stringify(line.toClient.splice(0, count)));
  }
  /** Everything that is under way arrives. */
  settle(): void {
    for (let busy = true; busy; ) {
      busy = false;
      for (const line of [...this.lines]) {
        if (line.toServer.length > 0 || line.toClient.length > 0) busy = true;
        this.takeOne(line);
        this.deliver(line);
      }
    }
  }

  private take(line: Line, frame: ClientFrame): void {
    switch (frame.t) {
      case 'join':
        line.client = frame.client;
        line.joined = true;
        return this.resume(line, frame.since ?? {}, frame.watch ?? 'all');
      case 'cmd':
        return this.command(line, frame);
      case 'watch':
        for (const id of frame.widgets) this.catchUp(line, id, undefined, this.widgets.get(id)?.rev ?? 0);
        return;
      case 'ping':
        line.toClient.push({ t: 'pong', n: frame.n });
        return;
      default:
        return;
    }
  }

  private resume(line: Line, since: Record<string, number>, watch: 'all' | string[]): void {
    this.catchUp(line, 'canvas', since.canvas, this.canvasRev);
    if (watch === 'all') for (const [id, { rev }] of this.widgets) this.catchUp(line, id, since[id], rev);
    line.toClient.push({ t: 'ready', at: this.clock });
  }
  private catchUp(line: Line, of: string, since: number | undefined, rev: number): void {
    if (since === undefined || since > rev)
      line.toClient.push({ t: 'state', of, rev, at: this.clock, data: this.view(of) });
    else line.toClient.push(...this.log.filter((event) => event.of === of && event.rev > since));
  }
  private view(of: string): JsonObject {
    if (of !== 'canvas') return this.widgets.get(of)?.value as unknown as JsonObject;
    const at = places(this.canvas);
    const shownOf = (id: string) => at.get(id) ?? { x: 0, y: 0 };
    return {
      id: this.canvas.id,
      title: this.canvas.title,
      revision: this.canvasRev,
      at: this.clock,
      grid: this.canvas.grid,
      widgets: [...this.canvas.widgets.values()].map((w) => ({ ...w, position: shownOf(w.id) })),
      removed: [...this.canvas.removed.values()].map((w) => ({ ...w, position: w.wanted })),
      layouts: this.canvas.layouts,
      members: [...this.canvas.members].map(([user, member]) => ({ user, ...member })),
    } as unknown as JsonObject;
  }

  private command(line: Line, command: CommandFrame): void {
    this.commands.push(command);
    if (!line.joined) return void line.toClient.push({ t: 'no', id: command.id, code: 'invalid' });
    const key = `${line.client} ${command.id}`;
    const known = this.answers.get(key);
    if (known) return void line.toClient.push({ t: 'ack', id: command.id, ...known });
    if (this.retries()) return void line.toClient.push({ t: 'retry', id: command.id, after: 50 });
    const events = this.decide(command, line.user.id);
    if (!Array.isArray(events)) {
      this.refusals.push(command.id);
      return void line.toClient.push({ t: 'no', id: command.id, code: events.code, detail: events.code });
    }
    let rev = command.to === 'canvas' ? this.canvasRev : (this.widgets.get(command.to)?.rev ?? 0);
    for (const event of events) rev = this.append(line, command, event);
    this.effects.set(command.id, (this.effects.get(command.id) ?? 0) + 1);
    const answer: Answer = { rev, at: this.clock };
    this.answers.set(key, answer);
    line.toClient.push({ t: 'ack', id: command.id, ...answer });
  }

  private append(line: Line, command: CommandFrame, event: { type: string; data: JsonObject }): number {
    const at = ++this.clock;
    const by = line.user.id;
    let rev: number;
    if (command.to === 'canvas') {
      rev = ++this.canvasRev;
      const canvasEvent = event as unknown as CanvasEvent;
      this.canvas = evolve(this.canvas, canvasEvent, { by, at });
      if (canvasEvent.type === 'widget-added')
        this.widgets.set(canvasEvent.data.widget, {
          rev: 0,
          value: {
            app: { id: 'todo', version: '1.0.0' },
            config: canvasEvent.data.config ?? {},
            state: { todos: [] },
          },
        });
    } else {
      const widget = this.widgets.get(command.to);
      if (!widget) throw new Error('decided for an unknown widget');
      rev = widget.rev + 1;
      const value = evolveWidget(widget.value, event, READING, { by, at });
      if (!value) throw new Error(`decided what nobody can fold: ${event.type}`);
      this.widgets.set(command.to, { rev, value });
    }
    const frame: EventFrame = {
      t: 'ev',
      of: command.to,
      rev,
      at,
      by,
      client: line.client,
      op: command.id,
      ...event,
    };
    this.log.push(frame);
    for (const other of this.lines) if (other.joined) other.toClient.push(frame);
    return rev;
  }

  /** Events, or a refusal. Much simpler than the real rules, and with its own mind: the client only guesses. */
  private decide(
    { to, do: name, data = {} }: CommandFrame,
    by: string,
  ): { type: string; data: JsonObject }[] | { code: 'not-found' | 'conflict' | 'gone' | 'forbidden' } {
    if (this.role === 'viewer') return { code: 'forbidden' };
    return to === 'canvas' ? this.decideCanvas(name, data) : this.decideWidget(to, name, data, by);
  }

  private decideCanvas(
    name: string,
    data: JsonObject,
  ): { type: string; data: JsonObject }[] | { code: 'not-found' | 'conflict' } {
    const id = String(data.widget);
    const widget = this.canvas.widgets.get(id);
    switch (name) {
      case 'rename':
        return data.title === 'Forbidden'
          ? { code: 'conflict' }
          : [{ type: 'renamed', data: { title: data.title ?? '', was: this.canvas.title } }];
      case 'add-widget':
        return widget || this.canvas.removed.has(id)
          ? { code: 'conflict' }
          : [
              {
                type: 'widget-added',
                data: {
                  widget: id,
                  appId: 'todo',
                  appVersion: '1.0.0',
                  backend: 'todo',
                  title: 'Todo',
                  position: data.position ?? null,
                  size: data.size ?? { w: 3, h: 4 },
                  min: { w: 2, h: 2 },
                  max: { w: 12, h: 24 },
                  z: this.canvas.widgets.size + 1,
                  config: data.config ?? {},
                },
              },
            ];
      case 'restore-widget': {
        const gone = this.canvas.removed.get(id);
        if (!gone) return { code: 'not-found' };
        return [{ type: 'widget-restored', data: { widget: id, position: { ...gone.wanted } } }];
      }
      case 'move-widget':
        if (!widget) return { code: 'not-found' };
        return [
          {
            type: 'widget-moved',
            data: { widget: id, position: data.position ?? null, from: { ...widget.wanted } },
          },
        ];
      case 'remove-widget':
        return widget ? [{ type: 'widget-removed', data: { widget: id } }] : { code: 'not-found' };
      case 'undo':
        return [];
      default:
        return { code: 'not-found' };
    }
  }

  private decideWidget(
    to: string,
    name: string,
    data: JsonObject,
    by: string,
  ): { type: string; data: JsonObject }[] | { code: 'not-found' | 'gone' } {
    const widget = this.widgets.get(to);
    if (!widget) return { code: 'not-found' };
    if (!this.canvas.widgets.has(to)) return { code: 'gone' };
    const todos = widget.value.state.todos as { id: string; text: string; done: boolean }[];
    const index = todos.findIndex((todo) => todo.id === data.id);
    const item = todos[index];
    switch (name) {
      case 'todo.add': {
        const createdAt = new Date(Math.floor(this.clock / CLOCK_UNITS)).toISOString();
        return [
          {
            type: 'todo.created',
            data: { id: data.id ?? '', text: data.text ?? '', done: false, userId: by, createdAt },
          },
        ];
      }
      case 'todo.toggle':
        return item
          ? [{ type: 'todo.toggled', data: { id: item.id, done: data.done ?? false } }]
          : { code: 'not-found' };
      case 'todo.edit':
        return item
          ? [{ type: 'todo.edited', data: { id: item.id, text: data.text ?? '', was: item.text } }]
          : { code: 'not-found' };
      case 'todo.remove':
        return item ? [{ type: 'todo.removed', data: { id: item.id, item, index } }] : { code: 'not-found' };
      case 'set-state':
        return [{ type: 'state-patched', data: { patch: data.patch ?? {}, was: {} } }];
      case 'configure':
        return [{ type: 'configured', data: { config: data.config ?? {}, was: {} } }];
      default:
        return { code: 'not-found' };
    }
  }
}
