import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../http/types.ts';
import { BrowserSession, type SessionParts } from './session.ts';

const NOW = 1_000_000_000_000;
let now = NOW;
let storage: Storage;
let asked: { path: string; body: unknown; bearer?: string | undefined; key?: string | undefined }[];
let refuse: number | undefined;
let issued: number;

beforeEach(() => {
  now = NOW;
  localStorage.clear();
  storage = localStorage;
  asked = [];
  refuse = undefined;
  issued = 0;
});
const post: SessionParts['post'] = async <T>(
  path: string,
  options: { body: unknown; bearer?: string; key?: string },
) => {
  asked.push({ path, body: options.body, bearer: options.bearer, key: options.key });
  await Promise.resolve();
  if (refuse !== undefined)
    throw new ApiError(
      refuse,
      refuse === 0 ? 'offline' : 'unauthenticated',
      'no',
      '',
      undefined,
      [],
      undefined,
    );
  issued++;
  return {
    token: `token-${issued}`,
    expiresAt: new Date(now + 900_000).toISOString(),
    refreshToken: `refresh-${issued}`,
    user: { id: 'u1', name: 'Ada' },
  } as T;
};
const session = () => new BrowserSession({ post, storage, now: () => now });

describe('the session', () => {
  it('[FE-60][S4] tells name, roles and tenant, and outlives a reload', async () => {
    const first = session();
    expect(first.session().status).toBe('loading');
    await first.guest('Ada');
    const again = session();
    await again.restore();
    expect(again.session()).toEqual({
      status: 'signed-in',
      user: { id: 'u1', name: 'Ada', guest: true, roles: ['guest'], tenant: location.host },
    });
    await expect(again.token()).resolves.toBe('token-1');
    expect(asked).toHaveLength(1);
  });
  it('[FE-61] refreshes before the token ends, once for many callers', async () => {
    const one = session();
    await one.guest('Ada');
    now += 815_000;
    const tokens = await Promise.all([one.token(), one.token(), one.token()]);
    expect(tokens).toEqual(['token-2', 'token-2', 'token-2']);
    expect(asked.map(({ path }) => path)).toEqual(['/api/auth/guest', '/api/auth/refresh']);
    expect(asked[1]?.body).toEqual({ refreshToken: 'refresh-1' });
  });
  it('[FE-61] renews a token by its own life where the clock of this machine is far ahead', async () => {
    const claims = btoa(JSON.stringify({ iat: NOW / 1_000 - 3_600, exp: NOW / 1_000 - 2_700 }));
    const one = new BrowserSession({
      post: async <T>(path: string, options: { body: unknown }) =>
        ({
          ...(await post<object>(path, { ...options, method: 'POST', open: true })),
          token: `head.${claims}.${asked.length}`,
          expiresAt: new Date(NOW - 2_700_000).toISOString(),
        }) as T,
      storage,
      now: () => now,
    });
    await one.guest('Ada');
    await one.token();
    expect(asked).toHaveLength(1);
    now += 815_000;
    await one.token();
    expect(asked).toHaveLength(2);
  });
  it('[FE-61] asks again as the same operation when no answer came, also after a reload', async () => {
    const one = session();
    await one.guest('Ada');
    now += 815_000;
    refuse = 0;
    await one.token();
    const again = session();
    await again.restore();
    refuse = undefined;
    await again.token();
    now += 815_000;
    await again.token();
    const [, lost, same, next] = asked;
    expect(lost?.key).toBeTruthy();
    expect(same?.key).toBe(lost?.key);
    expect(next?.key).not.toBe(lost?.key);
  });
  it('[FE-62] takes what another tab has refreshed: a refresh token is good for one use', async () => {
    const one = session();
    const other = session();
    await one.guest('Ada');
    await other.restore();
    now += 815_000;
    await one.token();
    await expect(other.token()).resolves.toBe('token-2');
    await expect(other.renew('token-1')).resolves.toBe('token-2');
    expect(asked).toHaveLength(2);
  });
  it('[FE-63] signs out when the refresh is refused, and keeps the session when nothing answers', async () => {
    const one = session();
    await one.guest('Ada');
    now += 815_000;
    refuse = 0;
    await expect(one.token()).resolves.toBe('token-1'); // still good for a while
    now += 100_000;
    await expect(one.token()).rejects.toMatchObject({ status: 0 });
    expect(one.session().status).toBe('signed-in');
    refuse = 401;
    const told = vi.fn();
    one.subscribe(told);
    await expect(one.token()).rejects.toMatchObject({ status: 401 });
    expect(one.session()).toEqual({ status: 'signed-out', user: null });
    expect(told).toHaveBeenCalledOnce();
    expect(storage.length).toBe(0);
  });
  it('[FE-64] keeps a guest who registers the same person', async () => {
    const one = session();
    await one.guest('Ada');
    const user = await one.register({ email: 'ada@example.org', password: 'correct horse', name: 'Ada' });
    expect(asked[1]).toMatchObject({ path: '/api/auth/register', bearer: 'token-1' });
    expect(user).toMatchObject({ guest: false, email: 'ada@example.org', roles: ['member'] });
    await one.logout();
    expect(asked[2]).toMatchObject({ path: '/api/auth/logout', body: { refreshToken: 'refresh-2' } });
    expect(one.session().status).toBe('signed-out');
    expect(JSON.stringify({ ...storage })).not.toContain('token-');
  });
});
