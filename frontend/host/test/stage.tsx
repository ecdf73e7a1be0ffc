/** Where the contract of an app is tried: the real host, or any other that promises the same. */
import type {
  CanvasEvent,
  JsonObject,
  MicroAppModule,
  MicroAppRules,
  PreviewModule,
  Role,
  SettingsModule,
  Size,
} from '@gesso/sdk';
import { act } from '@testing-library/react';
import { MicroAppHost, MicroAppSettings } from '../src/loader/MicroAppHost.tsx';
import { host } from '../src/modules.ts';
import { forget, learn } from '../src/widget/appRules.ts';
import { installApps, show, testCanvas } from './page.tsx';

export interface Played {
  id: string;
  Widget: MicroAppModule;
  Settings: SettingsModule;
  Preview: PreviewModule;
  rules?: MicroAppRules;
}
export interface Scene {
  state: JsonObject;
  size: Size;
  config?: JsonObject;
  locale?: 'en' | 'de';
  /** Every edit is refused. */
  refuse?: boolean;
}
export interface Opened {
  container: HTMLElement;
  resize(size: Size): void;
  unmount(): void;
  /** Something happened on the canvas. */
  emit(event: CanvasEvent): void;
  role(role: Role): void;
  /** Edits that have left the app, oldest first. */
  sent(): { do: string; data: JsonObject; cause?: string | undefined }[];
  /** Listeners on the bus, and running instances. */
  left(): { listeners: number; instances: number };
}
export interface Stage {
  open(app: Played, scene: Scene): Opened;
  settings(app: Played, scene: Scene): Opened;
  /** After each test. */
  clear(app: Played): void;
}

const W = 'w1';

function played(app: Played, scene: Scene, inSettings: boolean): Opened {
  const { id, Widget, Settings, Preview, rules } = app;
  if (rules) learn(id, rules);
  installApps({ [id]: { Widget, Settings, Preview } });
  const page = testCanvas(
    [{ id: W, appId: id, state: scene.state, config: scene.config ?? {} }],
    scene.refuse ? { refuse: true } : {},
  );
  const { preferences } = host.store.getState();
  host.store.setState({ preferences: { ...preferences, language: scene.locale ?? 'en' } });
  const view = (size: Size) =>
    inSettings ? <MicroAppSettings widgetId={W} size={size} /> : <MicroAppHost widgetId={W} size={size} />;
  const { container, rerender, unmount } = show(page, view(scene.size));
  return {
    container,
    unmount,
    resize: (size) => rerender(view(size)),
    emit: (event) => act(() => page.canvas.bus.emit(event)),
    role: (role) => act(() => page.role(role)),
    sent: () => page.sent.map(({ do: name, data, cause }) => ({ do: name, data, cause })),
    left: () => ({
      listeners: page.canvas.bus.counters().listeners,
      instances: host.instances.of(`${id}@1.0.0`) + host.instances.of(id),
    }),
  };
}

export const realStage: Stage = {
  open: (app, scene) => played(app, scene, false),
  settings: (app, scene) => played(app, scene, true),
  clear: ({ id }) => forget(id),
};
