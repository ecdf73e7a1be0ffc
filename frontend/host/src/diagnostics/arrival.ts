/** How an app's entry came to this page. */
export type Arrival = 'network' | 'cache' | 'unknown';

/** As the browser has measured it; it forgets the oldest of many. */
export function arrivalOf(entry: string): Arrival {
  const { origin, pathname } = new URL(entry, location.href);
  const found = performance
    .getEntriesByType('resource')
    .findLast(({ name }) => name.startsWith(origin + pathname)) as PerformanceResourceTiming | undefined;
  // A transfer of nothing but with content came out of a cache: the browser's or the service worker's.
  if (!found || found.decodedBodySize === 0) return 'unknown';
  return found.transferSize > 0 ? 'network' : 'cache';
}
