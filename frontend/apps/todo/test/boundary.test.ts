import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(root, 'apps/todo/src/boundary-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lint = (source: string) => {
  const file = join(folder, 'probe.ts');
  writeFileSync(file, `${source}\n`);
  const { stdout, stderr, status } = spawnSync(join(root, 'node_modules/.bin/biome'), ['lint', file], {
    cwd: root,
    encoding: 'utf8',
  });
  return { output: stdout + stderr, status };
};

describe('the wall around micro-apps', () => {
  it.each([
    "import { host } from '../../../../host/src/modules.ts';\nexport const x = host;",
    "import { useStore } from 'zustand';\nexport const x = useStore;",
    "import { CLOCK_UNITS } from '@gesso/sdk/protocol';\nexport const x = CLOCK_UNITS;",
    "import { createPortal } from 'react-dom';\nexport const x = createPortal;",
  ])('[W2][FE-80] refuses in words: %s', (source) => {
    const { output, status } = lint(source);
    expect(status, output).not.toBe(0);
    expect(output).toMatch(/micro-app (imports only|reaches the host only through) @gesso\/sdk/);
  });
  it('[W2][FE-80] lets the SDK, React and own files in', () => {
    const { output, status } = lint(
      "import { useCanvas } from '@gesso/sdk';\nimport { useState } from 'react';\nimport { FILTERS } from '../constants.ts';\nexport const x = [useCanvas, useState, FILTERS];",
    );
    expect(status, output).toBe(0);
  });
});
