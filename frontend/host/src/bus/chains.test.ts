import type { CanvasEvent } from '@gesso/sdk';
import { describe, expect, it } from 'vitest';
import { Bucket } from './bucket.ts';
import { Bus } from './bus.ts';
import { Chains } from './chains.ts';
import { BUS_LIMITS } from './limits.ts';

const event = (op: string, cause?: string, correlation?: string): CanvasEvent => ({
  type: 'x.told',
  source: 'w1',
  data: {},
  op,
  ...(cause === undefined ? {} : { cause }),
  ...(correlation === undefined ? {} : { correlation }),
});

describe('chains of events', () => {
  it('[FE-195][E7] give an answer the operation of its event as cause, and the correlation of the first', () => {
    const chains = new Chains();
    chains.note(event('a'));
    expect(chains.answering(event('a'))).toEqual({ cause: 'a', correlation: 'a' });
    chains.note(event('b', 'a', 'a'));
    expect(chains.answering(event('b', 'a', 'a'))).toEqual({ cause: 'b', correlation: 'a' });
  });

  it('[FE-196] end after so many answers, whoever gave them', () => {
    const chains = new Chains();
    let op = '0';
    chains.note(event(op));
    for (let n = 1; n <= BUS_LIMITS.chain; n++) {
      const why = chains.answering(event(op));
      expect(why, `answer ${n}`).toBeDefined();
      chains.note(event(`${n}`, op, '0'));
      op = `${n}`;
    }
    expect(chains.answering(event(op))).toBeUndefined();
  });

  it('[FE-196] end also when apps name steps of their own as causes', () => {
    const chains = new Chains();
    chains.note(event('0'));
    let last = event('0');
    for (let n = 1; n <= BUS_LIMITS.chain; n++) {
      expect(chains.answering(last), `answer ${n}`).toBeDefined();
      last = event(`${n}`, `step-${n}`, '0');
      chains.note(last);
    }
    expect(chains.answering(last)).toBeUndefined();
  });

  it('[FE-196] are remembered in bounded number', () => {
    const chains = new Chains();
    for (let n = 0; n < BUS_LIMITS.chainsKnown + 50; n++) chains.note(event(`op-${n}`));
    expect((chains as unknown as { before: Map<string, number> }).before.size).toBe(BUS_LIMITS.chainsKnown);
  });

  it('[FE-195] the bus says which event is told, also when telling one tells another', () => {
    const bus = new Bus();
    const seen: (string | undefined)[] = [];
    bus.on('x.told', ({ op }) => {
      if (op === 'outer') bus.emit(event('inner'));
      seen.push(bus.telling?.op);
    });
    bus.emit(event('outer'));
    expect(seen).toEqual(['inner', 'outer']);
    expect(bus.telling).toBeUndefined();
  });
});

describe('a bucket', () => {
  it('[FE-197] gives so many at once and so many a second', () => {
    let now = 0;
    const bucket = new Bucket({ aSecond: 10, atOnce: 3 }, () => now);
    const taken = (times: number) =>
      Array.from({ length: times }, () => bucket.take()).filter(Boolean).length;
    expect(taken(10)).toBe(3);
    now += 500;
    expect(taken(10)).toBe(3); // five were filled in, three is the most
    now += 200;
    expect(taken(10)).toBe(2);
    now -= 1_000; // a clock that goes back gives nothing
    expect(taken(1)).toBe(0);
  });
});
