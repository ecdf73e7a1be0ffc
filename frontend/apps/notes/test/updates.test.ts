import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { fromBase64, toBase64 } from '../src/doc/base64.ts';
import { mergeOf, startOfRun, tidied } from '../src/doc/compaction.ts';
import { merged, rangesOf, readable, slice, split } from '../src/doc/updates.ts';
import type { Piece } from '../src/generated/notes.ts';
import { seeded } from './people.ts';

const MOST = 36_864;
const GOLDEN = join(import.meta.dirname, '../../../../protocol/src/test/resources/golden/yjs/updates.json');
const samples = JSON.parse(readFileSync(GOLDEN, 'utf8')) as Record<'good' | 'bad', Record<string, string>>;

/** A note that grew by many small edits of several people; each update as it came. */
function grown(edits: number, seed = 7, people = 3): { updates: Uint8Array[]; doc: Y.Doc } {
  const random = seeded(seed);
  const updates: Uint8Array[] = [];
  const docs = Array.from({ length: people }, (_, i) => {
    const doc = new Y.Doc();
    doc.clientID = 100 + i;
    return doc;
  });
  const wait: [number, Uint8Array][] = [];
  docs.forEach((doc, i) => {
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'other') return;
      updates.push(update);
      docs.forEach((_, other) => {
        if (other !== i) wait.push([other, update]);
      });
    });
  });
  const hear = (count: number) => {
    for (const [to, update] of wait.splice(0, count)) Y.applyUpdate(docs[to] as Y.Doc, update, 'other');
  };
  for (let n = 0; n < edits; n++) {
    const doc = docs[random(people)] as Y.Doc;
    const note = doc.getXmlFragment('note');
    if (note.length === 0 || random(12) === 0) {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText('')]);
      note.insert(random(note.length + 1), [paragraph]);
    } else if (random(40) === 0 && note.length > 2) note.delete(random(note.length), 1);
    else {
      const text = (note.get(random(note.length)) as Y.XmlElement).get(0) as Y.XmlText;
      if (random(4) === 0 && text.length > 3) text.delete(random(text.length - 2), 2);
      else
        text.insert(random(text.length + 1), ['word ', '🎉', 'ö', 'long, long word '][random(4)] as string);
    }
    hear(random(6));
  }
  hear(wait.length);
  return { updates, doc: docs[0] as Y.Doc };
}
const textOf = (doc: Y.Doc) => JSON.stringify(doc.getXmlFragment('note').toJSON());
const docOf = (updates: readonly Uint8Array[]) => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
};
const piecesOf = (updates: readonly Uint8Array[]): Piece[] =>
  updates.map((update, i) => ({ from: i + 1, upto: i + 1, update: toBase64(update) }));
const bytesOf = (pieces: readonly Piece[]) =>
  pieces.map(({ update }) => fromBase64(update) ?? new Uint8Array());

describe('updates', () => {
  it.each(Object.entries(samples.good))('[NO-1] that Yjs wrote are read: %s', (_name, update) => {
    expect(readable(update)).toBeDefined();
  });
  it('[NO-1] that nobody can read are left out, whatever they are', () => {
    // Of these Yjs reads the beginning; the backend does not take them.
    const lenient = new Set(['something behind', 'version 2']);
    for (const [name, update] of Object.entries(samples.bad))
      expect(readable(update) === undefined, name).toBe(!lenient.has(name));
    expect(readable('no base64 at all!')).toBeUndefined();
  });
  it('[NO-2] survive base64, large ones too', () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 31) % 256);
    expect(Buffer.from(fromBase64(toBase64(bytes)) ?? []).equals(Buffer.from(bytes))).toBe(true);
  });

  it.each([1, 2, 3, 4, 5])('[NO-3] are split into parts that say the same in any order (seed %i)', (seed) => {
    const { updates, doc } = grown(300, seed);
    const whole = merged(updates);
    for (const most of [400, 1_000, whole.length]) {
      const parts = split(whole, most);
      for (const part of parts) expect(part.length).toBeLessThanOrEqual(most);
      expect(textOf(docOf(parts))).toBe(textOf(doc));
      expect(textOf(docOf([...parts].reverse()))).toBe(textOf(doc));
    }
  });
  it('[NO-3] of one endless line are split between whole characters', () => {
    const doc = new Y.Doc();
    const text = new Y.XmlText('🎉'.repeat(60_000));
    const paragraph = new Y.XmlElement('paragraph');
    doc.transact(() => {
      doc.getXmlFragment('note').insert(0, [paragraph]);
      paragraph.insert(0, [text]);
    });
    const parts = split(Y.encodeStateAsUpdate(doc), MOST);
    expect(parts.length).toBeGreaterThan(5);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(MOST);
    expect(textOf(docOf(parts))).toBe(textOf(doc));
    expect(textOf(docOf(parts))).not.toContain('\ufffd');
  });
  it('[NO-3] of many deletions are split as well', () => {
    const doc = new Y.Doc();
    const text = doc.getText('t');
    text.insert(0, 'ab'.repeat(1_500));
    let last: Uint8Array = new Uint8Array();
    doc.on('update', (update: Uint8Array) => {
      last = update;
    });
    const before = Y.encodeStateAsUpdate(doc);
    doc.transact(() => {
      for (let i = 0; i < 1_500; i++) text.delete(i, 1);
    });
    const parts = split(last, 900);
    expect(parts.length).toBeGreaterThan(2);
    const other = docOf([before, ...parts]);
    expect(other.getText('t').toString()).toBe(text.toString());
  });

  it('[NO-4] are cut to what a part brought, without what was deleted since', () => {
    const doc = new Y.Doc();
    const steps: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => steps.push(update));
    const text = doc.getText('t');
    for (let i = 0; i < 50; i++) text.insert(text.length, `line ${i}, with some words on it. `);
    const first = merged(steps.slice(0, 25));
    text.delete(0, 700);
    const cut = slice(Y.encodeStateAsUpdate(doc), first);
    expect(cut.length).toBeLessThan(first.length / 2);
    expect(rangesOf(cut)).toEqual(rangesOf(first));
    expect(
      docOf([cut, ...steps.slice(25)])
        .getText('t')
        .toString(),
    ).toBe(text.toString());
  });
});

