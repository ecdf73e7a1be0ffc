/** What the page bears of one sandboxed app, beside the limits of the wire (`@gesso/sandbox/wire`). */

/** From the beginning to the app's first word, while its frame answers. */
export const START_MS = 10_000;
/** Seconds without an answer of the frame itself: it waits for the machine as often as it hangs. */
export const FRAME_MISSED_MAX = 15;
/** Messages past the rate that are only left out; after so many without a pause the app is ended. */
export const REFUSED_MAX = 2_000;
/** Bytes of messages that are read in each second for long, and at once after silence: each is walked as a whole. */
export const BYTES_PER_SECOND = 512 * 1024;
export const BYTES_BURST = 4 * 1024 * 1024;
/** Arguments of an edit: no larger one fits into a message to the server (`live/limits.ts`), and it would be stored before. */
export const EDIT_BYTES_MAX = 60 * 1024;
/** After so long within the rate, what was left out before is forgiven. */
export const FORGIVEN_MS = 5_000;
/** Milliseconds the page may spend reading messages that it then refuses: one that is huge costs as much as very many. */
export const WASTED_MS_MAX = 400;
/** Kinds of what a frame left out that are kept apart; an app that makes up names could fill the page with them. */
export const REFUSED_KINDS_MAX = 50;
/** Calls that wait for their answer. */
export const OPEN_CALLS_MAX = 400;
/** Own edits that the app may take back: all records of a collection at once, and what is done meanwhile. */
export const UNDOABLE_MAX = 2_500;
/** Values nested within each other in a message. */
export const JSON_DEPTH_MAX = 40;
/** Values on this device: names, and all of them as JSON. */
export const STORED_KEYS_MAX = 50;
export const STORED_BYTES_MAX = 64 * 1024;
export const KEY_LENGTH_MAX = 64;
/** Events that wait while the app is busy; older ones go. Its state comes as a whole anyway. */
export const EVENTS_WAITING_MAX = 200;
export const BADGE_MAX = 9_999;
/** Pixels that a frame may say it wants. */
export const HEIGHT_MAX = 20_000;
/** Of an error that is shown. */
export const MESSAGE_LENGTH_MAX = 400;
/** Between two times that an app opens its settings. */
export const SETTINGS_EVERY_MS = 1_000;
