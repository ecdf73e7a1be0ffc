/** One app alone on a fake host. A changed file is shown at once, and what the two people have done stays. */
import '@fontsource-variable/inter/wght.css';
import '../../host/src/theme/tokens.css';
import '../../host/src/theme/base.css';
import * as developed from 'virtual:app';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { FakePage } from '../fake/FakePage.tsx';
import { FakeHost } from '../fake/host.ts';

const { manifest } = developed;
const host = new FakeHost({
  app: { id: manifest.id, version: manifest.version, rules: developed.rules },
  looks: { size: manifest.sizes.default },
});
document.title = `${manifest.title}, alone`;
const root = createRoot(document.getElementById('root') as HTMLElement);

function show({ Widget, Settings, Preview, manifest: { title, sizes } }: typeof developed): void {
  root.render(
    <StrictMode>
      <FakePage host={host} modules={{ Widget, Settings, Preview }} title={title} sizes={sizes} />
    </StrictMode>,
  );
}
show(developed);

if (import.meta.hot)
  import.meta.hot.accept('virtual:app', (next) => {
    if (!next) return;
    const changed = next as unknown as typeof developed;
    host.learn(changed.rules);
    show(changed);
  });
