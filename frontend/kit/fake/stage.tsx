/** The fake host as a place where the contract of an app is tried: it must promise what the real one does. */
import { act, render } from '@testing-library/react';
import type { Opened, Played, Scene, Stage } from '../../host/test/stage.tsx';
import { FakeSettings, FakeWidget } from './FakeWidget.tsx';
import { FakeHost } from './host.ts';

function played(app: Played, scene: Scene, inSettings: boolean): Opened {
  const fake = new FakeHost({
    app: { id: app.id, version: '1.0.0', rules: app.rules },
    state: scene.state,
    ...(scene.config ? { config: scene.config } : {}),
    looks: { size: scene.size, locale: scene.locale ?? 'en' },
  });
  const [ada] = fake.sessions;
  if (!ada) throw new Error('nobody is there');
  fake.held = !scene.refuse; // what is under way stays so
  ada.suffer({ refuse: scene.refuse ?? false });
  const { container, unmount } = render(
    inSettings ? (
      <FakeSettings session={ada} Settings={app.Settings} />
    ) : (
      <FakeWidget session={ada} module={app.Widget} />
    ),
  );
  return {
    container,
    unmount: () => {
      unmount();
      fake.close();
    },
    resize: (size) => act(() => ada.change({ size })),
    emit: ({ type, data, by, source }) => act(() => fake.world.emit({ type, data }, by ?? 'bob', source)),
    role: (role) => act(() => ada.change({ role })),
    sent: () => fake.sent.map(({ do: name, data, cause }) => ({ do: name, data, cause })),
    left: () => ({ listeners: fake.world.bus.counters().listeners, instances: fake.listening }),
  };
}

export const fakeStage: Stage = {
  open: (app, scene) => played(app, scene, false),
  settings: (app, scene) => played(app, scene, true),
  clear: () => {},
};
