/**
 * Which client this tab is: stable over reloads, never shared by two tabs, and the heir of a closed tab's unsent
 * edits (an operation is known by client and id, so only the same client may send it again).
 */
import { freshId } from '@gesso/sdk';

const KEY = 'gesso.client';

/** Holds the lock for the life of the tab; false when another tab has it. Without locks: always true. */
async function claim(client: string): Promise<boolean> {
  const { locks } = navigator;
  if (!locks) return true;
  return new Promise((resolve) => {
    void locks.request(`gesso.client.${client}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise<void>(() => {});
    });
  });
}

const claimed = new Set<string>();

/** Clients that this tab may send as for one canvas; the first is its own, the others are orphans to bring home. */
export async function clientsOfTab(orphans: readonly string[]): Promise<string[]> {
  let own = sessionStorage.getItem(KEY);
  if (own === null || !(claimed.has(own) || (await claim(own)))) {
    own = freshId();
    await claim(own);
    sessionStorage.setItem(KEY, own);
  }
  claimed.add(own);
  const clients = [own];
  for (const orphan of orphans)
    if (orphan !== own && (claimed.has(orphan) || (await claim(orphan)))) {
      claimed.add(orphan);
      clients.push(orphan);
    }
  return clients;
}
