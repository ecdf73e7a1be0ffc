// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ATTACKS, appOf, SPECIFICATION } from '../attacks/index.ts';
import { validate } from '../src/check/check.ts';

const folder = join(import.meta.dirname, '../attacks');
const fileOf = (id: string): string =>
  readFileSync(join(folder, `${id}.js`), 'utf8').replaceAll(/__AWAY(WS|HOST|)__/g, (_, which) =>
    which === 'HOST' ? 'evil.example:9' : which === 'WS' ? 'ws://evil.example' : 'https://evil.example',
  );

it('[FE-327] what the attacks are put into is a good app', () => {
  expect(validate(appOf({}, ''), SPECIFICATION).findings).toEqual([]);
});
it('[FE-327] each file is listed once', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.js'));
  expect(files.map((file) => file.slice(0, -3)).sort()).toEqual(ATTACKS.map(({ id }) => id).sort());
  expect(ATTACKS.length).toBeGreaterThan(50);
});
it.each(ATTACKS.filter(({ rule }) => rule))('[FE-327] checks refuse $id, which $what', (attack) => {
  const { findings } = validate(appOf(attack, fileOf(attack.id)), SPECIFICATION);
  expect(findings.map(({ rule }) => rule)).toContain(attack.rule);
});
