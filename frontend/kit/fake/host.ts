/** The people in front of one fake canvas, and who is told when anything changes. */
import type { JsonObject, MicroAppRules, Person, Role } from '@gesso/sdk';
import { maySend } from '../../host/src/canvas/rights.ts';
import { FakeSession, type Looks } from './session.ts';
import { type Asked, type FakeApp, FakeWorld } from './world.ts';

const LOOKS: Looks = {
  role: 'editor',
  theme: 'light',
  locale: 'en',
  reducedMotion: false,
  size: { w: 3, h: 4 },
};
/** Colours of two people, as the host gives them. */
const COLOURS = ['#2f5fd0', '#2c7a4b'];

export interface Staged {
  app: FakeApp;
  state?: JsonObject;
  config?: JsonObject;
  /** Names; an id is the name in small letters. */
  people?: readonly string[];
  looks?: Partial<Looks>;
}

export class FakeHost {
  readonly world: FakeWorld;
  readonly people: readonly Person[];
  readonly sessions: readonly FakeSession[];
  /** Every edit that was let through, in the order of their making; for tests. */
  readonly sent: (Asked & { by: string })[] = [];
  /** While true nothing arrives: for tests that look at what is pending. */
  held = false;
  private readonly listeners = new Set<() => void>();
  private readonly off: () => void;

  constructor({ app, state = {}, config = {}, people = ['Ada', 'Bob'], looks = {} }: Staged) {
    this.world = new FakeWorld(app, { state, config });
    this.people = people.map((name, i) => ({
      id: name.toLowerCase(),
      name,
      colour: COLOURS[i % COLOURS.length] ?? '#2f5fd0',
    }));
    this.sessions = this.people.map((person) => new FakeSession(this, person, { ...LOOKS, ...looks }));
    this.off = this.world.subscribe(() => this.changed());
  }

  may(role: Role, command: string): boolean {
    return maySend(role, command);
  }
  learn(rules: MicroAppRules | undefined): void {
    this.world.learn(rules);
  }
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
  get listening(): number {
    return this.listeners.size;
  }
  changed(): void {
    for (const listener of [...this.listeners]) listener();
  }
  close(): void {
    this.off();
    for (const session of this.sessions) session.close();
  }
}
