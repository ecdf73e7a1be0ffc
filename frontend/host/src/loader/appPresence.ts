/** Presence as one widget's app sees it: its own part of what each session shows, and nothing else of them. */
import { type AppPeer, type AppPresence, PRESENCE_MAX } from '@gesso/sdk';
import type { JsonObject } from '@gesso/sdk/protocol';
import { hueOf } from '../kit/people.ts';
import type { Presence } from '../presence/types.ts';

type Shown = Pick<Presence, 'setApp' | 'peers' | 'subscribe'>;
export interface PresenceOf {
  canvas: string;
  widget: string;
  presence: Shown;
  /** In the order in which colours are given. */
  members(): readonly string[];
}

export class WidgetPresence implements AppPresence {
  private readonly releases = new Set<() => void>();

  constructor(private readonly of: PresenceOf) {}

  set(data: JsonObject | null): void {
    if (data !== null && new TextEncoder().encode(JSON.stringify(data)).length > PRESENCE_MAX)
      throw new RangeError(`A micro-app shows at most ${PRESENCE_MAX} bytes of presence.`);
    this.of.presence.setApp(this.of.widget, data);
  }

  others(): readonly AppPeer[] {
    const { canvas, widget, presence, members } = this.of;
    return [...presence.peers().values()].flatMap(({ peer: { session, user, name }, data: { app } }) =>
      app?.widget === widget && typeof app.data === 'object' && app.data !== null
        ? [{ session, user, name, colour: hueOf(user, canvas, members()), data: app.data }]
        : [],
    );
  }

  /** Cursors that move elsewhere are no news here. */
  subscribe(listener: () => void): () => void {
    let before = JSON.stringify(this.others());
    const off = this.of.presence.subscribe(() => {
      const now = JSON.stringify(this.others());
      if (now === before) return;
      before = now;
      listener();
    });
    this.releases.add(off);
    return () => {
      off();
      this.releases.delete(off);
    };
  }

  /** Takes away what is shown, and listens no more. */
  dispose(): void {
    for (const release of this.releases) release();
    this.releases.clear();
    this.set(null);
  }
}
