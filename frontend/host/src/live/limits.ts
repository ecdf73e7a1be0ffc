/** Every limit and pace of the live connection. */
export const LIMITS = {
  /** Commands on one socket without an answer; the server takes 600. */
  inFlight: 200,
  /** Bytes of one message; the server refuses frames over 64 KiB. */
  frameBytes: 60 * 1024,
  /** Presence is skipped while the browser has this many bytes unsent. */
  presenceBuffer: 16 * 1024,
  /** Presence is sent at most this often. */
  presenceMillis: 50,
  /** A call to everybody is said for so long, for those who reconnect just now. */
  gatherMillis: 5_000,
  /** An edit without an answer for so long goes where days do not matter. */
  outboxMoveMillis: 1_500,
  /** For each of the two steps of an attempt: a token and a server that answers, and an open socket. */
  handshakeMillis: 8_000,
  /** How long after join edits wait for `ready`; the server gives up on a silent widget after 5 s. */
  readyMillis: 6_000,
  /** After this much quiet the connection is asked whether it lives. */
  quietMillis: 10_000,
  pongMillis: 6_000,
  /** The same when the browser said that the network changed. */
  hintPongMillis: 1_200,
  /** How often the page looks whether it slept, and how late a timer is when it did. */
  watchMillis: 1_000,
  sleptMillis: 2_500,
  /** Events that only the server can fold, gathered before the state is asked for. */
  askStateMillis: 80,
  backoffMillis: 300,
  /** Who looks at the page waits no longer than this after the server is back. */
  backoffMostMillis: 2_000,
  /** Nobody looks; the page tries at once when somebody does. */
  backoffHiddenMillis: 15_000,
  /** From this many failed attempts on the page says offline instead of reconnecting. */
  attemptsUntilOffline: 3,
  retryMillis: 500,
  retryMostMillis: 5_000,
  /** A token is renewed this long before it ends. */
  renewBeforeMillis: 60_000,
  renewAgainMillis: 5_000,
} as const;
