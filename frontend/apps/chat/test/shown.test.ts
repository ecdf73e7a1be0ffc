import { describe, expect, it } from 'vitest';
import { joined, toldOf } from '../src/activity.ts';
import { labelsOf, matching, toIds, toNames, wantedName } from '../src/mentions.ts';
import { dayText, listed, rowsOf, typingText, unseen } from '../src/shown.ts';
import type { Message } from '../src/types.ts';

const message = (id: string, createdAt: string, userId = 'ada'): Message => ({
  id,
  text: id,
  userId,
  createdAt,
  mentions: [],
  reactions: [],
});
const shape = (rows: ReturnType<typeof rowsOf>) =>
  rows.map((row) => (row.kind === 'message' ? `${row.message.id}${row.first ? '!' : ''}` : row.kind));

describe('the rows of a chat', () => {
  const messages = [
    message('a', '2026-11-20T10:00:00Z'),
    message('b', '2026-11-20T10:01:00Z'),
    message('c', '2026-11-20T10:02:00.500Z', 'bob'),
    message('d', '2026-11-20T12:00:00Z', 'bob'),
    message('e', '2026-11-22T12:00:00Z', 'bob'),
  ];
  it('[W1] has days, groups by person and time, and one mark before what is new', () => {
    expect(shape(rowsOf(messages, [], 'd'))).toEqual(['day', 'a!', 'b', 'c!', 'new', 'd!', 'day', 'e!']);
  });
  it('[W9] has what happened elsewhere at its time, and nothing older than what is drawn', () => {
    const line = (at: string) => ({
      id: at,
      at: Date.parse(at),
      by: 'bob',
      did: 'added',
      about: 'x',
      more: 0,
    });
    const lines = [line('2026-11-19T10:00:00Z'), line('2026-11-20T10:00:30Z'), line('2026-11-22T13:00:00Z')];
    expect(shape(rowsOf(messages, lines, undefined))).toEqual([
      'day',
      'a!',
      'activity',
      'b!',
      'c!',
      'd!',
      'day',
      'e!',
      'activity',
    ]);
    expect(shape(rowsOf([], lines.slice(2), undefined))).toEqual(['day', 'activity']);
  });
  it('[W1] knows what is unseen, also when the mark itself has left', () => {
    const ids = (at: number, id: string) => unseen(messages, { at, id }, 'ada').map((one) => one.id);
    expect(ids(0, 'b')).toEqual(['c', 'd', 'e']);
    expect(ids(Date.parse('2026-11-20T10:02:00Z'), 'left')).toEqual(['c', 'd', 'e']);
    expect(ids(Date.parse('2026-11-20T12:00:00Z'), 'left')).toEqual(['e']);
    expect(unseen(messages, undefined, 'ada')).toEqual([]);
  });
  it('[W1] says days, lists and who writes in words', () => {
    const now = new Date(2026, 10, 22, 9).getTime();
    expect(dayText(new Date(2026, 10, 22, 1).getTime(), now, 'en')).toBe('Today');
    expect(dayText(new Date(2026, 10, 21, 23).getTime(), now, 'en')).toBe('Yesterday');
    expect(dayText(new Date(2025, 0, 3).getTime(), now, 'en-GB')).toMatch(/^Friday,? 3 January 2025$/);
    expect(listed(['You'])).toBe('You');
    expect(listed(['You', 'Ana'])).toBe('You and Ana');
    expect(listed(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
    expect([
      typingText([]),
      typingText(['Ana']),
      typingText(['Ana', 'Bo']),
      typingText(['a', 'b', 'c']),
    ]).toEqual(['', 'Ana is writing…', 'Ana and Bo are writing…', 'Several people are writing…']);
  });
});

describe('names in the field', () => {
  const people = [
    { id: 'u1', name: 'Ana', colour: '#333' },
    { id: 'u2', name: 'Ana Lima', colour: '#333' },
    { id: 'u3', name: 'Zoë', colour: '#333' },
    { id: 'u4', name: 'Ana', colour: '#333' },
  ];
  const labels = labelsOf(people);
  it('[W1] go out as ids, the longest name first, and come back as names', () => {
    const sent = toIds('@Ana Lima and @Ana, (@Zoë) @Ana (2) mail@Ana @Anabel', labels);
    expect(sent).toBe('<@u2> and <@u1>, (<@u3>) <@u4> mail@Ana @Anabel');
    expect(toNames(sent, labels)).toBe('@Ana Lima and @Ana, (@Zoë) @Ana (2) mail@Ana @Anabel');
    expect(toNames('<@left>', labels)).toBe('<@left>');
  });
  it('[W1] are completed from the @ before the caret, without minding accents and case', () => {
    expect(wantedName('Hi @an', 6)).toEqual({ from: 3, query: 'an' });
    expect(wantedName('@', 1)).toEqual({ from: 0, query: '' });
    expect(wantedName('mail@an', 7)).toBeUndefined();
    expect(wantedName('Hi @an there friend', 19)).toBeUndefined();
    expect(matching(people, 'LIM').map(({ id }) => id)).toEqual(['u2']);
    expect(matching(people, 'zoe').map(({ id }) => id)).toEqual(['u3']);
    expect(matching(people, '')).toHaveLength(4);
  });
});

describe('what happens in other apps', () => {
  const event = (type: string, data = {}, about?: string) => ({
    type,
    source: 'w2',
    data,
    by: 'bob',
    ...(about === undefined ? {} : { about }),
  });
  it('[W9] is told in words where it is worth a line', () => {
    expect(toldOf(event('todo.toggled', { done: true }, 'Buy milk'), 1)).toMatchObject({
      did: 'ticked off',
      about: 'Buy milk',
    });
    expect(toldOf(event('todo.toggled', { done: false }, 'Buy milk'), 1)?.did).toBe('reopened');
    expect(toldOf(event('calendar.created', { title: 'Lunch' }), 1)).toMatchObject({
      did: 'added',
      about: 'Lunch',
    });
    for (const silent of ['widget-moved', 'chat.posted', 'todo.edited', 'notes.updated', 'todo.toggled'])
      expect(toldOf(event(silent), 1), silent).toBeUndefined();
  });
  it('[W9] is one line as long as one person does the same again and again', () => {
    const told = (about: string, at: number) => {
      const line = toldOf(event('todo.created', {}, about), at);
      if (!line) throw new Error('not told');
      return line;
    };
    let lines = joined([], told('a', 0));
    lines = joined(lines, told('b', 1_000));
    lines = joined(lines, told('c', 2_000));
    expect(lines).toMatchObject([{ about: 'a', more: 2 }]);
    lines = joined(lines, told('d', 100_000));
    expect(lines).toHaveLength(2);
    for (let i = 0; i < 200; i++) lines = joined(lines, told(`x${i}`, 1_000_000 * (i + 1)));
    expect(lines).toHaveLength(50);
  });
});
