import 'fake-indexeddb/auto';
import { freshId } from '@gesso/sdk';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { editStore } from './editStore.ts';
import { LIMITS } from './limits.ts';
import { canvasesWithEdits, clientsWithEdits, storedOutbox } from './outbox.ts';
import { clientsOfTab } from './tab.ts';

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

const rename = (title: string) => ({ id: freshId(), to: 'canvas', do: 'rename', data: { title } });
const full = {
  length: 0,
  removeItem: () => {},
  setItem: () => {
    throw new DOMException('full', 'QuotaExceededError');
  },
} as unknown as Storage;

describe('the outbox', () => {
  it('[FE-15] keeps edits in the order of their making, for each person, canvas and client apart', async () => {
    const box = await storedOutbox(localStorage, 'ada', 'c1', 'tab-1');
    const edits = Array.from({ length: 30 }, (_, i) => rename(`${i}`));
    for (const edit of edits) expect(box.keep(edit)).toBe(true);
    const other = { id: 'x', to: 'w', do: 'emit', data: {} };
    (await storedOutbox(localStorage, 'ada', 'c1', 'tab-2')).keep(other);
    (await storedOutbox(localStorage, 'ada', 'c2', 'tab-2')).keep(other);
    (await storedOutbox(localStorage, 'bob', 'c1', 'tab-1')).keep(other);
    expect((await storedOutbox(localStorage, 'ada', 'c1', 'tab-1')).load()).toEqual(edits);
    for (const { id } of edits) box.drop(id);
    expect((await storedOutbox(localStorage, 'ada', 'c1', 'tab-1')).load()).toEqual([]);
    expect(await clientsWithEdits(localStorage, 'ada', 'c1')).toEqual(['tab-2']);
    expect(await canvasesWithEdits(localStorage, 'ada')).toEqual(['c1', 'c2']);
    localStorage.setItem('gesso.outbox|ada|c1|tab-1|bad', 'not json');
    expect((await storedOutbox(localStorage, 'ada', 'c1', 'tab-1')).load()).toEqual([]);
  });

  it('[FE-128] moves what has no answer after a moment to IndexedDB, and reads both', async () => {
    const box = await storedOutbox(localStorage, 'mia', 'c1', 'tab-1');
    const old = rename('old');
    box.keep(old);
    await vi.waitFor(() => expect(localStorage.length).toBe(0), LIMITS.outboxMoveMillis * 4);
    const young = rename('young');
    box.keep(young);
    expect(localStorage.length).toBe(1);
    const later = await storedOutbox(localStorage, 'mia', 'c1', 'tab-1');
    expect(later.load()).toEqual([old, young]);
    expect(await clientsWithEdits(localStorage, 'mia', 'c1')).toEqual(['tab-1']);
    for (const { id } of later.load()) later.drop(id);
    await vi.waitFor(async () =>
      expect((await storedOutbox(localStorage, 'mia', 'c1', 'tab-1')).load()).toEqual([]),
    );
  });

  it('[FE-128] an edit that is answered at once never gets there', async () => {
    const put = vi.spyOn((await editStore()) as { put(key: string, text: string): Promise<void> }, 'put');
    const box = await storedOutbox(localStorage, 'noa', 'c1', 'tab-1');
    const edit = rename('quick');
    box.keep(edit);
    box.drop(edit.id);
    const slow = rename('slow');
    box.keep(slow);
    const written = () => put.mock.calls.map(([key]) => key).filter((key) => key.includes('|noa|'));
    await vi.waitFor(() => expect(written()).toHaveLength(1), LIMITS.outboxMoveMillis * 4);
    expect(written()[0]).toContain(slow.id);
  });

  it('[FE-128] goes there directly when the first stage is full', async () => {
    const box = await storedOutbox(full, 'olu', 'c1', 't');
    const edit = rename('in time');
    expect(box.keep(edit)).toBe(true);
    await vi.waitFor(async () => expect((await storedOutbox(full, 'olu', 'c1', 't')).load()).toEqual([edit]));
    box.drop(edit.id);
    await vi.waitFor(async () => expect((await storedOutbox(full, 'olu', 'c1', 't')).load()).toEqual([]));
  });

  it('[FE-16] says so when there is no room at all', async () => {
    vi.resetModules();
    vi.stubGlobal('indexedDB', undefined);
    const { storedOutbox: bare } = await import('./outbox.ts');
    expect((await bare(full, 'olu', 'c1', 't')).keep(rename('lost'))).toBe(false);
    vi.unstubAllGlobals();
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
