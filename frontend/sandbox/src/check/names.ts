/** What code of an app may name. Everything that is not listed here is not there for it. */

/** Global names that an app may use: values and functions without a way out. */
export const GLOBALS: ReadonlySet<string> = new Set([
  'gesso',
  'undefined',
  'NaN',
  'Infinity',
  'Object',
  'Array',
  'String',
  'Number',
  'Boolean',
  'BigInt',
  'Math',
  'Date',
  'JSON',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'Promise',
  'Error',
  'TypeError',
  'RangeError',
  'Intl',
  'parseInt',
  'parseFloat',
  'isNaN',
  'isFinite',
  'structuredClone',
  'queueMicrotask',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'console',
]);
/** Those that make code of text. */
export const EVALUATORS: ReadonlySet<string> = new Set([
  'eval',
  'Function',
  'AsyncFunction',
  'GeneratorFunction',
]);

/** Members that lead from a value to the machinery behind all values. */
export const INTERNALS: ReadonlySet<string> = new Set([
  '__proto__',
  'constructor',
  'prototype',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
  'caller',
  'callee',
  'setPrototypeOf',
  'getPrototypeOf',
  'defineProperty',
  'defineProperties',
  'getOwnPropertyDescriptor',
  'getOwnPropertyDescriptors',
]);
/** Members by which a page takes text as markup. */
export const MARKUP: ReadonlySet<string> = new Set([
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'dangerouslySetInnerHTML',
  'srcdoc',
  'setHTMLUnsafe',
  'parseHTMLUnsafe',
  'createContextualFragment',
]);
/** Elements that fetch, frame, run or restyle. */
export const TAGS: ReadonlySet<string> = new Set(
  (
    'applet audio base body embed fencedframe foreignobject frame frameset head html iframe image img input-image link' +
    ' math meta noscript object picture portal script slot source style svg template track video'
  ).split(' '),
);
/** Attributes that fetch, lead elsewhere, or name things that scripts look up. */
export const ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    'action archive background cite classid codebase data-src formaction formtarget href http-equiv longdesc manifest' +
    ' nonce ping poster profile slot src srcset target usemap xlink:href xmlns'
  ).split(' '),
);
/** Commands of the backend that generated apps have. */
export const COMMANDS: ReadonlySet<string> = new Set(
  'add edit remove move step vote unvote'.split(' ').map((one) => `records.${one}`),
);
/** Builders of fields, and the word of their type. */
export const FIELDS: ReadonlySet<string> = new Set(
  'text longtext number date time boolean choice rating person url email duration'.split(' '),
);
export const VIEWS: ReadonlySet<string> = new Set(
  'list table board calendar form counter timer poll chart calculator checklist notes'.split(' '),
);
export const ACTIONS: ReadonlySet<string> = new Set('add edit remove toggle move step vote'.split(' '));
