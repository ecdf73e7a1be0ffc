/**
 * Cutting Yjs updates: into parts that fit into one change each, and to a range of what a document knows. A part
 * that comes before what it stands on waits inside Yjs, so parts may arrive in any order. Pure.
 */
import { writeVarUint } from 'lib0/encoding';
import * as Y from 'yjs';
import { fromBase64 } from './base64.ts';

type Struct = Y.Item | Y.GC;
type Deletions = Map<number, { clock: number; len: number }[]>;
/** Clocks of one client, the end left out. */
export interface Range {
  client: number;
  start: number;
  end: number;
}
interface Decoded {
  structs: Struct[];
  deleted: Deletions;
}

const isStruct = (struct: Y.Item | Y.GC | Y.Skip): struct is Struct => !(struct instanceof Y.Skip);

function decode(update: Uint8Array): Decoded {
  const { structs, ds } = Y.decodeUpdate(update);
  return { structs: structs.filter(isStruct), deleted: ds.clients };
}

/** The bytes of one piece, undefined when they are nothing that Yjs reads. */
export function readable(update: string): Uint8Array | undefined {
  const bytes = fromBase64(update);
  if (!bytes) return undefined;
  try {
    Y.decodeUpdate(bytes);
    return bytes;
  } catch {
    return undefined;
  }
}

/** Several readable updates as one; without any, an empty one. */
export const merged = (updates: readonly Uint8Array[]): Uint8Array =>
  updates.length === 1 && updates[0] ? updates[0] : Y.mergeUpdates([...updates]);

const NOTHING: Deletions = new Map();

function encode(structs: readonly Struct[], deleted: Deletions, offset = 0): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  const rest = encoder.restEncoder;
  const [first] = structs;
  writeVarUint(rest, first ? 1 : 0);
  if (first) {
    writeVarUint(rest, structs.length);
    encoder.writeClient(first.id.client);
    writeVarUint(rest, first.id.clock + offset);
    structs.forEach((struct, i) => void struct.write(encoder, i === 0 ? offset : 0));
  }
  writeVarUint(rest, deleted.size);
  for (const [client, ranges] of deleted) {
    writeVarUint(rest, client);
    writeVarUint(rest, ranges.length);
    for (const { clock, len } of ranges) {
      writeVarUint(rest, clock);
      writeVarUint(rest, len);
    }
  }
  return encoder.toUint8Array();
}

/** Structs of one client without a gap, each run on its own. */
function runs(structs: readonly Struct[]): Struct[][] {
  const found: Struct[][] = [];
  let end = -1;
  for (const struct of structs) {
    const last = found.at(-1);
    if (last && last[0]?.id.client === struct.id.client && end === struct.id.clock) last.push(struct);
    else found.push([struct]);
    end = struct.id.clock + struct.length;
  }
  return found;
}
const together = (structs: readonly Struct[], deleted: Deletions): Uint8Array =>
  merged([...runs(structs).map((run) => encode(run, NOTHING)), encode([], deleted)]);

/** Shortens a struct to its first `length` clocks. The struct is used up. */
function shorten(struct: Struct, length: number): void {
  if (struct instanceof Y.Item) struct.content.splice(length);
  struct.length = length;
}

/** The clocks that an update brings. */
export function rangesOf(update: Uint8Array): Range[] {
  return runs(decode(update).structs).map((run) => {
    const [first] = run;
    const last = run.at(-1);
    if (!first || !last) throw new Error('a run has a struct');
    return { client: first.id.client, start: first.id.clock, end: last.id.clock + last.length };
  });
}

/**
 * Of all that `state` knows only what lies in the ranges of `part`, and the deletions of `part`. What was deleted
 * since has no content in `state` any more, so this is never larger in letters than `part`.
 */
export function slice(state: Uint8Array, part: Uint8Array): Uint8Array {
  const cut: Uint8Array[] = [];
  for (const { client, start, end } of rangesOf(part)) {
    const inside = decode(state).structs.filter(
      ({ id, length }) => id.client === client && id.clock < end && id.clock + length > start,
    );
    const [first] = inside;
    const last = inside.at(-1);
    if (!first || !last) continue;
    if (last.id.clock + last.length > end) shorten(last, end - last.id.clock);
    cut.push(encode(inside, NOTHING, Math.max(0, start - first.id.clock)));
  }
  return merged([...cut, encode([], decode(part).deleted)]);
}

/** One update as several of at most `most` bytes, to be applied in this order. */
export function split(update: Uint8Array, most: number): Uint8Array[] {
  if (update.length <= most) return [update];
  const { structs, deleted } = decode(update);
  const [only] = structs;
  if (structs.length > 1) {
    const middle = Math.ceil(structs.length / 2);
    return [
      ...split(together(structs.slice(0, middle), NOTHING), most),
      ...split(together(structs.slice(middle), deleted), most),
    ];
  }
  if (only && deleted.size > 0)
    return [...split(encode([only], NOTHING), most), ...split(encode([], deleted), most)];
  if (only) return halves(update, only).flatMap((half) => split(half, most));
  return halvesOf(deleted).flatMap((half) => split(encode([], half), most));
}

/** One long struct in two; half a character is never cut. */
function halves(update: Uint8Array, struct: Struct): Uint8Array[] {
  if (struct.length < 2) throw new RangeError('one letter is larger than a change may be');
  let middle = Math.floor(struct.length / 2);
  if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) {
    const code = struct.content.str.charCodeAt(middle);
    if (code >= 0xdc00 && code <= 0xdfff) middle--;
  }
  const second = encode([struct], NOTHING, middle);
  const [first] = decode(update).structs;
  if (!first || middle === 0) throw new RangeError('one letter is larger than a change may be');
  shorten(first, middle);
  return [encode([first], NOTHING), second];
}

function halvesOf(deleted: Deletions): [Deletions, Deletions] {
  const ranges = [...deleted].flatMap(([client, list]) => list.map((range) => ({ client, range })));
  if (ranges.length < 2) throw new RangeError('one deletion is larger than a change may be');
  const middle = Math.ceil(ranges.length / 2);
  const grouped = (part: typeof ranges): Deletions => {
    const map: Deletions = new Map();
    for (const { client, range } of part) map.set(client, [...(map.get(client) ?? []), range]);
    return map;
  };
  return [grouped(ranges.slice(0, middle)), grouped(ranges.slice(middle))];
}
