/** Registers the service worker once the page is drawn. Not here: what it does (worker.ts). */

/** Not in development: there the page changes with every keystroke. */
export function registerWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const begin = () => {
    const { controller } = navigator.serviceWorker;
    void navigator.serviceWorker.register('/sw.js').then(
      async () => {
        const { active } = await navigator.serviceWorker.ready;
        if (!controller) active?.postMessage({ keep: loadedAppFiles() });
      },
      () => {}, // private window, or switched off: the page works without
    );
  };
  if (document.readyState === 'complete') begin();
  else window.addEventListener('load', begin, { once: true });
}

/** A page that was there before its worker has loaded its apps without it. */
const loadedAppFiles = (): string[] =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => new URL(name, location.href).pathname.startsWith('/apps/'));
