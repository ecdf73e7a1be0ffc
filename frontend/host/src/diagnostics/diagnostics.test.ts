import { describe, expect, it } from 'vitest';
import { host } from '../modules.ts';
import { report } from './index.ts';
import { textReport } from './report.ts';

describe('diagnostics', () => {
  it('[A1] list the six modules and the federation runtime, each there and with counters', () => {
    const reports = report(host);
    expect(reports.map(({ name }) => name)).toEqual([
      'Canvas Manager',
      'Registry Client',
      'State Manager',
      'AI Generator',
      'Event Bus',
      'Security Context',
      'Module Federation Runtime',
    ]);
    for (const { counters } of reports) expect(counters.length).toBeGreaterThan(0);
    expect(reports.filter(({ available }) => !available)).toEqual([]);
    host.loader.preloadModule('none');
    const runtime = report(host).at(-1);
    expect(runtime?.counters.find(({ label }) => label === 'preloads')?.value).toBeGreaterThan(0);
  });
});

describe('the report', () => {
  it('[FE-202][S1][S2] tells counters, apps and hashes, and nobody’s name, token, address or content', () => {
    const [secret, name, title] = ['eyJhbGciOi.secret', 'Ada Byron', 'Our secret plans'];
    localStorage.setItem('gesso.session', JSON.stringify({ token: secret, user: { name } }));
    host.store.setState({ user: { id: 'ada', name, guest: false, roles: [], tenant: 'test' } });
    const app = {
      id: 'todo',
      version: '1.4.0',
      entry: '/apps/todo/x.js',
      modules: ['./Widget'],
      loadMillis: 41.6,
      loadedAt: 0,
      from: 'network' as const,
      instances: 2,
    };
    const text = textReport({
      at: 0,
      browser: 'Test/1',
      modules: report(host),
      apps: [app],
      canvas: { role: 'owner', widgets: 3, status: 'durable' },
      page: { revision: 7, hash: 'abc' },
      server: undefined,
    });
    expect(text).toContain('todo 1.4.0: 42 ms, network, 2 widgets, ./Widget');
    expect(text).toContain('this page: revision 7, hash abc');
    expect(text).toContain('server: unknown');
    for (const { name: module } of report(host)) expect(text).toContain(`${module}`);
    for (const hidden of [secret, name, title, location.host]) expect(text).not.toContain(hidden);
    localStorage.removeItem('gesso.session');
    host.store.setState({ user: null });
  });
});
