/**
 * A socket that is there again whenever it can be: opened with a valid token, asked whether it lives when it went
 * quiet, given up and made anew when it does not answer, more slowly each time. Not here: what is said on it.
 */
import type { ClientFrame } from '@gesso/sdk/protocol';
import { LIMITS } from './limits.ts';
import type { Connect, LiveSocket } from './socket.ts';
import { Timers } from './timers.ts';

export type LinkState =
  | 'connecting'
  | 'live'
  | 'reconnecting'
  | 'offline'
  | 'revoked'
  | 'not-found'
  | 'forbidden'
  | 'signed-out'
  | 'stopped';
export type Probe = 'fine' | 'unauthenticated' | 'forbidden' | 'not-found' | 'unreachable';

export interface Access {
  readonly token: string;
  /** In Unix milliseconds. */
  readonly expiresAt: number;
}
export interface ConnectionOptions {
  canvas: string;
  connect: Connect;
  /** A valid token, another one than was refused, and when it ends. */
  access(refused?: string): Promise<Access>;
  /** Asks by HTTP why the socket does not open. */
  probe(): Promise<Probe>;
  /** Nobody looks at the page just now. */
  hidden?: (() => boolean) | undefined;
  now: () => number;
  random: () => number;
}
export interface ConnectionEvents {
  /** A new socket is open, and nothing was said on it. */
  opened(): void;
  received(text: string): void;
  /** The socket is gone; what was under way on it may never have arrived. */
  lost(): void;
  /** `state` has changed. */
  changed(): void;
}

export class Connection {
  state: LinkState = 'connecting';
  /** Everything that was asked for when it opened has come. */
  ready = false;
  /** Rises with each socket and each end of one. */
  generation = 0;
  readonly counters = { connects: 0 };
  private socket: LiveSocket | undefined;
  private attempts = 0;
  /** The last socket did not open, and nobody has said why. */
  private shut = false;
  private lastHeard = 0;
  private pingNumber = 0;
  private token: string | undefined;
  private refusedToken: string | undefined;
  private readonly timers = new Timers();

  constructor(
    private readonly options: ConnectionOptions,
    private readonly events: ConnectionEvents,
  ) {}

  start(): void {
    this.watchSleep();
    void this.open();
  }
  stop(): void {
    this.hangUp();
    this.state = 'stopped';
    this.timers.cancelAll();
  }

  get isOpen(): boolean {
    return this.socket !== undefined;
  }
  /** Bytes that the browser has not sent yet. */
  get buffered(): number {
    return this.socket?.buffered ?? 0;
  }

  becomeReady(): void {
    this.ready = true;
    this.attempts = 0;
    this.state = 'live';
  }

  /** One or more messages, each below the server's limit of a frame; the commands that are larger are given back. */
  send(frames: readonly ClientFrame[]): string[] {
    const large: string[] = [];
    let batch: string[] = [];
    let bytes = 0;
    const flush = () => {
      if (batch.length > 0) this.socket?.send(batch.length === 1 ? (batch[0] ?? '') : `[${batch.join(',')}]`);
      batch = [];
      bytes = 0;
    };
    for (const frame of frames) {
      const text = JSON.stringify(frame);
      const size = new TextEncoder().encode(text).length + 1;
      if (frame.t === 'cmd' && size > LIMITS.frameBytes) {
        large.push(frame.id);
        continue;
      }
      if (bytes + size > LIMITS.frameBytes) flush();
      batch.push(text);
      bytes += size;
    }
    flush();
    return large;
  }

  /** The network came or went, the machine woke, somebody looks at the page again: a hint to look now. */
  hint(): void {
    if (this.socket && this.ready) this.beat(LIMITS.hintPongMillis);
    else if (this.timers.has('reconnect')) {
      this.timers.cancel('reconnect');
      void this.open();
    }
  }

  /** What came cannot be right: a new socket tells all of it. */
  makeAnew(): void {
    this.hangUp();
    this.retryOpen();
  }

  finish(state: 'revoked' | 'not-found' | 'forbidden' | 'signed-out'): void {
    this.hangUp();
    this.state = state;
    this.timers.cancel('reconnect');
    this.events.changed();
  }

  /** A machine that sleeps tells nobody: its timers are late, and its socket is dead without a close. */
  private watchSleep(): void {
    const due = this.options.now() + LIMITS.watchMillis;
    this.timers.later('watch', LIMITS.watchMillis, () => {
      if (this.options.now() - due > LIMITS.sleptMillis) this.hint();
      this.watchSleep();
    });
  }

