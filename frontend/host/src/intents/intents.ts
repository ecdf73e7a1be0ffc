/**
 * Intents of one open canvas, as far as every page has them: who is there to serve, and what is asked of the person.
 * The rest (desk.ts) is brought by the page when an app asks for the first time.
 */
import type { Intent, IntentAnswer } from '@gesso/sdk';
import type { JsonObject } from '@gesso/sdk/protocol';
import type { Manager } from '../canvas/manager.ts';
import type { Host } from '../modules.ts';
import type { Asker, Candidate, IntentDesk, Question } from './desk.ts';

export type Serve = (intent: Intent) => Promise<JsonObject>;

export type BringDesk = () => Promise<typeof import('./canvasDesk.ts')>;

export class Intents {
  private readonly servers = new Map<string, Serve>();
  private readonly coming = new Map<string, (serve: Serve) => void>();
  private readonly listeners = new Set<() => void>();
  private desk: IntentDesk | undefined;
  private loading: Promise<IntentDesk> | undefined;

  private bring: BringDesk | undefined;

  constructor(
    private readonly host: Host,
    private readonly manager: Manager,
  ) {}

  /** The page that is there from now on. */
  attend(bring: BringDesk): void {
    this.bring = bring;
  }

  /** What is asked of the person now. */
  get question(): Question | undefined {
    return this.desk?.question;
  }
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  changed(): void {
    for (const listener of [...this.listeners]) listener();
  }

  serves(name: string): boolean {
    const { registry, store } = this.host;
    const { widgets } = store.getState().layout;
    return (
      [...registry.all().values()].some(({ intents }) => intents?.[name]) ||
      widgets.some(({ appId, appVersion }) => registry.peekVersion(appId, appVersion)?.intents?.[name])
    );
  }

  async ask(from: Asker, name: string, data: JsonObject): Promise<IntentAnswer> {
    const invited = navigator.userActivation?.isActive ?? true; // for a moment only
    this.loading ??= this.bring?.().then(({ deskOf }) => deskOf(this.host, this.manager, this));
    this.desk = await this.loading?.catch(() => (this.loading = undefined));
    if (this.desk) return this.desk.ask(from, name, data, invited);
    return { kind: 'refused', reason: 'failed', detail: 'This page is not there in full.' };
  }
  /** The person has decided. */
  choose(candidate: Candidate): void {
    this.desk?.choose(candidate);
  }
  cancel(): void {
    this.desk?.cancel();
  }
  /** A widget goes: what it has asked is asked no more. */
  leave(widget: string): void {
    this.desk?.leave(widget);
  }

  /** An app is there and serves what its manifest declares; returns its leaving. */
  offer(widget: string, serve: Serve): () => void {
    this.servers.set(widget, serve);
    this.coming.get(widget)?.(serve);
    return () => {
      if (this.servers.get(widget) === serve) this.servers.delete(widget);
    };
  }
  /** The app of a widget, as soon as it is there. */
  server(widget: string): Promise<Serve> {
    const here = this.servers.get(widget);
    if (here) return Promise.resolve(here);
    return new Promise((resolve) =>
      this.coming.set(widget, (serve) => {
        this.coming.delete(widget);
        resolve(serve);
      }),
    );
  }
  /** An edit was sent as a part of this step. */
  made(cause: string): void {
    this.desk?.made(cause);
  }
}
