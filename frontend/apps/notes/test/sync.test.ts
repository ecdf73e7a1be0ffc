import type { EditorView } from 'prosemirror-view';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { undoCommand } from 'y-prosemirror';
import * as Y from 'yjs';
import { LIMITS } from '../src/constants.ts';
import { plainText } from '../src/doc/noteSync.ts';
import { schema } from '../src/editor/schema.ts';
import { NoteView } from '../src/editor/view.ts';
import { Person, Shelf, seeded } from './people.ts';

const textOf = (person: Person) => plainText(person.sync.text);
const line = (person: Person): Y.XmlText => {
  const { text } = person.sync;
  if (text.length === 0) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText('')]);
    text.insert(0, [paragraph]);
  }
  return (text.get(0) as Y.XmlElement).get(0) as Y.XmlText;
};
const type = (person: Person, letters: string, at?: number) =>
  line(person).insert(at ?? line(person).length, letters);

const editorOf = (person: Person): NoteView =>
  new NoteView(document.createElement('div'), {
    text: person.sync.text,
    presence: { set() {}, others: () => [], subscribe: () => () => {} },
    readOnly: false,
    spellCheck: false,
    placeholder: { text: '', className: '' },
    className: '',
    room: () => person.sync.room,
    trouble() {},
    link() {},
    changed() {},
  });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => vi.useRealTimers());

