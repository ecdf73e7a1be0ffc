import { describe, expect, it } from 'vitest';
import { type ActivityItem, daysOf } from './index.ts';
import { sentenceOf } from './sentences.ts';

const NOON = new Date(2026, 10, 27, 12).getTime();
let rev = 0;
const item = (minutes: number, more: Partial<ActivityItem>): ActivityItem => ({
  canvas: 'c1',
  title: 'Plan',
  of: 'w1',
  widget: 'Shopping',
  rev: rev++,
  at: 1,
  time: new Date(NOON - minutes * 60_000).toISOString(),
  by: 'ana',
  name: 'Ana Lima',
  type: 'todo.toggled',
  data: {},
  ...more,
});

describe('activity', () => {
  it('[FE-242] is told in words, with what it was about and where', () => {
    expect(sentenceOf(item(0, { about: 'Buy milk', data: { done: true } }))).toBe(
      'ticked “Buy milk” in Shopping',
    );
    expect(sentenceOf(item(0, { about: 'Buy milk', data: { done: false } }))).toBe(
      'reopened “Buy milk” in Shopping',
    );
    expect(sentenceOf(item(0, {}))).toBe('ticked a task in Shopping');
    const { widget: _none, ...canvas } = item(0, {
      of: 'canvas',
      type: 'renamed',
      data: { title: 'Week 48' },
    });
    expect(sentenceOf(canvas)).toBe('renamed the canvas to “Week 48”');
    expect(sentenceOf(item(0, { of: 'canvas', type: 'widget-moved' }), 3)).toBe(
      'moved a widget in Shopping, 3 times',
    );
    expect(sentenceOf(item(0, { type: 'timer.rang' }))).toBe('timer.rang in Shopping');
    expect(sentenceOf(item(0, { of: 'canvas', type: 'comment-added', about: 'Ask <@u-1> first' }))).toBe(
      'commented “Ask @… first” in Shopping',
    );
  });

  it('[FE-242] is grouped by day, by person and canvas, and by what was done in one go', () => {
    const days = daysOf([
      item(0, { about: 'Salt' }),
      item(1, { type: 'widget-moved', of: 'canvas' }),
      item(2, { type: 'widget-moved', of: 'canvas' }),
      item(3, { type: 'widget-moved', of: 'canvas' }),
      item(4, { by: 'bob', name: 'Bob' }),
      item(5, { about: 'Milk' }),
      item(20, { about: 'Bread' }),
      item(21, { canvas: 'c2', about: 'Other' }),
      item(24 * 60, { about: 'Yesterday' }),
    ]);
    expect(days.map(({ date }) => date)).toEqual(['2026-11-27', '2026-11-26']);
    const bursts = days[0]?.bursts ?? [];
    expect(bursts.map(({ by, canvas, lines }) => [by, canvas, lines.length])).toEqual([
      ['ana', 'c1', 2],
      ['bob', 'c1', 1],
      ['ana', 'c1', 1],
      ['ana', 'c1', 1],
      ['ana', 'c2', 1],
    ]);
    expect(bursts[0]?.lines[1]?.times).toBe(3);
  });
});
