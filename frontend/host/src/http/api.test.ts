import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createApi, routeOf } from './api.ts';

type Sent = { path: string; init: RequestInit & { headers: Record<string, string> } };
let sent: Sent[];
let answers: (() => Response | Promise<Response>)[];
const renew = vi.fn(async () => 'token-2');
const sleep = vi.fn(async () => {});
const api = () =>
  createApi(
    { token: async () => 'token-1', renew },
    async (path, init) => {
      sent.push({ path: String(path), init: init as Sent['init'] });
      const next = answers.shift();
      if (!next) throw new TypeError('Failed to fetch');
      return next();
    },
    sleep,
  );
const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () =>
    new Response(JSON.stringify(body), { status, headers });

beforeEach(() => {
  sent = [];
  answers = [];
  renew.mockClear();
  sleep.mockClear();
});

describe('requests', () => {
  it('[FE-65] carry the token, and on writes an operation id that stays over repetitions', async () => {
    answers = [json(503, { code: 'unavailable' }, { 'Retry-After': '2' }), json(201, { id: 'c1' })];
    await expect(api()('/api/canvas', { method: 'POST', body: { title: 'x' } })).resolves.toEqual({
      id: 'c1',
    });
    expect(sent).toHaveLength(2);
    expect(sent[0]?.init.headers.Authorization).toBe('Bearer token-1');
    const [first, second] = sent.map(({ init }) => init.headers['Idempotency-Key']);
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(second).toBe(first);
    expect(sleep).toHaveBeenCalledWith(2_000);
    expect(sent[0]?.init.cache).toBe('no-cache');
  });
  it('[FE-66][X1] renew the token once when it is refused', async () => {
    answers = [json(401, {}), json(200, { ok: true })];
    await expect(api()('/api/canvas')).resolves.toEqual({ ok: true });
    expect(renew).toHaveBeenCalledExactlyOnceWith('token-1');
    expect(sent[1]?.init.headers.Authorization).toBe('Bearer token-2');
    answers = [json(401, { code: 'unauthenticated' }), json(401, { code: 'unauthenticated' })];
    await expect(api()('/api/canvas')).rejects.toMatchObject({ status: 401 });
  });
  it('[FE-67] give problems in full: code, field errors, reference, waiting time', async () => {
    answers = [
      json(
        429,
        {
          title: 'Slow down',
          detail: 'x',
          code: 'rate-limited',
          correlation: 'c-1',
          errors: [{ field: 'a', message: 'b' }],
        },
        { 'Retry-After': '7' },
      ),
    ];
    await expect(api()('/api/canvas')).rejects.toMatchObject({
      status: 429,
      code: 'rate-limited',
      correlation: 'c-1',
      errors: [{ field: 'a', message: 'b' }],
      retryAfter: 7,
    });
    answers = [() => new Response('<html>', { status: 502 })];
    await expect(api()('/api/canvas')).rejects.toMatchObject({ status: 502, code: 'unknown' });
    answers = [];
    await expect(api()('/api/canvas')).rejects.toMatchObject({ status: 0, code: 'offline' });
  });
  it('[FE-68] are counted by route, without ids', async () => {
    const client = api();
    answers = [json(200, {}), json(404, {})];
    await client('/api/canvas/01977f00-1111-7abc-8def-001122334455/members');
    await expect(client('/api/canvas/01977f00-2222-7abc-8def-001122334455/members')).rejects.toThrow();
    expect(client.counters.get('GET /api/canvas/{id}/members')).toMatchObject({ calls: 2, failures: 1 });
    expect(routeOf('GET', '/api/registry/apps?q=x')).toBe('GET /api/registry/apps');
  });
});
