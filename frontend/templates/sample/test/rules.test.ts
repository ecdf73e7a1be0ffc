import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BackendEvent, JsonObject } from '@gesso/sdk';
import { describe, expect, it } from 'vitest';
import { TEXT_MOST } from '../src/constants.ts';
import rules from '../src/rules.ts';

const stamp = { by: 'ada', at: 3_612_262_400_000_003 };
/** A story that the backend's tests tell: the same events must lead to the same state here. */
const story = JSON.parse(
  readFileSync(
    join(import.meta.dirname, '../../../../protocol/src/test/resources/golden/template/stories/sample.json'),
    'utf8',
  ),
) as { events: BackendEvent[]; state: JsonObject };
const guesses = (state: JsonObject, command: string, data: JsonObject) =>
  rules.predict(state, command, data, stamp);
const after = (...commands: [string, JsonObject][]): JsonObject =>
  commands.reduce(
    (state, [command, data]) =>
      guesses(state, command, data).reduce((so, event) => rules.evolve(so, event, stamp), state),
    rules.initial,
  );

describe('the rules', () => {
  it('[Z2][W3] fold the story of the backend to the same state', () => {
    const end = story.events.reduce((state, event) => rules.evolve(state, event, stamp), rules.initial);
    expect(end).toEqual(story.state);
  });

  it('[W3] say what a command does', () => {
    const state = after(
      ['sample.add', { id: 'a', text: ' Hello ' }],
      ['sample.edit', { id: 'a', text: 'Hi' }],
    );
    expect(state.entries).toEqual([{ id: 'a', text: 'Hi', userId: 'ada', createdAt: expect.any(String) }]);
    expect(after(['sample.add', { id: 'a', text: 'x' }], ['sample.remove', { id: 'a' }]).entries).toEqual([]);
  });

  it('[W3] guess nothing of what the server will refuse', () => {
    const state = after(['sample.add', { id: 'a', text: 'Hello' }]);
    for (const [command, data] of [
      ['sample.add', { id: 'b', text: '  ' }],
      ['sample.add', { id: 'b', text: 'x'.repeat(TEXT_MOST + 1) }],
      ['sample.add', { id: 'a', text: 'again' }],
      ['sample.edit', { id: 'none', text: 'x' }],
      ['sample.remove', { id: 'none' }],
    ] as [string, JsonObject][])
      expect(guesses(state, command, data), `${command} ${JSON.stringify(data)}`).toEqual([]);
  });

  it('[W11] keep what is no business of theirs', () => {
    const event = { type: 'sample.added', data: { id: 'a', text: 'x', userId: 'ada', createdAt: '' } };
    expect(rules.evolve({ entries: [], colour: 'red' }, event, stamp)).toMatchObject({ colour: 'red' });
  });
});
