/**
 * Takes messages of an app apart without trusting anything in them: what is not exactly of a known shape is none. Pure.
 */

import {
  CALLS,
  type Call,
  type CallArgs,
  CONTRACT,
  type FromApp,
  MESSAGE_BYTES_MAX,
} from '@gesso/sandbox/wire';
import type { Json, JsonObject } from '@gesso/sdk/protocol';
import { BADGE_MAX, JSON_DEPTH_MAX, KEY_LENGTH_MAX, MESSAGE_LENGTH_MAX } from './limits.ts';

/** Names that mean something else than a member to objects. */
const TAKEN = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Bytes of a value as JSON, about; undefined for what is no JSON, nested too deeply, or larger than `most`. Looks at no
 * more than that, however large it is.
 */
export function weight(value: unknown, most: number = MESSAGE_BYTES_MAX): number | undefined {
  let bytes = 0;
  const open: [unknown, number][] = [[value, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [one, depth] = next;
    bytes += 2;
    if (typeof one === 'string') bytes += bytesOf(one, most);
    else if (typeof one === 'number') {
      if (!Number.isFinite(one)) return undefined;
      bytes += 6;
    } else if (typeof one === 'object' && one !== null) {
      if (depth >= JSON_DEPTH_MAX) return undefined;
      if (Array.isArray(one)) {
        if (one.length > most) return undefined;
        for (const item of one) open.push([item, depth + 1]);
        bytes += one.length;
      } else {
        if (Object.getPrototypeOf(one) !== Object.prototype) return undefined;
        for (const name of Object.keys(one)) {
          if (TAKEN.has(name)) return undefined;
          bytes += bytesOf(name, most) + 3;
          open.push([(one as Record<string, unknown>)[name], depth + 1]);
          if (bytes > most) return undefined;
        }
      }
    } else if (one !== null && typeof one !== 'boolean') return undefined;
    if (bytes > most) return undefined;
  }
  return bytes;
}
const encoder = new TextEncoder();
const bytesOf = (text: string, most: number): number =>
  text.length > most ? text.length : encoder.encode(text).length;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumber = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= KEY_LENGTH_MAX;

/** What a message says that it calls, and under which number; to be looked at before all of it is. */
export function callIn(data: unknown): { n: number; call: Call } | undefined {
  if (!isObject(data) || data.t !== 'call' || !isNumber(data.n)) return undefined;
  const call = CALLS.find((one) => one === data.do);
  return call && { n: data.n, call };
}

/** A message of the app port; undefined for what is none. `weighed` is told how large it is. */
export function readFromApp(data: unknown, weighed: (bytes: number) => void = () => {}): FromApp | undefined {
  const bytes = weight(data);
  if (bytes === undefined || !isObject(data)) return undefined;
  weighed(bytes);
  switch (data.t) {
    case 'ready':
      return data.contract === CONTRACT ? { t: 'ready', contract: CONTRACT } : undefined;
    case 'pong':
      return isNumber(data.n) ? { t: 'pong', n: data.n } : undefined;
    case 'fault':
      return typeof data.message === 'string'
        ? { t: 'fault', message: data.message.slice(0, MESSAGE_LENGTH_MAX) }
        : undefined;
    case 'call': {
      const call = CALLS.find((one) => one === data.do);
      if (!call || !isNumber(data.n) || !isObject(data.args)) return undefined;
      const args = ARGUMENTS[call](data.args);
      return args && ({ t: 'call', n: data.n, do: call, args } as FromApp);
    }
    default:
      return undefined;
  }
}

/** What a sandboxed app may ask of the backend: its own records. Who asks is never in it. */
const COMMAND = /^records\.[a-z]{1,16}$/;
/** An event's type; the backend's own are not for others to tell. */
const EVENT = /^(?!records\.)[a-z][a-z0-9-]{0,31}(?:\.[a-z][a-z0-9-]{0,31}){1,3}$/;

type Reader<C extends Call> = (args: JsonObject) => CallArgs[C] | undefined;
const ARGUMENTS: { readonly [C in Call]: Reader<C> } = {
  command: ({ name, data }) =>
    typeof name === 'string' && COMMAND.test(name) && isObject(data) ? { name, data } : undefined,
  setState: ({ patch }) => (isObject(patch) && !('collections' in patch) ? { patch } : undefined),
  configure: ({ config }) => (isObject(config) ? { config } : undefined),
  emit: ({ type, data }) =>
    typeof type === 'string' && EVENT.test(type) && isObject(data) ? { type, data } : undefined,
  undo: ({ of }) => (isNumber(of) ? { of } : undefined),
  openSettings: () => ({}),
  badge: ({ count }) => (isNumber(count) && count <= BADGE_MAX ? { count } : undefined),
  'storage.set': ({ key, value }) =>
    isName(key) && value !== undefined ? { key, value: value as Json } : undefined,
  'storage.remove': ({ key }) => (isName(key) ? { key } : undefined),
  // Nothing to show is said by null, which is no object.
  'presence.set': ({ data }) =>
    isObject(data) || data === null ? { data: data as unknown as JsonObject } : undefined,
};
