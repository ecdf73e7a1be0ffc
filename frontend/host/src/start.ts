/** What has to happen once, before the first page is drawn. */
import type { QueryClient } from '@tanstack/react-query';
import { dropKept, keptCanvases } from './canvas/kept.ts';
import { draftKey } from './generator/key.ts';
import { host } from './modules.ts';
import { registerWorker } from './worker/register.ts';

export function startHost(): { queryClient: QueryClient } {
  const { security, store, preferences, queries, registry, loader } = host;
  let person: string | undefined;
  const follow = () => {
    const { user } = security.session();
    store.setState({ user });
    if (user?.id === person) return;
    if (person) {
      void dropKept(person);
      localStorage.removeItem(draftKey(person));
    }
    person = user?.id;
    queries.clear();
    if (!user) return;
    void preferences.follow();
    void import('./canvas/session.ts').then(({ bringEditsHome }) => bringEditsHome(host));
    void foresee(user.id);
  };
  const foresee = async (of: string) => {
    const apps = await registry.listAvailableApps().catch(() => [...registry.all().values()]);
    const used = (await keptCanvases(of)).map(({ model }) => model.canvas.value.widgets.values());
    const { foreseen } = await import('./loader/foresee.ts');
    for (const app of foreseen(new Set(apps.map(({ id }) => id)), used)) loader.preloadModule(app);
  };
  security.subscribe(follow);
  window.addEventListener('storage', (event) => security.storageChanged(event.key));
  void security.restore().then(follow);
  registerWorker();
  return { queryClient: queries };
}
