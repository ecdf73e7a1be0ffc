/** Clients against the model server, under fake timers. */
import type { Code, EventFrame, LiveData } from '@gesso/sdk/protocol';
import { LiveClient, type LiveOptions } from '../src/live/client.ts';
import { type KeptEdit, memoryOutbox } from '../src/live/outbox.ts';
import { type Line, type ModelServer, TODO } from './modelServer.ts';

export interface Bench {
  client: LiveClient;
  outbox: ReturnType<typeof memoryOutbox>;
  refused: { edit: KeptEdit; code: Code }[];
  events: EventFrame[];
  lives: LiveData[];
  line(): Line | undefined;
}

export function join(server: ModelServer, name: string, more: Partial<LiveOptions> = {}): Bench {
  const outbox = (more.outbox as ReturnType<typeof memoryOutbox> | undefined) ?? memoryOutbox();
  const user = { id: `user-${name}`, name };
  const bench: Bench = {
    outbox,
    refused: [],
    events: [],
    lives: [],
    line: () => [...server.lines].find((line) => line.user.id === user.id),
    client: undefined as unknown as LiveClient,
  };
  bench.client = new LiveClient({
    canvas: 'c1',
    user,
    client: `client-${name}`,
    connect: server.connect(user),
    access: async () => ({ token: 'token', expiresAt: Date.now() + 900_000 }),
    probe: async () => (server.reachable ? 'fine' : 'unreachable'),
    app: (id) => (id === 'todo' ? TODO : undefined),
    listener: {
      changed: () => {},
      heard: () => {},
      event: (event) => bench.events.push(event),
      refused: (edit, code) => bench.refused.push({ edit, code }),
      storageFull: () => {},
      live: (_from, _user, data) => bench.lives.push(data),
    },
    ...more,
    outbox,
  });
  bench.client.start();
  return bench;
}

/** A small seeded random. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
