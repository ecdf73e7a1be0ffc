import type { CanvasView } from '@gesso/sdk/protocol';
import { describe, expect, it } from 'vitest';
import { golden } from '../../test/golden.ts';
import { canvasOf } from '../canvas/rules.ts';
import { canonical, layoutOf, sha256 } from './hash.ts';

interface Vector {
  canvas: CanvasView;
  canonical: string;
  hash: string;
}
const vectors = golden<Vector>('hash');

describe("the layout's hash", () => {
  it('[FE-201][S1] is the one of the Java side', async () => {
    expect(vectors.length).toBeGreaterThan(2);
    for (const { name, content } of vectors) {
      const text = canonical(layoutOf(canvasOf(content.canvas)));
      expect(text, name).toBe(content.canonical);
      expect(await sha256(text), name).toBe(content.hash);
    }
  });

  it('[FE-201] writes escapes as the server does, and none that a text only looks like', () => {
    expect(canonical('\u001b \\u001b \\ "')).toBe('"\\u001B \\\\u001b \\\\ \\""');
    expect(canonical('\u{1F469}é')).toBe('"\\uD83D\\uDC69é"');
    expect(canonical({ b: [1, null, true], a: {} })).toBe('{"a":{},"b":[1,null,true]}');
  });
});
