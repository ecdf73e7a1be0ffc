import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EditRefused, type JsonObject } from '@gesso/sdk';
import { describe, expect, it } from 'vitest';
import { chunks, importFile } from '../src/files.ts';
import { FILE_EVENTS, idOf, readCalendar } from '../src/ics.ts';

const GOLDEN = join(import.meta.dirname, '../../../../protocol/src/test/resources/golden/ics');
const file = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...events, 'END:VCALENDAR'].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
const one = (...lines: string[]) => readCalendar(file(event('UID:a', 'SUMMARY:A', ...lines)));

describe('calendar files', () => {
  it('[CA-5] that the server writes are read back as they were', () => {
    const { items, troubles } = readCalendar(readFileSync(join(GOLDEN, 'calendar.ics'), 'utf8'));
    const events = JSON.parse(readFileSync(join(GOLDEN, 'calendar.json'), 'utf8')) as JsonObject[];
    const back = events.map((before) => {
      const { userId: _, createdAt: __, allDay: ___, id, uid, exceptions, ...rest } = before;
      const own = uid ?? `${id}@gesso`;
      return {
        ...rest,
        id: idOf(String(own)),
        uid: own,
        ...(before.rule ? { exceptions } : {}),
      };
    });
    const plain = (list: readonly JsonObject[]) =>
      list.map((item) => ({
        ...item,
        rule: String(item.rule ?? '').replace(/UNTIL=(\d{8})T\d{6}Z/, 'UNTIL=$1'),
      }));
    expect(troubles).toEqual([]);
    expect(plain(items)).toEqual(plain(back.map((item) => ({ ...item, ...skippedFirst(item) }))));
  });
  it('[CA-5] from other programs: Windows zones, own zones, durations, dates in place of times', () => {
    expect(
      one('DTSTART;TZID=W. Europe Standard Time:20261201T090000', 'DURATION:PT90M').items[0],
    ).toMatchObject({
      start: '2026-12-01T09:00',
      end: '2026-12-01T10:30',
      zone: 'Europe/Berlin',
    });
    expect(
      one('DTSTART;TZID=America/New_York:20261201T090000', 'DTEND;TZID=Europe/Berlin:20261201T160000')
        .items[0],
    ).toMatchObject({ start: '2026-12-01T09:00', end: '2026-12-01T10:00', zone: 'America/New_York' });
    expect(one('DTSTART:20261201T090000', 'DTEND:20261201T100000').items[0]).not.toHaveProperty('zone');
    expect(one('DTSTART;VALUE=DATE:20261201').items[0]).toMatchObject({
      start: '2026-12-01',
      end: '2026-12-02',
    });
    const own = file(
      'BEGIN:VTIMEZONE\r\nTZID:Base\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0300\r\nTZOFFSETTO:+0300\r\nEND:STANDARD\r\nEND:VTIMEZONE',
      event('UID:a', 'SUMMARY:A', 'DTSTART;TZID=Base:20261201T090000', 'DTEND;TZID=Base:20261201T100000'),
    );
    expect(readCalendar(own)).toMatchObject({
      items: [{ start: '2026-12-01T06:00Z', end: '2026-12-01T07:00Z', zone: 'UTC' }],
      troubles: [{ trouble: 'zone' }],
    });
  });
  it('[CA-5] tell what they had that cannot be kept, and keep the rest', () => {
    expect(one('DTSTART:20261201T090000Z', 'RRULE:FREQ=SECONDLY')).toMatchObject({
      items: [{ title: 'A' }],
      troubles: [{ trouble: 'rule', title: 'A' }],
    });
    expect(one('DTSTART:20261201T090000Z', 'RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR').items[0]?.rule).toBe(
      'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    );
    expect(one('DESCRIPTION:no time').troubles).toEqual([{ trouble: 'no-time', title: 'A' }]);
    expect(one('DTSTART:99990101T090000Z').troubles.map(({ trouble }) => trouble)).toEqual(['no-time']);
    const long = one('DTSTART:20261201T090000Z', `DESCRIPTION:${'x'.repeat(100_000)}`);
    expect(String(long.items[0]?.notes)).toHaveLength(4_000);
    expect(long.troubles).toEqual([{ trouble: 'cut', title: 'A' }]);
    expect(one('DTSTART:20261201T090000Z', 'DTEND:20261130T090000Z').items[0]).toMatchObject({
      end: '2026-12-01T09:00Z',
    });
  });
  it('[CA-5] with days of a series that they do not have: each is an event of its own, also when read again', () => {
    const days = (...uids: string[]) =>
      file(
        ...uids.map((uid, i) =>
          event(
            `UID:${uid}`,
            `SUMMARY:Day ${i}`,
            ...(uid === 'talks' ? [`RECURRENCE-ID:2026120${i + 1}T090000Z`] : []),
            `DTSTART:2026120${i + 1}T100000Z`,
          ),
        ),
      );
    const { items, troubles } = readCalendar(days('talks', 'talks', 'talks'));
    expect(items.map(({ title, start }) => [title, start])).toEqual([
      ['Day 0', '2026-12-01T10:00Z'],
      ['Day 1', '2026-12-02T10:00Z'],
      ['Day 2', '2026-12-03T10:00Z'],
    ]);
    expect(troubles).toEqual([]);
    const ids = items.map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    // As the server writes them: with their uids, and of no series.
    expect(readCalendar(days(...items.map(({ uid }) => String(uid)))).items.map(({ id }) => id)).toEqual(ids);
    const long = 'x'.repeat(300);
    expect(
      readCalendar(days('talks').replace('UID:talks', `UID:${long}`)).items.map(
        ({ uid }) => String(uid).length,
      ),
    ).toEqual([255]);
  });
  it('[CA-5] that the server wrote of this very calendar add nothing to it', async () => {
    const text = file(
      event('UID:lunch@gesso', 'SUMMARY:Lunch', 'DTSTART:20261201T120000Z'),
      event('UID:dinner@gesso', 'SUMMARY:Dinner', 'DTSTART:20261201T190000Z'),
      event('UID:tea', 'SUMMARY:Tea', 'DTSTART:20261201T160000Z'),
    );
    const titles: unknown[] = [];
    const command = (_: string, data: JsonObject) => {
      titles.push(...(data.items as JsonObject[]).map(({ title }) => title));
      return { id: 'op', done: Promise.resolve({}) };
    };
    await importFile(text, new Set(['lunch', 'tea']), command);
    // An id is that of a uid only where the server wrote it.
    expect(titles).toEqual(['Dinner', 'Tea']);
  });
  it('[CA-5] that are none, or too much, are said to be', () => {
    for (const text of ['', 'nonsense', '{"a":1}', 'BEGIN:VCARD\r\nEND:VCARD', '\u0000'.repeat(9)])
      expect(
        readCalendar(text).troubles.map(({ trouble }) => trouble),
        text,
      ).toEqual(['no-calendar']);
    expect(readCalendar('x'.repeat(3 * 1024 * 1024)).troubles[0]?.trouble).toBe('too-large');
    const many = Array.from({ length: FILE_EVENTS + 5 }, (_, i) =>
      event(`UID:${i}`, 'DTSTART:20261201T090000Z'),
    );
    const { items, troubles } = readCalendar(file(...many));
    expect(items).toHaveLength(FILE_EVENTS);
    expect(troubles.map(({ trouble }) => trouble)).toEqual(['too-many']);
    expect(new Set(items.map(({ id }) => id)).size).toBe(FILE_EVENTS);
  });
  it('[CA-5] are sent in commands that a frame can carry', () => {
    const items = Array.from({ length: 450 }, (_, i) => ({ id: `i${i}`, notes: 'ü'.repeat(100) }));
    const sent = chunks(items);
    expect(sent.flat()).toEqual(items);
    for (const chunk of sent) {
      expect(chunk.length).toBeLessThanOrEqual(200);
      expect(new TextEncoder().encode(JSON.stringify(chunk)).length).toBeLessThan(60 * 1024);
    }
    expect(chunks([{ id: 'a', notes: 'x'.repeat(30_000) }, { id: 'b' }])).toHaveLength(2);
  });
  it('[CA-5] of which the server refuses something: the rest is there, as one step, and it is told', async () => {
    const sent: { items: JsonObject[]; cause: string | undefined }[] = [];
    const text = file(
      ...['good', 'bad', 'fine'].map((name) =>
        event(`UID:${name}`, `SUMMARY:${name}`, 'DTSTART:20261201T090000Z'),
      ),
    );
    const known = new Set([idOf('fine')]);
    const command = (_: string, data: JsonObject, step?: { cause: string }) => {
      const items = data.items as JsonObject[];
      sent.push({ items, cause: step?.cause });
      const refused = items.some(({ title }) => title === 'bad');
      const done = refused ? Promise.reject(new EditRefused('invalid', 'no')) : Promise.resolve({});
      return { id: `op-${sent.length}`, done };
    };
    const { first, added, troubles } = await importFile(text, known, command);
    expect(sent.map(({ items }) => items.map(({ title }) => title))).toEqual([
      ['good', 'bad'],
      ['good'],
      ['bad'],
    ]);
    expect(new Set(sent.map(({ cause }) => cause)).size).toBe(1);
    expect(first?.id).toBe('op-2');
    expect(added).toBe(1);
    expect(troubles).toEqual([{ trouble: 'refused', title: 'bad' }]);
    const offline = () => ({ id: 'op', done: Promise.reject(new Error('gone')) });
    await expect(importFile(text, known, offline)).rejects.toThrow('gone');
  });
});

/** Skipped days come before changed ones in a file. */
function skippedFirst(item: JsonObject): JsonObject {
  if (!Array.isArray(item.exceptions)) return {};
  const list = item.exceptions as JsonObject[];
  return { exceptions: [...list.filter(({ as }) => !as), ...list.filter(({ as }) => as)] };
}
