import { beforeEach, describe, expect, it } from 'vitest';
import { TODO } from '../../test/modelServer.ts';
import { type ApiClient, ApiError } from '../http/index.ts';
import { Registry } from './client.ts';
import { UnknownApp } from './types.ts';

let asked: string[];
let answers: Record<string, unknown>;
const api = (async (path: string) => {
  asked.push(path);
  if (!(path in answers)) throw new ApiError(0, 'offline', 'No answer', '', undefined, [], undefined);
  const answer = answers[path];
  if (answer instanceof Error) throw answer;
  return answer;
}) as unknown as ApiClient;
const registry = () => new Registry(api, localStorage);

beforeEach(() => {
  localStorage.clear();
  asked = [];
  answers = {};
});

describe('the registry client', () => {
  it('[R1] lists all apps, page by page', async () => {
    answers = {
      '/api/registry/apps?limit=200': { items: [TODO], next: 'todo' },
      '/api/registry/apps?limit=200&after=todo': { items: [{ ...TODO, id: 'chat' }], next: null },
    };
    expect((await registry().listAvailableApps()).map(({ id }) => id)).toEqual(['todo', 'chat']);
  });
  it('[R2][R3] asks for details, versions and searches', async () => {
    answers = {
      '/api/registry/apps/todo': TODO,
      '/api/registry/apps/todo/versions': { items: [{ version: '1.0.0', remoteEntry: '/x' }] },
      '/api/registry/apps?q=tod%C3%B6': { items: [TODO] },
    };
    const client = registry();
    expect(await client.getAppDetails('todo')).toMatchObject({
      id: 'todo',
      versions: [{ version: '1.0.0' }],
    });
    expect(await client.searchApps('todö')).toEqual([TODO]);
  });
  it('[R6] gives the entry at once, from what an earlier visit kept, without network', async () => {
    answers = { '/api/registry/apps?limit=200': { items: [TODO], next: null } };
    await registry().listAvailableApps();
    answers = {};
    asked = [];
    const offline = registry();
    expect(offline.getRemoteEntry('todo')).toBe('/apps/todo/abc/remoteEntry-1.js');
    await expect(offline.ensure('todo')).resolves.toMatchObject({ id: 'todo' });
    expect(asked).toEqual([]);
    expect(() => offline.getRemoteEntry('none')).toThrow(UnknownApp);
  });
  it('[R7] gives the version at once, and tells when it changes', async () => {
    answers = { '/api/registry/apps?limit=200': { items: [TODO], next: null } };
    const client = registry();
    await client.listAvailableApps();
    expect(client.getAppVersion('todo')).toBe('1.0.0');
    let told = 0;
    client.subscribe(() => told++);
    await client.listAvailableApps();
    expect(told).toBe(0);
    answers = { '/api/registry/apps?limit=200': { items: [{ ...TODO, version: '1.1.0' }], next: null } };
    await client.listAvailableApps();
    expect(client.getAppVersion('todo')).toBe('1.1.0');
    expect(told).toBe(1);
  });
  it('[R6][FE-132] knows exactly the version that a widget has, without network too', async () => {
    const old = { ...TODO, version: '0.9.0', remoteEntry: '/apps/todo/old/remoteEntry-0.js' };
    answers = {
      '/api/registry/apps?limit=200': { items: [TODO], next: null },
      '/api/registry/apps/todo/versions': { items: [TODO, old] },
    };
    const client = registry();
    await client.listAvailableApps();
    const both = [client.ensureVersion('todo', '0.9.0'), client.ensureVersion('todo', '0.9.0')];
    for (const one of await Promise.all(both)) expect(one.remoteEntry).toBe(old.remoteEntry);
    expect(asked.filter((path) => path.endsWith('/versions'))).toHaveLength(1);
    await expect(client.ensureVersion('todo', '7.0.0')).rejects.toBeInstanceOf(UnknownApp);
    answers = {};
    const offline = registry();
    expect(offline.getRemoteEntry('todo', '0.9.0')).toBe(old.remoteEntry);
    expect(offline.getRemoteEntry('todo', TODO.version)).toBe(TODO.remoteEntry);
    expect(() => offline.getRemoteEntry('todo', '7.0.0')).toThrow(UnknownApp);
  });
  it('[R7][FE-132] keeps the version that was replaced by a newer one', async () => {
    answers = { '/api/registry/apps?limit=200': { items: [TODO], next: null } };
    const client = registry();
    await client.listAvailableApps();
    answers = { '/api/registry/apps?limit=200': { items: [{ ...TODO, version: '1.1.0' }], next: null } };
    await client.listAvailableApps();
    await expect(client.ensureVersion('todo', '1.0.0')).resolves.toMatchObject(TODO);
  });
  it('[F4][FE-133] says which version is out of use, why, and what may run instead', async () => {
    answers = { '/api/registry/apps?limit=200': { items: [TODO], next: null } };
    const client = registry();
    await client.listAvailableApps();
    expect(client.outOfUse('todo', '1.0.0')).toBeUndefined();
    let told = 0;
    client.subscribe(() => told++);
    client.stand({ todo: { version: '0.9.0', status: 'active', revoked: { '1.0.0': 'It leaks' } } });
    expect(told).toBeGreaterThan(0);
    const found = client.outOfUse('todo', '1.0.0');
    expect(found).toEqual({ reason: 'It leaks', forNow: false, instead: '0.9.0' });
    expect(client.outOfUse('todo', '1.0.0')).toBe(found);
    expect(client.outOfUse('todo', '0.9.0')).toBeUndefined();
    client.stand({ todo: { version: '1.0.0', status: 'suspended', reason: 'We look', revoked: {} } });
    expect(client.outOfUse('todo', '0.9.0')).toEqual({ reason: 'We look', forNow: true });
    client.stand({ todo: { version: '1.0.0', status: 'active', revoked: {} } });
    expect(client.outOfUse('todo', '1.0.0')).toBeUndefined();
  });
  it('[F4][FE-133] asks for a version that is offered since', async () => {
    const newer = { ...TODO, version: '1.1.0' };
    answers = {
      '/api/registry/apps?limit=200': { items: [TODO], next: null },
      '/api/registry/apps/todo': newer,
      '/api/registry/apps/todo/versions': { items: [newer, TODO] },
    };
    const client = registry();
    await client.listAvailableApps();
    client.stand({ todo: { version: '1.1.0', status: 'active', revoked: {} } });
    await expect.poll(() => client.getAppVersion('todo')).toBe('1.1.0');
  });
  it('[FE-69] tells an unknown app from a server that does not answer', async () => {
    answers = {
      '/api/registry/apps/none': new ApiError(404, 'not-found', 'x', '', undefined, [], undefined),
    };
    await expect(registry().ensure('none')).rejects.toBeInstanceOf(UnknownApp);
    await expect(registry().ensure('todo')).rejects.toMatchObject({ status: 0 });
  });
});
