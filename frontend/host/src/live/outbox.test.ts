import { freshId } from '@gesso/sdk';
import { beforeEach, describe, expect, it } from 'vitest';
import { clientsWithEdits, storedOutbox } from './outbox.ts';
import { clientsOfTab } from './tab.ts';

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe('the outbox', () => {
  it('[FE-15] keeps edits in the order of their making, for each person, canvas and client apart', () => {
    const box = storedOutbox(localStorage, 'ada', 'c1', 'tab-1');
    const edits = Array.from({ length: 30 }, (_, i) => ({
      id: freshId(),
      to: 'canvas',
      do: 'rename',
      data: { title: `${i}` },
    }));
    for (const edit of edits) expect(box.keep(edit)).toBe(true);
    storedOutbox(localStorage, 'ada', 'c1', 'tab-2').keep({ id: 'x', to: 'w', do: 'emit', data: {} });
    storedOutbox(localStorage, 'bob', 'c1', 'tab-1').keep({ id: 'x', to: 'w', do: 'emit', data: {} });
    expect(storedOutbox(localStorage, 'ada', 'c1', 'tab-1').load()).toEqual(edits);
    for (const { id } of edits) box.drop(id);
    expect(box.load()).toEqual([]);
    expect(clientsWithEdits(localStorage, 'ada', 'c1')).toEqual(['tab-2']);
    localStorage.setItem('gesso.outbox|ada|c1|tab-1|bad', 'not json');
    expect(box.load()).toEqual([]);
  });
  it('[FE-16] says so when there is no room', () => {
    const full = {
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    } as unknown as Storage;
    expect(storedOutbox(full, 'ada', 'c1', 't').keep({ id: 'x', to: 'w', do: 'emit', data: {} })).toBe(false);
  });
  it('[FE-17] is inherited with its client, and a tab keeps its own name over reloads', async () => {
    const [own, ...orphans] = await clientsOfTab(['closed-tab']);
    expect(orphans).toEqual(['closed-tab']);
    expect(await clientsOfTab([])).toEqual([own]);
    expect(sessionStorage.getItem('gesso.client')).toBe(own);
  });
});

describe('ids', () => {
  it('[FE-18] are UUIDv7 and rise, also within a millisecond and when the clock goes back', () => {
    const ids = [
      ...Array.from({ length: 5_000 }, () => freshId(2_000_000_000_000)),
      freshId(1_900_000_000_000),
    ];
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
