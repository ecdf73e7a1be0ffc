/** What led to an event and what followed from it. Pure. */
import { keyOf, type LoggedEvent } from './history.ts';

export interface Link {
  readonly event: LoggedEvent;
  /** How many events lie between this one and the first. */
  readonly depth: number;
}

/**
 * The chain of an event, causes before effects: an event whose operation another one names as its cause, and the events
 * of one operation or of one step, which stand side by side.
 */
export function chainOf(all: readonly LoggedEvent[], event: LoggedEvent): readonly Link[] {
  const byOperation = new Map<string, LoggedEvent[]>();
  const byCause = new Map<string, LoggedEvent[]>();
  for (const one of all) {
    put(byOperation, one.op, one);
    if (one.cause !== undefined) put(byCause, one.cause, one);
  }
  const links: Link[] = [];
  const seen = new Set<string>();
  const follow = (operation: string, depth: number) => {
    const own = (byOperation.get(operation) ?? []).filter((one) => !seen.has(keyOf(one)));
    for (const one of own) {
      seen.add(keyOf(one));
      links.push({ event: one, depth });
    }
    const below = byOperation.has(operation) ? depth + 1 : depth;
    for (const op of new Set((byCause.get(operation) ?? []).map((one) => one.op)))
      if (op !== operation && !seen.has(keyOf((byOperation.get(op) ?? [event])[0] ?? event)))
        follow(op, below);
  };
  follow(first(byOperation, event), 0);
  return links;
}

/** The operation, or the step, that everything began with. */
function first(byOperation: ReadonlyMap<string, readonly LoggedEvent[]>, event: LoggedEvent): string {
  let operation = event.op;
  const passed = new Set<string>();
  for (let cause = event.cause; cause !== undefined && !passed.has(cause); ) {
    passed.add(cause);
    operation = cause;
    cause = byOperation.get(cause)?.[0]?.cause;
  }
  return operation;
}

function put(map: Map<string, LoggedEvent[]>, key: string, event: LoggedEvent): void {
  const list = map.get(key);
  if (list) list.push(event);
  else map.set(key, [event]);
}
