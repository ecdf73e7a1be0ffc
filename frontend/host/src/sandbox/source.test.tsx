import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { MicroAppModule } from '@gesso/sdk';
import type { JsonObject } from '@gesso/sdk/protocol';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { TODO } from '../../test/modelServer.ts';
import type { ApiClient } from '../http/index.ts';
import { sourcesOf } from '../loader/sources.ts';
import type { MicroApp } from '../registry/types.ts';
import { recordsRules } from './recordsRules.ts';
import { SandboxSource } from './source.ts';
import { verify } from './trust.ts';

const CODE = '"use strict"; gesso.app({});';
const SPECIFICATION: JsonObject = {
  views: [],
  title: 'Zoë’s habits',
  question: null,
  entities: [
    {
      name: 'habits',
      title: 'Habit',
      fields: [{ name: 'n', label: 'N', type: 'number', min: 0.5, max: 80 }],
    },
  ],
};
/** What is signed, with the keys of objects in order and no nulls. */
const CANONICAL =
  '{"entities":[{"fields":[{"label":"N","max":80,"min":0.5,"name":"n","type":"number"}],"name":"habits","title":"Habit"}],"title":"Zoë’s habits","views":[]}';
const pair = generateKeyPairSync('ed25519');
const KEY = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
const integrity = `sha384-${createHash('sha384').update(CODE).digest('base64')}`;
const signatureOf = (version: string): string => {
  const digest = createHash('sha256').update(CANONICAL).digest('hex');
  return sign(
    null,
    Buffer.from(`gesso-app-1\nhabits\n${version}\n${integrity}\n${digest}`),
    pair.privateKey,
  ).toString('base64');
};
const manifest = (more: object = {}): MicroApp => ({
  ...TODO,
  id: 'habits',
  version: '1.0.0',
  origin: 'generated',
  remoteEntry: '/apps/habits/0123456789abcdef/app.js',
  integrity,
  generated: {
    prompt: 'habits',
    shared: false,
    ...{ specification: SPECIFICATION, key: KEY, signature: signatureOf('1.0.0'), ...more },
  } as unknown as NonNullable<MicroApp['generated']>,
});

const fetcher = vi.fn(async (path: RequestInfo | URL) => {
  const text = String(path).startsWith('/sandbox/') ? 'runtime' : CODE;
  return new Response(text);
});
const keys = vi.fn(async () => [KEY]);
const source = () => new SandboxSource({ keys, fetcher: fetcher as unknown as typeof fetch });
const load = (of: MicroApp, module = './Widget') =>
  source().load('habits', { path: of.remoteEntry, integrity: of.integrity, manifest: of }, module, 0);

beforeEach(() => {
  vi.clearAllMocks();
  vi.stubGlobal('fetch', fetcher);
});

describe('[FE-337] a generated app', () => {
  it('comes as text, under its hash, and with all that an app exposes', async () => {
    const module = (await load(manifest())) as MicroAppModule;
    expect(module.contract).toBe(1);
    expect(fetcher).toHaveBeenCalledWith(manifest().remoteEntry, { integrity, credentials: 'omit' });
    expect(await load(manifest(), './Settings')).toBeTypeOf('function');
    expect(await load(manifest(), './Preview')).toBeTypeOf('function');
    expect(await load(manifest(), './Rules')).toBe(recordsRules);
    await expect(load(manifest(), './Commands')).rejects.toThrow('nothing to show');
  });
  it.each([
    ['no signature', { signature: undefined }, 'has no signature'],
    ['another version’s signature', { signature: signatureOf('1.0.1') }, 'does not fit'],
    ['no signature at all', { signature: 'AAAA' }, 'does not fit'],
    ['another specification', { specification: { ...SPECIFICATION, title: 'Other' } }, 'does not fit'],
    ['a key of somebody else', { key: Buffer.alloc(32, 7).toString('base64') }, 'does not know'],
  ])('with %s is not run', async (_, more, why) => {
    await expect(load(manifest(more))).rejects.toThrow(why);
  });
  it('signed with a new key is taken once the server knows it', async () => {
    keys.mockResolvedValueOnce([]);
    await load(manifest());
    expect(keys).toHaveBeenCalledTimes(2);
  });
  it('that is not what was published is not run', async () => {
    fetcher.mockRejectedValueOnce(new TypeError('integrity'));
    await expect(load(manifest())).rejects.toThrow('not what was published');
  });
  it('whose code is too large is not run', async () => {
    fetcher.mockImplementation(async () => new Response('x'.repeat(65 * 1024)));
    await expect(load(manifest())).rejects.toThrow('64 KB');
    fetcher.mockImplementation(async () => new Response(CODE));
  });
  it('never comes by federation, whichever sign of it is left out', async () => {
    const api = vi.fn(async () => ({ keys: [KEY] })) as unknown as ApiClient;
    for (const of of [{ ...manifest(), origin: 'builtin' }, manifest()]) {
      const entry = { path: of.remoteEntry, integrity, manifest: of };
      expect(await sourcesOf(api).load('habits', entry, './Widget', 0)).toMatchObject({ contract: 1 });
    }
    const { generated: _, ...bare } = manifest();
    const entry = { path: bare.remoteEntry, integrity, manifest: bare as MicroApp };
    await expect(sourcesOf(api).load('habits', entry, './Widget', 0)).rejects.toThrow('no generated app');
  });
});

it('[FE-338] a signature is verified where the browser has no cryptography, too', async () => {
  const { generated, ...rest } = manifest();
  const signed = { ...rest, ...(generated as object) } as Parameters<typeof verify>[0];
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues });
  await verify(signed, [KEY]);
  await expect(verify({ ...signed, version: '2.0.0' }, [KEY])).rejects.toThrow('does not fit');
  vi.unstubAllGlobals();
});
