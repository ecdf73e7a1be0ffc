/**
 * The service worker: the page and the apps that were used are there without network. The page itself is asked
 * of the server first, so that a new release shows at once; files named by their content never change and come
 * from the cache. Nothing below `/api` is touched: data is the page's own business (canvas/kept.ts, live/outbox.ts).
 */
import { clientsClaim } from 'workbox-core';
import type { WorkboxPlugin } from 'workbox-core/types.js';
import { ExpirationPlugin } from 'workbox-expiration';
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst, NetworkFirst } from 'workbox-strategies';

/** Files of the shell with their revisions, put in by the build. */
declare const __SHELL__: { url: string; revision: string | null }[];

const SHELL = '/';
const APPS = 'gesso-apps';
const APP_FILES_MOST = 600;
/** After this long without an answer the kept page is shown. */
const PAGE_SECONDS = 3;
/** Addresses that are not the page's. */
const NOT_THE_PAGE = [/^\/api\//, /^\/apps\//, /^\/assets\//, /^\/sandbox\//, /^\/\.well-known\//];

precacheAndRoute(__SHELL__);
cleanupOutdatedCaches();
clientsClaim();

const page = new NetworkFirst({
  cacheName: 'gesso-page',
  networkTimeoutSeconds: PAGE_SECONDS,
  plugins: [
    {
      // One page for all addresses.
      cacheKeyWillBeUsed: async () => SHELL,
      // A proxy's error page is no page of ours.
      fetchDidSucceed: async ({ response }) => {
        if (response.status >= 500) throw new Error(`status ${response.status}`);
        return response;
      },
      handlerDidError: async () => matchPrecache(SHELL),
    },
  ],
});
registerRoute(new NavigationRoute(page, { denylist: NOT_THE_PAGE }));

const apps = new CacheFirst({
  cacheName: APPS,
  // Its types leave out what they allow: `undefined` under exact optional properties.
  plugins: [new ExpirationPlugin({ maxEntries: APP_FILES_MOST, purgeOnQuotaError: true }) as WorkboxPlugin],
});
const isOfApp = (url: URL): boolean =>
  url.origin === location.origin && url.pathname.startsWith('/apps/') && !url.pathname.endsWith('.json');
registerRoute(({ url, request }) => request.method === 'GET' && isOfApp(url), apps);

/** What a page had loaded before there was a worker. */
type WorkerEvent = Extract<Parameters<typeof apps.handle>[0], { event: unknown }>['event'];
addEventListener('message', (event: MessageEvent<{ keep?: unknown }>) => {
  const urls = Array.isArray(event.data?.keep) ? event.data.keep.slice(0, APP_FILES_MOST) : [];
  const work = Promise.allSettled(
    urls
      .filter((url): url is string => typeof url === 'string' && isOfApp(new URL(url, location.origin)))
      .map((url) => apps.handle({ event: event as unknown as WorkerEvent, request: new Request(url) })),
  );
  (event as unknown as WorkerEvent).waitUntil(work);
});