describe('merging', () => {
  it.each([11, 12, 13, 14])('[NO-5] keeps the text and everything that is known (seed %i)', (seed) => {
    const { updates, doc } = grown(400, seed);
    let pieces = piecesOf([]);
    let merges = 0;
    updates.forEach((update, i) => {
      pieces = [...pieces, { from: i + 1, upto: i + 1, update: toBase64(update) }];
      if (pieces.length < 40) return;
      const piece = mergeOf(pieces, MOST);
      if (!piece) return;
      merges++;
      const start = pieces.findIndex(({ from }) => from === piece.from);
      const end = pieces.findIndex(({ upto }) => upto === piece.upto);
      expect(end).toBeGreaterThan(start);
      pieces = [...pieces.slice(0, start), piece, ...pieces.slice(end + 1)];
    });
    expect(merges).toBeGreaterThan(5);
    expect(pieces.length).toBeLessThan(45);
    const last = docOf(bytesOf(pieces));
    expect(textOf(last)).toBe(textOf(doc));
    expect(Y.encodeStateVector(last)).toEqual(Y.encodeStateVector(doc));
  });
  it('[NO-5] fits with what somebody wrote meanwhile on what was merged', () => {
    const { updates, doc } = grown(120, 21);
    const pieces = piecesOf(updates);
    const away = docOf(updates.slice(0, 60));
    const before = Y.encodeStateVector(away);
    ((away.getXmlFragment('note').get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'written offline ');
    const late = Y.encodeStateAsUpdate(away, before);
    const piece = mergeOf(pieces, MOST);
    const start = pieces.findIndex(({ from }) => from === piece?.from);
    const after = [...pieces.slice(0, start), ...(piece ? [piece] : [])];
    Y.applyUpdate(doc, late);
    expect(textOf(docOf([...bytesOf(after), late]))).toBe(textOf(doc));
  });
  it('[NO-5] leaves large old pieces in peace until there is as much beside them', () => {
    const piece = (size: number) => ({ from: 1, upto: 1, update: 'x'.repeat(size) });
    expect(startOfRun([piece(40_000), ...Array.from({ length: 100 }, () => piece(60))], 49_152)).toBe(1);
    expect(startOfRun([piece(10_000), ...Array.from({ length: 100 }, () => piece(60))], 49_152)).toBe(0);
    expect(startOfRun([piece(40_000), piece(40_000)], 49_152)).toBe(1);
  });
  it('[NO-6] leaves out what cannot be read', () => {
    const { updates, doc } = grown(60, 5);
    const pieces = piecesOf(updates);
    const broken = { from: pieces.length + 1, upto: pieces.length + 1, update: 'AQEB' };
    const piece = mergeOf([...pieces, broken], MOST);
    expect(piece?.upto).toBe(broken.upto);
    expect(textOf(docOf(bytesOf(piece ? [piece] : [])))).toBe(textOf(doc));
  });
  it('[NO-7] frees a full note of what was taken away', () => {
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    const text = doc.getText('t');
    for (let i = 0; i < 8; i++) text.insert(text.length, `${i} ${'many words '.repeat(2_000)}`);
    text.delete(10, 100_000);
    const pieces = piecesOf(updates);
    const less = tidied(pieces, MOST);
    expect(less.length).toBeGreaterThan(3);
    const after = pieces.map((piece) => less.find(({ from }) => from === piece.from) ?? piece);
    const size = (all: readonly Piece[]) => all.reduce((sum, { update }) => sum + update.length, 0);
    expect(size(after)).toBeLessThan(size(pieces) / 2);
    expect(docOf(bytesOf(after)).getText('t').toString()).toBe(text.toString());
  });
});
