/** What one widget's app may ask of everybody else, and how far one event may lead to another. */
export const BUS_LIMITS = {
  /** Events that one widget tells: so many a second for long, and so many at once. */
  emits: { aSecond: 20, atOnce: 40 },
  /** Changes of its state that are sent as they come; those past it are joined and sent together. */
  states: { aSecond: 60, atOnce: 60 },
  /** Every other edit; "clear all that is done" of a long list is many at once. */
  edits: { aSecond: 50, atOnce: 1_000 },
  /** How long changes of state that came too fast are gathered. */
  gatherMillis: 100,
  /** While so many edits of one widget wait for an answer, changes of its state are gathered and its events refused. */
  waiting: 200,
  /** An answer to an event that is an answer to an event, so many times over, is not sent. */
  chain: 8,
  /** Operations whose place in a chain is remembered. */
  chainsKnown: 2_000,
} as const;
