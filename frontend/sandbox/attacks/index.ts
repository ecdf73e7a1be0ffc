/**
 * Apps that are out for harm, each with one way of doing it. The checks must refuse those that they can tell; the sandbox must
 * hold all of them without any check. `__AWAY__` and its like stand for a server that listens.
 */
export interface Attack {
  readonly id: string;
  readonly what: string;
  readonly expected: 'refused-by-checks' | 'harmless-in-sandbox';
  /** A rule that finds it. */
  readonly rule?: string;
  /** What becomes of it in the sandbox: it goes on like any app, or the page ends it; `any` where both are fine. */
  readonly end: 'lives' | 'stops' | 'any';
  /** The file is all of the app; else it is put into one that is good but for it. */
  readonly whole?: boolean;
}

/** Where the attack is put in: an app that checks find nothing in. */
const BEFORE = `"use strict";
const { app, collection, text } = gesso;
const notes = collection("notes", "Note", { title: text("Title", { required: true }) });
const seen = [];
const attempt = async (name, act) => {
  try {
    const result = await act();
    seen.push(name + " done " + (typeof result));
  } catch (error) {
    seen.push(name + " refused " + error.message);
  }
};
`;
const after = (view: boolean): string => `
app({
  title: "Attack",
  view: () => gesso.h("section", {}, gesso.h("p", {}, "attack is here"), ${view ? 'hostile()' : 'gesso.h("p", {}, seen.join(", "))'}, gesso.h("p", {}, String(notes.name))),
});
`;
export const SPECIFICATION = {
  title: 'Attack',
  summary: 'Is out for harm',
  icon: 'vote',
  entities: [
    {
      name: 'notes',
      title: 'Note',
      fields: [{ name: 'title', label: 'Title', type: 'text', required: true }],
    },
  ],
  views: [{ kind: 'list', title: 'Notes', entity: 'notes' }],
  actions: [],
};
/** The whole app, of the text of its file, in which `__TIMES(n,text)__` stands for a text repeated n times. */
export function appOf(attack: Pick<Attack, 'whole'>, file: string): string {
  const written = file.replaceAll(/__TIMES\((\d+),(.+?)\)__/g, (_, times, text) =>
    text.repeat(Number(times)),
  );
  return attack.whole ? written : BEFORE + written + after(/\bhostile\b/.test(written));
}

