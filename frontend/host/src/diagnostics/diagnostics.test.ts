import { describe, expect, it } from 'vitest';
import { host } from '../modules.ts';
import { report } from './index.ts';

describe('diagnostics', () => {
  it('[A1] list the six modules and the federation runtime, each with counters, and tell what is not there', () => {
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
    expect(reports.filter(({ available }) => !available).map(({ name }) => name)).toEqual(['AI Generator']);
    host.loader.preloadModule('none');
    const runtime = report(host).at(-1);
    expect(runtime?.counters.find(({ label }) => label === 'preloads')?.value).toBeGreaterThan(0);
  });
});
