/** The desk of one open canvas: who serves what is read off its widgets and the registry. */
import type { Manager } from '../canvas/manager.ts';
import { mayEdit } from '../canvas/rights.ts';
import type { Host } from '../modules.ts';
import type { MicroApp } from '../registry/types.ts';
import { type Candidate, IntentDesk } from './desk.ts';
import type { Intents } from './intents.ts';
import { showRefused, showServed, showServing } from './shown.ts';

export function deskOf(host: Host, manager: Manager, intents: Intents): IntentDesk {
  const state = () => host.store.getState();
  const offer = (
    kind: Candidate['kind'],
    id: string,
    title: string,
    app: MicroApp,
    name: string,
  ): Candidate[] => {
    const declared = app.intents?.[name];
    if (!declared) return [];
    const { fields, result = {}, title: does } = declared;
    return [{ kind, id, app: app.id, title, fields, result, does }];
  };
  return new IntentDesk({
    candidates(name) {
      const widgets = state().layout.widgets.flatMap(({ id, title, appId, appVersion }) => {
        const app = host.registry.peekVersion(appId, appVersion);
        return app && !host.registry.outOfUse(appId, appVersion) ? offer('widget', id, title, app, name) : [];
      });
      const apps = [...host.registry.all().values()].flatMap((app) =>
        host.registry.outOfUse(app.id, app.version) ? [] : offer('app', app.id, app.title, app, name),
      );
      return [...widgets, ...apps];
    },
    mayEdit: () => mayEdit(state().canvas?.role),
    server: (widget) => intents.server(widget),
    changed: () => intents.changed(),
    show: showServing,
    served: (served) => showServed(manager, served),
    refused: showRefused,
    add: (app, cause) => manager.addWidget({ appId: app }, cause),
  });
}
