/** Finding words on a canvas: in titles, and in what is inside the widgets. Pure. */
import type { Json, JsonObject } from '@gesso/sdk/protocol';

/** Characters shown before and after what was found. */
const AROUND = 28;
/** Deeper than this, or after so many texts, a widget is not searched. */
const DEPTH_MOST = 6;
const TEXTS_MOST = 5_000;

const known = new WeakMap<JsonObject, readonly string[]>();

/** Every text that a person may have written into a widget; read once for each of its states. */
export function textsIn(state: JsonObject | undefined): readonly string[] {
  if (!state) return [];
  const before = known.get(state);
  if (before) return before;
  const texts: string[] = [];
  const collect = (value: Json, key: string, depth: number): void => {
    if (texts.length >= TEXTS_MOST || depth > DEPTH_MOST) return;
    if (typeof value === 'string') {
      if (!/(^id$|Id$|At$|^(by|color|colour|start|end|kind|type)$)/.test(key) && value.trim() !== '')
        texts.push(value);
    } else if (Array.isArray(value)) for (const one of value) collect(one, key, depth + 1);
    else if (value !== null && typeof value === 'object')
      for (const [name, one] of Object.entries(value)) collect(one, name, depth + 1);
  };
  collect(state, '', 0);
  known.set(state, texts);
  return texts;
}

export interface Found {
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

/** The first text with the words in it, and what stands around them. */
export function findIn(texts: readonly string[], words: string): Found | undefined {
  const wanted = words.trim().toLocaleLowerCase();
  if (wanted === '') return undefined;
  for (const text of texts) {
    const at = text.toLocaleLowerCase().indexOf(wanted);
    if (at < 0) continue;
    const from = Math.max(0, at - AROUND);
    const to = at + wanted.length;
    return {
      before: (from > 0 ? '…' : '') + text.slice(from, at).replace(/\s+/g, ' '),
      match: text.slice(at, to),
      after: text.slice(to, to + AROUND).replace(/\s+/g, ' ') + (to + AROUND < text.length ? '…' : ''),
    };
  }
  return undefined;
}