describe('a note and its people', () => {
  it('[C4][NO-10] two who type at the same place end with the same text', () => {
    const shelf = new Shelf();
    const ann = new Person(shelf);
    const bob = new Person(shelf);
    type(ann, 'Shopping: ');
    shelf.settle();
    type(ann, 'milk');
    type(bob, 'bread');
    shelf.settle();
    expect(textOf(ann)).toBe(textOf(bob));
    expect(textOf(ann)).toMatch(/^Shopping: (milkbread|breadmilk)$/);
  });

  it('[C4][NO-10] what the others wrote is kept while an editor takes over what is typed at this moment', async () => {
    const shelf = new Shelf();
    const people = [new Person(shelf), new Person(shelf)] as const;
    const views = people.map((person) => editorOf(person));
    people[0].drawsLater = true;
    people[1].drawsLater = true;
    for (let n = 0; n < 6; n++) {
      views.forEach((view, who) => {
        view.view.dispatch(view.view.state.tr.insertText('ab'.charAt(who)));
      });
      await Promise.resolve();
      shelf.settle();
    }
    for (const person of people) person.draw();
    await Promise.resolve();
    shelf.settle();
    for (const person of people) person.draw();
    expect([...textOf(people[0]).replace(/\s/g, '')].sort().join('')).toBe('aaaaaabbbbbb');
    expect(textOf(people[1])).toBe(textOf(people[0]));
    for (const { view } of views)
      expect(view.state.doc.textContent).toBe(textOf(people[0]).replace(/\s/g, ''));
    for (const view of views) view.destroy();
  });

  const { paragraph, heading, code_block, blockquote, bullet_list, list_item, check_list, check_item } =
    schema.nodes;
  const line1 = paragraph.create(null, schema.text('Ann'));
  const below = bullet_list.create(null, list_item.create(null, paragraph.create(null, schema.text('Bob'))));
  const bobs = schema.text('Bob');
  it.each([
    ['heading', heading.create(null, schema.text('Ann')), bobs],
    ['code', code_block.create(null, schema.text('Ann')), bobs],
    ['quote', blockquote.create(null, line1), bobs],
    ['list', bullet_list.create(null, list_item.create(null, line1)), bobs],
    ['check list', check_list.create(null, check_item.create(null, line1)), bobs],
    ['list with one below', bullet_list.create(null, list_item.create(null, line1)), below],
    ['check list with one below', check_list.create(null, check_item.create(null, line1)), below],
  ])('[C4][NO-10] who takes back a %s of their own keeps what others wrote in it', (_kind, made, added) => {
    const shelf = new Shelf();
    const ann = new Person(shelf);
    const bob = new Person(shelf);
    type(bob, 'Start');
    shelf.settle();
    const views = [editorOf(ann), editorOf(bob)] as const;
    const [mine, others] = views.map(({ view }) => view) as [EditorView, EditorView];
    mine.dispatch(mine.state.tr.insert(mine.state.doc.content.size, made));
    shelf.settle();
    let end = 0;
    others.state.doc.descendants((node, at) => {
      if (node.isText && node.text === 'Ann') end = at + node.nodeSize;
    });
    others.dispatch(others.state.tr.insert(added.isText ? end : end + 1, added));
    shelf.settle();
    expect(undoCommand(mine.state, mine.dispatch, mine)).toBe(true);
    shelf.settle();
    for (const { state } of [mine, others]) expect(state.doc.textContent).toBe('StartBob');
    expect(textOf(ann)).toBe(textOf(bob));
    for (const view of views) view.destroy();
  });

  it('[C4][NO-10] who takes back a list that nobody else wrote in takes back all of it', () => {
    const shelf = new Shelf();
    const ann = new Person(shelf);
    type(ann, 'Start');
    shelf.settle();
    const note = editorOf(ann);
    const { view } = note;
    const before = view.state.doc;
    view.dispatch(
      view.state.tr.insert(
        view.state.doc.content.size,
        bullet_list.create(null, list_item.create(null, [line1, below])),
      ),
    );
    view.dispatch(view.state.tr.insertText('!', view.state.doc.content.size - 3));
    expect(view.state.doc.textContent).toBe('StartAnnBob!');
    undoCommand(view.state, view.dispatch, view);
    expect(view.state.doc.eq(before)).toBe(true);
    note.destroy();
  });

  it('[NO-11] sends the first letter at once and joins those that follow while it is under way', async () => {
    const shelf = new Shelf();
    const ann = new Person(shelf);
    type(ann, 'a');
    await Promise.resolve();
    const first = shelf.sent.length;
    expect(first).toBeGreaterThan(0);
    for (const letter of 'bcdef') {
      type(ann, letter);
      await Promise.resolve();
    }
    expect(shelf.sent).toHaveLength(first);
    while (shelf.sent.length > 0 && shelf.sent[0]?.by === ann && shelf.taken.length < first) shelf.takeOne();
    expect(shelf.sent).toHaveLength(1);
    shelf.settle();
    expect(textOf(new Person(shelf))).toBe('abcdef');
  });

  it('[NO-11] waits for no answer longer than a moment, and longer when there is no network', async () => {
    const shelf = new Shelf();
    const ann = new Person(shelf);
    type(ann, 'a');
    for (let second = 0; second < 60; second++)
      for (let key = 0; key < 8; key++) {
        type(ann, 'x');
        await Promise.resolve();
        vi.advanceTimersByTime(125);
      }
    expect(shelf.sent.length).toBeGreaterThan(20);
    expect(shelf.sent.length).toBeLessThan(60);
    type(ann, '!');
    window.dispatchEvent(new Event('pagehide'));
    shelf.settle();
    expect(textOf(new Person(shelf))).toBe(`a${'x'.repeat(480)}!`);
  });

  it('[NO-12] loses nothing over a reload without network', () => {
    const shelf = new Shelf();
    const ann = new Person(shelf);
    const bob = new Person(shelf);
    type(ann, 'Start. ');
    shelf.settle();
    ann.online = false;
    type(ann, 'Written in a tunnel. ');
    ann.reload();
    expect(textOf(ann)).toBe('Start. Written in a tunnel. ');
    type(ann, 'And after. ');
    ann.reload();
    type(bob, 'Bob. ');
    shelf.settle();
    ann.comeBack();
    expect(textOf(ann)).toBe(textOf(bob));
    for (const part of ['Start. ', 'Written in a tunnel. ', 'And after. ', 'Bob. '])
      expect(textOf(bob)).toContain(part);
  });

  it('[NO-13] splits what is too large for one change into parts of one step', async () => {
    const shelf = new Shelf();
    const ann = new Person(shelf);
    line(ann);
    shelf.settle();
    type(ann, 'word '.repeat(30_000));
    await Promise.resolve();
    expect(shelf.sent.length).toBeGreaterThan(3);
    expect(new Set(shelf.sent.map(({ cause }) => cause)).size).toBe(1);
    expect(shelf.sent[0]?.cause).toBeTruthy();
    for (const { data } of shelf.sent) expect(String(data.update).length).toBeLessThanOrEqual(49_152);
    shelf.settle();
    expect(textOf(new Person(shelf))).toBe('word '.repeat(30_000));
  });

  it('[NO-14] keeps what was not taken for copying, and then shows what is kept', async () => {
    const shelf = new Shelf();
    const ann = new Person(shelf);
    type(ann, 'kept');
    shelf.settle();
    type(ann, ' and not');
    ann.sync.flush();
    shelf.refuseOne('too-large', 'this note is full');
    await vi.waitFor(() => expect(ann.sync.snapshot().refused).toBeDefined());
    expect(ann.sync.snapshot().refused).toMatchObject({ code: 'too-large', text: 'kept and not' });
    ann.sync.acknowledgeRefusal();
    expect(ann.sync.snapshot().outdated).toBe(true);
    expect(textOf(new Person(shelf))).toBe('kept');
  });

  it('[X6][NO-15] a change that cannot be read is left out and told, and the rest goes on', () => {
    const shelf = new Shelf();
    const ann = new Person(shelf);
    type(ann, 'Before. ');
    shelf.settle();
    for (const update of ['%%%', 'AQEB'])
      shelf.put({ type: 'notes.updated', data: { n: (shelf.pieces.at(-1)?.upto ?? 0) + 1, update } });
    for (const person of shelf.people) person.hear();
    type(ann, 'After.');
    shelf.settle();
    expect(ann.sync.snapshot().unreadable).toBe(2);
    const bob = new Person(shelf);
    expect(textOf(bob)).toBe('Before. After.');
    expect(bob.sync.snapshot().unreadable).toBe(2);
  });

  it('[X5][NO-16] who only reads sends nothing, whatever an editor tidies up', () => {
    const shelf = new Shelf();
    const vera = new Person(shelf);
    vera.readOnly = true;
    type(vera, 'not mine to write');
    vera.sync.flush();
    expect(shelf.sent).toEqual([]);
  });

  it('[X5][NO-14] who may only read while words are on their way can copy them', () => {
    const shelf = new Shelf();
    const ann = new Person(shelf);
    type(ann, 'kept. ');
    shelf.settle();
    type(ann, 'too late');
    ann.readOnly = true;
    ann.hear();
    expect(ann.sync.snapshot().refused).toMatchObject({ code: 'forbidden', text: 'kept. too late' });
  });

  it('[NO-17] is merged by who writes, and opens from what is left', async () => {
    const shelf = new Shelf();
    const ann = new Person(shelf);
    for (let i = 0; i < 150; i++) {
      type(ann, `${i} `);
      ann.sync.flush();
      while (shelf.sent.length > 0) shelf.takeOne();
      await vi.advanceTimersByTimeAsync(20);
    }
    await vi.advanceTimersByTimeAsync(3_000);
    shelf.settle();
    expect(shelf.taken.some((edit) => edit.do === 'notes.compact')).toBe(true);
    expect(shelf.pieces.length).toBeLessThan(100);
    expect(textOf(new Person(shelf))).toBe(textOf(ann));
    expect(textOf(ann)).toContain('148 149');
  });

  it('[NO-18] asks for a new document when what is shown goes back in time', () => {
    const shelf = new Shelf();
    const ann = new Person(shelf);
    type(ann, 'one');
    shelf.settle();
    const past = shelf.state;
    type(ann, ' two');
    shelf.settle();
    shelf.state = past;
    ann.hear();
    expect(ann.sync.snapshot().outdated).toBe(true);
  });

  it('[NO-19] is full before the server says so', () => {
    const shelf = new Shelf();
    const ann = new Person(shelf);
    type(ann, 'word '.repeat(60_000));
    shelf.settle();
    expect(ann.sync.snapshot().full).toBe(false);
    type(ann, 'word '.repeat(14_000));
    shelf.settle();
    expect(ann.sync.snapshot().full).toBe(true);
    expect(ann.sync.room).toBeGreaterThan(0);
    expect(ann.sync.room).toBeLessThan(LIMITS.reserve);
  });

  it.each([31, 32, 33])(
    '[C4][NO-10] five people, drops, reloads and offline stretches end equal (seed %i)',
    async (seed) => {
      const random = seeded(seed);
      const shelf = new Shelf();
      const people = Array.from({ length: 5 }, () => new Person(shelf));
      for (let step = 0; step < 250; step++) {
        const person = people[random(5)] as Person;
        const text = line(person);
        if (random(5) === 0 && text.length > 4) text.delete(random(text.length - 2), 2);
        else text.insert(random(text.length + 1), `${seed}${step % 10}`);
        if (random(3) === 0) person.sync.flush();
        if (random(4) === 0) shelf.takeOne(random(Math.max(1, shelf.sent.length)));
        if (random(20) === 0) person.online = false;
        if (random(10) === 0) person.comeBack();
        if (random(60) === 0) person.reload();
        await vi.advanceTimersByTimeAsync(random(80));
      }
      for (const person of people) person.comeBack();
      shelf.settle();
      const late = new Person(shelf);
      for (const person of people) expect(textOf(person)).toBe(textOf(late));
      expect(textOf(late).length).toBeGreaterThan(200);
    },
  );
});
