/**
 * One run of a sandboxed app in one frame: hands it code and ports, watches whether it lives, and ends it. Not here: what
 * passes over the app's port (bridge.ts), what is drawn around it.
 */

import { type Boot, type FromFrame, PING_MS, PINGS_MISSED_MAX, type ToFrame } from '@gesso/sandbox/wire';
import type { CanvasContext } from '@gesso/sdk';
import { Bridge } from './bridge.ts';
import { FRAME_MISSED_MAX, HEIGHT_MAX, MESSAGE_LENGTH_MAX, REFUSED_KINDS_MAX, START_MS } from './limits.ts';

/** Why an app does not run any more. */
export interface Stopped {
  /**
   * `silent`: answers no more; `start`: never began; `flood`: sends too much; `dead`: the frame or its code ended;
   * `astray`: the frame would not stay where it was.
   */
  readonly reason: 'silent' | 'start' | 'flood' | 'dead' | 'astray';
  readonly detail: string;
}
export interface SessionParts {
  readonly target: Window;
  readonly code: string;
  readonly runtime: string;
  readonly context: CanvasContext;
  readonly permissions: readonly string[];
  colours(): Record<string, string>;
  /** Whether the person is in the app's frame now. */
  isUsed(): boolean;
  ready(): void;
  stopped(why: Stopped): void;
  /** The app has no use for this key. */
  key?(key: string): void;
  height?(px: number): void;
  /** A person has begun to write, or what they wrote is sent or gone. */
  writing?(is: boolean): void;
}

export class FrameSession {
  readonly bridge: Bridge;
  private readonly control: MessagePort;
  private readonly beat: ReturnType<typeof setInterval>;
  private readonly follow: () => void;
  private isReady = false;
  /** Of the app. */
  private asked = 0;
  private answered = 0;
  private missed = 0;
  private waited = 0;
  /** Of the frame, which draws for the app and can be kept from it by too much of that. */
  private pings = 0;
  private readonly frame = { answered: 0, missed: 0 };
  private over = false;
  private look = '';
  /** The last error of its code, which tells more than its silence. */
  private fault = '';

  constructor(private readonly parts: SessionParts) {
    const control = new MessageChannel();
    const app = new MessageChannel();
    this.control = control.port1;
    this.control.onmessage = (event) => this.hear(event.data as FromFrame);
    this.bridge = new Bridge({
      context: parts.context,
      port: app.port1,
      permissions: parts.permissions,
      isUsed: () => parts.isUsed(),
      ready: () => this.started(),
      pong: (n) => {
        this.answered = Math.max(this.answered, Math.min(n, this.asked));
        this.missed = 0;
      },
      fault: (message) => this.failed(message),
      flooded: () => this.stop({ reason: 'flood', detail: 'It sent more than the page could read.' }),
    });
    const boot: Boot = { t: 'boot', code: parts.code, runtime: parts.runtime };
    // The frame has no origin that could be named; what is in it is ours by the address that the policy allows.
    parts.target.postMessage(boot, '*', [control.port2, app.port2]);
    this.follow = parts.context.subscribe(() => this.theme());
    this.theme();
    this.beat = setInterval(() => this.tick(), PING_MS);
  }

  /** Takes it down, without a word about it. */
  end(): void {
    if (this.over) return;
    this.over = true;
    clearInterval(this.beat);
    this.follow();
    this.bridge.end();
    this.send({ t: 'stop' });
    this.control.onmessage = null;
    this.control.close();
  }

  private stop(why: Stopped): void {
    if (this.over) return;
    this.end();
    this.parts.stopped(why);
  }

  private started(): void {
    if (this.isReady) return;
    this.isReady = true;
    this.parts.ready();
  }
  private failed(message: string): void {
    this.fault = message;
    if (!this.isReady) this.stop({ reason: 'dead', detail: message });
    else console.warn('A sandboxed app reports an error:', message);
  }

  /**
   * Once a second. What counts against the app is its silence while the frame around it answers: where neither does, the
   * machine is busy with something else, and an app that does nothing wrong is not ended for that so soon.
   */
  private tick(): void {
    const isFrameHere = this.frame.answered === this.pings;
    this.frame.missed = isFrameHere ? 0 : this.frame.missed + 1;
    if (this.frame.missed >= FRAME_MISSED_MAX)
      this.stop({ reason: 'silent', detail: 'Its frame does not answer' });
    else if (isFrameHere && !this.isReady && ++this.waited > START_MS / PING_MS)
      this.stop({ reason: 'start', detail: `No answer within ${START_MS / 1_000} s` });
    else if (isFrameHere && this.isReady && this.asked > this.answered && ++this.missed >= PINGS_MISSED_MAX)
      this.stop({ reason: 'silent', detail: this.fault || `No answer for ${PINGS_MISSED_MAX} s` });
    if (this.over) return;
    // The frame is asked anew when it has answered, so that one slow answer counts as one.
    this.send({ t: 'ping', n: isFrameHere ? ++this.pings : this.pings });
    if (this.isReady) this.bridge.ping(++this.asked);
  }

  private theme(): void {
    const { theme, reducedMotion } = this.parts.context.snapshot();
    const look = `${theme} ${reducedMotion}`;
    if (look === this.look || this.over) return;
    this.look = look;
    this.send({ t: 'theme', theme, reducedMotion, colours: this.parts.colours() });
  }
  private send(message: ToFrame): void {
    this.control.postMessage(message);
  }

  private hear(message: FromFrame | null | undefined): void {
    switch (message?.t) {
      case 'dead':
        this.stop({ reason: 'dead', detail: String(message.message).slice(0, MESSAGE_LENGTH_MAX) });
        break;
      case 'pong':
        this.frame.answered = Math.max(this.frame.answered, Math.min(Number(message.n) || 0, this.pings));
        break;
      case 'height':
        if (message.px >= 0 && message.px <= HEIGHT_MAX) this.parts.height?.(message.px);
        break;
      case 'writing':
        this.parts.writing?.(message.is === true);
        break;
      case 'key':
        if (message.key === 'Escape') this.parts.key?.(message.key);
        break;
      case 'refused':
        this.left(String(message.what).slice(0, 40), Number(message.count) || 0);
        break;
    }
  }
  private left(what: string, count: number): void {
    if (Object.hasOwn(this.refused, what) || Object.keys(this.refused).length < REFUSED_KINDS_MAX)
      this.refused[what] = count;
  }
  /** What the frame left out of the app's views, for diagnostics. */
  readonly refused: Record<string, number> = {};
}
