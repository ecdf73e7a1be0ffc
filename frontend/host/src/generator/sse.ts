/**
 * Server-sent events out of the body of a fetch, which can carry a token where `EventSource` cannot. Read as the
 * standard says: lines end in CR, LF or both, wherever the pieces of the body are cut.
 */

export interface ServerEvent {
  /** `message` where the server gave no name. */
  readonly event: string;
  readonly data: string;
}

/** An event that is longer than this is no event of ours. */
export const EVENT_MAX = 4 * 1024 * 1024;

export class EventTooLong extends Error {
  override readonly name = 'EventTooLong';
}

/** Takes text as it comes and gives the events that are complete. */
export class EventReader {
  private rest = '';
  private begun = false;
  private name = '';
  private data: string[] = [];
  private held = 0;

  read(text: string): ServerEvent[] {
    let all = this.rest + text;
    if (!this.begun && all !== '') {
      this.begun = true;
      if (all.startsWith('\uFEFF')) all = all.slice(1);
    }
    const events: ServerEvent[] = [];
    let from = 0;
    for (let at = 0; at < all.length; at++) {
      const char = all[at];
      if (char !== '\n' && char !== '\r') continue;
      // The LF of a CR LF may come with the next piece.
      if (char === '\r' && at === all.length - 1) break;
      const event = this.line(all.slice(from, at));
      if (event) events.push(event);
      if (char === '\r' && all[at + 1] === '\n') at++;
      from = at + 1;
    }
    this.rest = all.slice(from);
    if (this.rest.length + this.held > EVENT_MAX) throw new EventTooLong('An event is longer than expected');
    return events;
  }

  private line(line: string): ServerEvent | undefined {
    if (line === '') {
      const { name, data } = this;
      this.name = '';
      this.data = [];
      this.held = 0;
      return data.length > 0 ? { event: name || 'message', data: data.join('\n') } : undefined;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const raw = colon < 0 ? '' : line.slice(colon + 1);
    const value = raw.startsWith(' ') ? raw.slice(1) : raw;
    if (field === 'event') this.name = value;
    else if (field === 'data') {
      this.data.push(value);
      this.held += value.length + 1;
    }
    return undefined;
  }
}

export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const events = new EventReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield* events.read(decoder.decode(value, { stream: true }));
    }
  } finally {
    await reader.cancel().catch(() => {}); // it may be broken already
  }
}
