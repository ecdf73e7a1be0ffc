/** What has to happen once, before the first page is drawn. */
import type { QueryClient } from '@tanstack/react-query';
import { dropKept } from './canvas/kept.ts';
import { host } from './modules.ts';
import { registerWorker } from './worker/register.ts';

/** Apps whose entries are fetched ahead, when the registry has them. */
const POPULAR = ['todo', 'calendar', 'chat'];

export function startHost(): { queryClient: QueryClient } {
  const { security, store, preferences, queries, registry, loader } = host;
  let person: string | undefined;
  const follow = () => {
    const { user } = security.session();
    store.setState({ user });
    if (user?.id === person) return;
    if (person) void dropKept(person);
    person = user?.id;
    queries.clear();
    if (!user) return;
    void preferences.follow();
    void import('./canvas/session.ts').then(({ bringEditsHome }) => bringEditsHome(host));
    void registry
      .listAvailableApps()
      .catch(() => [...registry.all().values()])
      .then((apps) => {
        for (const app of apps) if (POPULAR.includes(app.id)) loader.preloadModule(app.id);
      });
  };
  security.subscribe(follow);
  window.addEventListener('storage', (event) => security.storageChanged(event.key));
  void security.restore().then(follow);
  registerWorker();
  return { queryClient: queries };
}