export const ATTACKS: readonly Attack[] = [
  {
    id: 'fetch',
    what: 'sends records out by fetch',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'lives',
  },
  {
    id: 'fetch-alias',
    what: 'reaches fetch by a name that is put together',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'lives',
  },
  {
    id: 'xhr',
    what: 'sends by XMLHttpRequest',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'lives',
  },
  { id: 'beacon', what: 'sends by a beacon', expected: 'refused-by-checks', rule: 'globals', end: 'lives' },
  { id: 'websocket', what: 'opens a socket', expected: 'refused-by-checks', rule: 'globals', end: 'lives' },
  {
    id: 'event-source',
    what: 'opens a stream of events',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'lives',
  },
  {
    id: 'web-transport',
    what: 'opens a transport',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'lives',
  },
  {
    id: 'webrtc',
    what: 'gathers addresses and sends by a peer connection',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'lives',
  },
  {
    id: 'image',
    what: 'draws an image of another server',
    expected: 'refused-by-checks',
    rule: 'markup',
    end: 'lives',
  },
  {
    id: 'image-svg',
    what: 'draws an image within a drawing',
    expected: 'refused-by-checks',
    rule: 'markup',
    end: 'lives',
  },
  {
    id: 'style-url',
    what: 'fetches by a style',
    expected: 'refused-by-checks',
    rule: 'addresses',
    end: 'lives',
  },
  {
    id: 'style-element',
    what: 'brings a style sheet',
    expected: 'refused-by-checks',
    rule: 'markup',
    end: 'lives',
  },
  {
    id: 'style-attribute-objects',
    what: 'fetches by parts of a style',
    expected: 'refused-by-checks',
    rule: 'addresses',
    end: 'lives',
  },
  {
    id: 'dns-prefetch',
    what: 'asks for names before they are used',
    expected: 'refused-by-checks',
    rule: 'markup',
    end: 'lives',
  },
  {
    id: 'form-action',
    what: 'sends a form to another server',
    expected: 'refused-by-checks',
    rule: 'markup',
    end: 'lives',
  },
  {
    id: 'media',
    what: 'plays a film of another server',
    expected: 'refused-by-checks',
    rule: 'markup',
    end: 'lives',
  },
  {
    id: 'ping',
    what: 'tells a server of each press',
    expected: 'refused-by-checks',
    rule: 'markup',
    end: 'lives',
  },
  {
    id: 'navigate-location',
    what: 'goes elsewhere',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'lives',
  },
  {
    id: 'navigate-refresh',
    what: 'lets the page go elsewhere by itself',
    expected: 'refused-by-checks',
    rule: 'markup',
    end: 'lives',
  },
  {
    id: 'navigate-frame',
    what: 'frames another server',
    expected: 'refused-by-checks',
    rule: 'markup',
    end: 'lives',
  },
  {
    id: 'import-dynamic',
    what: 'loads further code',
    expected: 'refused-by-checks',
    rule: 'imports',
    end: 'lives',
  },
  {
    id: 'import-scripts',
    what: 'loads further code into the worker',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'lives',
  },
  {
    id: 'import-data',
    what: 'loads code out of an address',
    expected: 'refused-by-checks',
    rule: 'imports',
    end: 'lives',
  },
  { id: 'import-static', what: 'is a module', expected: 'refused-by-checks', rule: 'imports', end: 'stops' },
  {
    id: 'worker-nested',
    what: 'starts another worker with all that it has',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'lives',
  },
  {
    id: 'worker-away',
    what: 'starts a worker of another server',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'lives',
  },
  {
    id: 'worker-shared',
    what: 'meets others in a shared worker',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'lives',
  },
  { id: 'eval', what: 'makes code of text', expected: 'refused-by-checks', rule: 'eval', end: 'lives' },
  {
    id: 'eval-indirect',
    what: 'makes code of text by another name',
    expected: 'refused-by-checks',
    rule: 'eval',
    end: 'lives',
  },
  {
    id: 'function',
    what: 'makes a function of text',
    expected: 'refused-by-checks',
    rule: 'eval',
    end: 'lives',
  },
  {
    id: 'function-constructor',
    what: 'finds the maker of functions behind a value',
    expected: 'refused-by-checks',
    rule: 'internals',
    end: 'lives',
  },
  {
    id: 'function-generator',
    what: 'finds the maker of functions behind another kind of function',
    expected: 'refused-by-checks',
    rule: 'internals',
    end: 'lives',
  },
  { id: 'timer-text', what: 'gives a timer text', expected: 'refused-by-checks', rule: 'eval', end: 'lives' },
  {
    id: 'web-assembly',
    what: 'runs code of another kind',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'lives',
  },
  {
    id: 'parent',
    what: 'reaches for the page',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'lives',
  },
  {
    id: 'parent-message',
    what: 'sends messages to the page by itself',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'lives',
  },
  {
    id: 'storage-page',
    what: 'reads what the page keeps',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'lives',
  },
  {
    id: 'storage-database',
    what: 'opens databases and caches',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'lives',
  },
  {
    id: 'broadcast',
    what: 'speaks on channels of others',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'lives',
  },
  {
    id: 'locks',
    what: 'holds locks of the page',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'lives',
  },
  {
    id: 'scope-chain',
    what: 'looks for what was taken away behind its own scope',
    expected: 'refused-by-checks',
    rule: 'internals',
    end: 'lives',
  },
  {
    id: 'forged-user',
    what: 'says that somebody else did it',
    expected: 'refused-by-checks',
    rule: 'commands',
    end: 'lives',
  },
  {
    id: 'command-page',
    what: 'gives commands of the canvas',
    expected: 'refused-by-checks',
    rule: 'commands',
    end: 'lives',
  },
  {
    id: 'command-other',
    what: 'gives commands to another widget',
    expected: 'refused-by-checks',
    rule: 'commands',
    end: 'lives',
  },
  { id: 'events-other', what: 'listens to all other widgets', expected: 'harmless-in-sandbox', end: 'lives' },
  {
    id: 'state-records',
    what: 'writes records past their backend',
    expected: 'harmless-in-sandbox',
    end: 'lives',
  },
  {
    id: 'flood-events',
    what: 'tells more events than anybody can read',
    expected: 'harmless-in-sandbox',
    end: 'any',
  },
  {
    id: 'flood-state',
    what: 'changes its state without a pause',
    expected: 'harmless-in-sandbox',
    end: 'any',
  },
  { id: 'flood-view', what: 'draws anew without a pause', expected: 'harmless-in-sandbox', end: 'any' },
  {
    id: 'flood-attributes',
    what: 'makes up more names of attributes than anybody can count',
    expected: 'harmless-in-sandbox',
    end: 'any',
  },
  {
    id: 'flood-settings',
    what: 'opens its settings again and again',
    expected: 'harmless-in-sandbox',
    end: 'any',
  },
  {
    id: 'flood-console',
    what: 'writes to the console without a pause',
    expected: 'harmless-in-sandbox',
    end: 'any',
  },
  {
    id: 'huge-message',
    what: 'sends one message of megabytes',
    expected: 'refused-by-checks',
    rule: 'amounts',
    end: 'lives',
  },
  {
    id: 'huge-list',
    what: 'sends a list of very many values',
    expected: 'refused-by-checks',
    rule: 'amounts',
    end: 'lives',
  },
  {
    id: 'huge-view',
    what: 'draws very many elements',
    expected: 'refused-by-checks',
    rule: 'amounts',
    end: 'any',
  },
  {
    id: 'deep-view',
    what: 'draws elements within elements without end',
    expected: 'harmless-in-sandbox',
    end: 'any',
  },
  { id: 'storage-fill', what: 'fills the device', expected: 'harmless-in-sandbox', end: 'lives' },
  { id: 'odd-values', what: 'sends what is no data', expected: 'harmless-in-sandbox', end: 'lives' },
  { id: 'loop', what: 'never comes back', expected: 'refused-by-checks', rule: 'loops', end: 'stops' },
  { id: 'loop-start', what: 'never begins', expected: 'refused-by-checks', rule: 'loops', end: 'stops' },
  {
    id: 'loop-microtasks',
    what: 'never lets anything else happen',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'stops',
  },
  {
    id: 'loop-draw',
    what: 'never ends a drawing',
    expected: 'refused-by-checks',
    rule: 'loops',
    end: 'stops',
  },
  {
    id: 'slow-expression',
    what: 'looks for a pattern that takes for ever',
    expected: 'refused-by-checks',
    rule: 'expressions',
    end: 'stops',
  },
  {
    id: 'time-bomb',
    what: 'behaves for a while',
    expected: 'refused-by-checks',
    rule: 'loops',
    end: 'stops',
  },
  {
    id: 'throw-start',
    what: 'throws at its start',
    expected: 'refused-by-checks',
    rule: 'agreement',
    end: 'stops',
    whole: true,
  },
  {
    id: 'not-script',
    what: 'is no script at all',
    expected: 'refused-by-checks',
    rule: 'syntax',
    end: 'stops',
    whole: true,
  },
  {
    id: 'silent',
    what: 'says nothing at all',
    expected: 'refused-by-checks',
    rule: 'agreement',
    end: 'any',
    whole: true,
  },
  {
    id: 'memory',
    what: 'takes all memory that there is',
    expected: 'refused-by-checks',
    rule: 'loops',
    end: 'any',
  },
  {
    id: 'parser-brackets',
    what: 'is brackets within brackets',
    expected: 'refused-by-checks',
    rule: 'nesting',
    end: 'any',
  },
  {
    id: 'parser-chain',
    what: 'is one sum of very many numbers',
    expected: 'refused-by-checks',
    rule: 'nesting',
    end: 'any',
  },
  {
    id: 'parser-large',
    what: 'is larger than an app may be',
    expected: 'refused-by-checks',
    rule: 'size',
    end: 'any',
  },
  {
    id: 'prototype-pollution',
    what: 'changes what all objects inherit',
    expected: 'refused-by-checks',
    rule: 'internals',
    end: 'any',
  },
  {
    id: 'prototype-message',
    what: 'sends names that mean more than a name',
    expected: 'refused-by-checks',
    rule: 'internals',
    end: 'lives',
  },
  {
    id: 'intrinsics',
    what: 'replaces what the runtime relies on',
    expected: 'refused-by-checks',
    rule: 'internals',
    end: 'any',
  },
  {
    id: 'gesso-tampered',
    what: 'changes what it was given',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'any',
  },
  {
    id: 'accessors',
    what: 'runs code where values are read',
    expected: 'refused-by-checks',
    rule: 'internals',
    end: 'lives',
  },
  {
    id: 'proxies',
    what: 'answers differently each time it is asked',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'any',
  },
  {
    id: 'clobber-form',
    what: 'names controls like parts of a form',
    expected: 'refused-by-checks',
    rule: 'markup',
    end: 'lives',
  },
  {
    id: 'clobber-ids',
    what: 'names elements like global things',
    expected: 'refused-by-checks',
    rule: 'markup',
    end: 'lives',
  },
  {
    id: 'handlers-text',
    what: 'brings handlers as text',
    expected: 'refused-by-checks',
    rule: 'markup',
    end: 'lives',
  },
  {
    id: 'markup-text',
    what: 'brings markup as text',
    expected: 'refused-by-checks',
    rule: 'markup',
    end: 'lives',
  },
  {
    id: 'script-element',
    what: 'brings a script',
    expected: 'refused-by-checks',
    rule: 'markup',
    end: 'lives',
  },
  {
    id: 'script-address',
    what: 'has an address that is code',
    expected: 'refused-by-checks',
    rule: 'addresses',
    end: 'lives',
  },
  {
    id: 'foreign-object',
    what: 'brings elements within a drawing',
    expected: 'refused-by-checks',
    rule: 'markup',
    end: 'lives',
  },
  {
    id: 'overlay',
    what: 'lays something over the page',
    expected: 'refused-by-checks',
    rule: 'styles',
    end: 'lives',
  },
  {
    id: 'dialogs',
    what: 'asks for a password in a dialog',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'lives',
  },
  {
    id: 'fullscreen',
    what: 'takes the whole screen and the pointer',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'lives',
  },
  {
    id: 'powers',
    what: 'asks for camera, place and clipboard',
    expected: 'refused-by-checks',
    rule: 'globals',
    end: 'lives',
  },
  {
    id: 'bidi',
    what: 'reads other than it runs',
    expected: 'refused-by-checks',
    rule: 'characters',
    end: 'lives',
  },
  {
    id: 'homoglyph',
    what: 'has names that look like others',
    expected: 'refused-by-checks',
    rule: 'characters',
    end: 'lives',
  },
  {
    id: 'escaped-names',
    what: 'writes names so that nobody reads them',
    expected: 'refused-by-checks',
    rule: 'characters',
    end: 'lives',
  },
  {
    id: 'secrets',
    what: 'carries a key along',
    expected: 'refused-by-checks',
    rule: 'secrets',
    end: 'lives',
  },
];
