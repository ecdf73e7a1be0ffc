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
  it('[FE-69] tells an unknown app from a server that does not answer', async () => {
    answers = {
      '/api/registry/apps/none': new ApiError(404, 'not-found', 'x', '', undefined, [], undefined),
    };
    await expect(registry().ensure('none')).rejects.toBeInstanceOf(UnknownApp);
    await expect(registry().ensure('todo')).rejects.toMatchObject({ status: 0 });
  });
});
