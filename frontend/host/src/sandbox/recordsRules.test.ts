// @vitest-environment node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@gesso/sdk/protocol';
import { describe, expect, it } from 'vitest';
import { recordsRules } from './recordsRules.ts';

interface Golden {
  events: { rev: number; type: string; data: JsonObject; origin: { user: string; at: number } }[];
  state: { state?: JsonObject } & JsonObject;
}
const golden = JSON.parse(
  readFileSync(
    join(import.meta.dirname, '../../../../protocol/src/test/resources/golden/records/fold.json'),
    'utf8',
  ),
) as Golden;

describe('records of generated apps', () => {
  it('[FE-340] [Z2] are folded from their events as the server does it', () => {
    const folded = golden.events.reduce(
      (state, { type, data, origin }) =>
        recordsRules.evolve(state, { type, data }, { by: origin.user, at: origin.at }),
      recordsRules.initial,
    );
    const shown = (golden.state.state ?? golden.state) as JsonObject;
    expect(folded.collections).toEqual(shown.collections);
    for (const { type } of golden.events) expect(recordsRules.knows(type)).toBe(true);
    expect(recordsRules.knows('records.shredded')).toBe(false);
  });
});
