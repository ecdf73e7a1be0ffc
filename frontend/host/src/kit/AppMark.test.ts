import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { APP_ICONS } from './AppMark.tsx';

it('[A4] has every icon that the registry takes, and no other', () => {
  const path = 'protocol/src/main/java/gesso/protocol/Icons.java';
  const source = readFileSync(join(import.meta.dirname, '../../../..', path), 'utf8');
  const taken = [...source.matchAll(/"([a-z-]+)"/g)].map(([, name]) => name).sort();
  expect(Object.keys(APP_ICONS).sort()).toEqual(taken);
});
