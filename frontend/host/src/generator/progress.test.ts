import { describe, expect, it } from 'vitest';
import { inWork, nowAt, stepOf, stepsOf } from './progress.ts';
import { job, published, version } from './testing.ts';
import type { Job } from './types.ts';

const states = (one: Job) =>
  stepsOf(one)
    .map(({ state }) => state[0])
    .join('');
const bare = { specification: null, codeHash: null, checks: null, test: null, appVersion: null };

describe('steps of a job', () => {
  it('[FE-362] are done, now or to come: one after the other, whatever is told at once', () => {
    const working = (more: object) =>
      job({ status: 'working', position: 0, versions: [version(1, { ...bare, ...more })] });
    expect(states(job())).toBe('nwwwwww');
    expect(states(job({ position: 0, workers: 0 }))).toBe('nwwwwww'); // nobody is there
    expect(states(working({}))).toBe('dnwwwww');
    const { specification, codeHash, checks, test, appVersion } = version(1);
    expect(states(working({ specification, codeHash }))).toBe('dddnwww');
    expect(states(working({ specification, codeHash, checks, test }))).toBe('dddddnw');
    expect(states(working({ specification, codeHash, checks, test, appVersion }))).toBe('ddddddn');
    expect(states({ ...working({ specification, codeHash }), status: 'queued', workers: 0 })).toBe('nddwwww');
    expect(states(working({ specification, codeHash, checks, test, appVersion, status: 'packaged' }))).toBe(
      'dddddnw',
    );
    expect(states(published())).toBe('ddddddd');
    expect(states(published({ canvas: null, widget: null }))).toBe('dddddd');
    expect(states(published({ widget: null }))).toBe('dddddds');
    expect(nowAt(stepsOf(working({ specification })))).toBe('code');
  });

  it('[FE-363] end where it failed, or was stopped', () => {
    const failed = (step: string) =>
      job({ status: 'failed', versions: [version(1, { ...bare, error: { step, reason: 'x' } })] });
    expect(states(failed('specification'))).toBe('dfsssss');
    expect(states(failed('sandboxTest'))).toBe('ddddfss');
    expect(states(failed('something else'))).toBe('dfsssss');
    expect(states(job({ status: 'cancelled', position: null }))).toBe('dssssss');
  });

  it('[FE-365] of a refinement that waits are none of the version before', () => {
    const waiting = published({ status: 'queued', position: 1 });
    expect(inWork(waiting)).toBeUndefined();
    expect(states(waiting)).toBe('nwwwwww');
    expect(
      stepsOf(waiting, version(1))
        .map(({ state }) => state[0])
        .join(''),
    ).toBe('ddddddd');
  });

  it.each([
    ['ANALYSE', 'specification'],
    ['specification', 'specification'],
    ['generate', 'code'],
    ['code', 'code'],
    ['checks', 'checks'],
    ['validate', 'checks'],
    ['sandbox-test', 'test'],
    ['publish', 'publish'],
    ['place', 'place'],
    ['what?', undefined],
  ])('[FE-363] %s is %s', (server, step) => {
    expect(stepOf(server)).toBe(step);
  });
});