  private async open(): Promise<void> {
    const generation = ++this.generation;
    const stale = () => generation !== this.generation || this.state === 'stopped';
    const patience = () =>
      this.timers.later('handshake', LIMITS.handshakeMillis, () => {
        if (!stale()) this.makeAnew();
      });
    patience();
    let access: Access;
    try {
      access = await this.options.access(this.refusedToken);
    } catch (error) {
      if (stale()) return;
      const status = (error as { status?: number }).status;
      if (status === 401 || status === 403) this.finish('signed-out');
      else this.retryOpen();
      return;
    }
    if (stale() || (await this.isAway(access.token)) || stale()) return;
    patience();
    this.counters.connects++;
    this.token = access.token;
    this.refusedToken = undefined;
    let joined = false;
    this.socket = this.options.connect(this.options.canvas, access.token, {
      opened: () => {
        if (stale()) return;
        joined = true;
        this.shut = false;
        this.timers.cancel('handshake');
        this.opened(access.expiresAt);
      },
      received: (text) => {
        if (stale()) return;
        this.lastHeard = this.options.now();
        this.events.received(text);
      },
      closed: (code) => {
        if (!stale()) this.closed(code, joined);
      },
    });
  }

  /**
   * After a socket that did not open: why, asked by HTTP, and an end of this attempt when it would fail again.
   * Browsers let a page wait seconds for its next WebSocket when many have failed, so none is tried in vain.
   */
  private async isAway(token: string): Promise<boolean> {
    if (!this.shut) return false;
    const { generation } = this;
    const found = await this.options.probe();
    if (generation !== this.generation) return true;
    if (found === 'fine') return false;
    if (found === 'not-found' || found === 'forbidden') this.finish(found);
    else {
      if (found === 'unauthenticated') this.refusedToken = token;
      this.retryOpen();
    }
    return true;
  }

  private opened(expiresAt: number): void {
    this.lastHeard = this.options.now();
    this.events.opened();
    this.watchExpiry(expiresAt);
    this.timers.later('beat', LIMITS.quietMillis, () => this.beat(LIMITS.pongMillis));
  }

  /** Looks whether the connection still lives, after some quiet. */
  private beat(patience: number): void {
    if (!this.socket) return;
    const asked = this.options.now();
    if (asked - this.lastHeard < LIMITS.quietMillis / 2 && patience === LIMITS.pongMillis) {
      this.timers.later('beat', LIMITS.quietMillis, () => this.beat(LIMITS.pongMillis));
      return;
    }
    this.send([{ t: 'ping', n: ++this.pingNumber }]);
    this.timers.later('beat', patience, () => {
      if (this.lastHeard >= asked) this.beat(LIMITS.pongMillis);
      else this.makeAnew();
    });
  }

  private watchExpiry(expiresAt: number): void {
    const wait = Math.max(1_000, expiresAt - this.options.now() - LIMITS.renewBeforeMillis);
    this.timers.later('renew', Math.min(wait, 2 ** 31 - 1), () => {
      void this.options.access().then(
        (access) => {
          this.token = access.token;
          if (this.socket) this.send([{ t: 'auth', token: access.token }]);
          this.watchExpiry(access.expiresAt);
        },
        () => this.timers.later('renew', LIMITS.renewAgainMillis, () => this.watchExpiry(expiresAt)),
      );
    });
  }

  private closed(code: number, opened: boolean): void {
    this.hangUp();
    if (code === 4403) return this.finish('revoked');
    if (code === 4401) this.refusedToken = this.token;
    this.shut = !opened;
    this.retryOpen();
  }

  private hangUp(): void {
    this.generation++;
    this.socket?.close();
    this.socket = undefined;
    this.ready = false;
    for (const name of ['handshake', 'beat', 'renew']) this.timers.cancel(name);
    this.events.lost();
  }

  private retryOpen(): void {
    this.attempts++;
    this.state = this.attempts > LIMITS.attemptsUntilOffline ? 'offline' : 'reconnecting';
    this.timers.cancel('handshake');
    const cap = this.options.hidden?.() ? LIMITS.backoffHiddenMillis : LIMITS.backoffMostMillis;
    const most = Math.min(cap, LIMITS.backoffMillis * 2 ** Math.min(this.attempts - 1, 10));
    this.timers.later('reconnect', most * (0.5 + this.options.random() / 2), () => void this.open());
    this.events.changed();
  }
}
