import { useEffect, useState } from 'react';
import { useDiagnostics } from '../diagnostics/index.ts';
import { useLoadedApps } from '../loader/index.ts';
import { stateHash, useCanvasMeta, useCanvasState } from '../state/index.ts';
import { When } from '../words/time.tsx';
import { words } from '../words/words.ts';
import own from './Diagnostics.module.css';
import styles from './Panel.module.css';

const useWords = words({
  modules: ['Modules of this page', 'Module dieser Seite'],
  off: ['not available', 'nicht verfügbar'],
  apps: ['Loaded apps', 'Geladene Apps'],
  noApps: ['No app was loaded on this page yet.', 'Auf dieser Seite wurde noch keine App geladen.'],
  app: ['App', 'App'],
  version: ['Version', 'Version'],
  took: ['Loaded in', 'Geladen in'],
  since: ['When', 'Wann'],
  uses: ['Widgets', 'Widgets'],
  layout: ['Layout and grid', 'Anordnung und Raster'],
  layoutText: [
    'Equal on every screen that shows the same canvas at the same revision.',
    'Gleich auf jedem Bildschirm, der dieselbe Leinwand mit derselben Revision zeigt.',
  ],
  revision: ['Revision', 'Revision'],
  hash: ['Hash', 'Hash'],
});

/** [A1] the seven modules with live counters, [S2] the loaded apps, [S1] the layout's hash. */
export function Diagnostics({ page = false }: { readonly page?: boolean }) {
  const w = useWords();
  const modules = useDiagnostics();
  const apps = [...useLoadedApps().values()];
  const meta = useCanvasMeta();
  const Heading = page ? 'h2' : 'h3';
  return (
    <div className={styles.stack} data-testid="diagnostics">
      <section className={styles.section}>
        <Heading>{w.modules}</Heading>
        <ul className={own.modules}>
          {modules.map((module) => (
            <li
              key={module.name}
              data-testid="module"
              data-module={module.name}
              data-available={module.available}
            >
              <strong>
                {module.name}
                {!module.available && <small>{w.off}</small>}
              </strong>
              {module.note && <p className={styles.hint}>{module.note}</p>}
              <dl>
                {module.counters.map((counter) => (
                  <div key={counter.label}>
                    <dt>{plain(counter.label)}</dt>
                    <dd className="figures">{counter.value}</dd>
                  </div>
                ))}
              </dl>
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.section}>
        <Heading>{w.apps}</Heading>
        {apps.length === 0 ? (
          <p className={styles.hint}>{w.noApps}</p>
        ) : (
          <table className={own.table} data-testid="loaded-apps">
            <thead>
              <tr>
                <th>{w.app}</th>
                <th>{w.version}</th>
                <th>{w.took}</th>
                <th>{w.uses}</th>
                <th>{w.since}</th>
              </tr>
            </thead>
            <tbody>
              {apps.map((app) => (
                <tr key={`${app.id} ${app.version}`}>
                  <td>{app.id}</td>
                  <td>{app.version}</td>
                  <td>{Math.round(app.loadMillis)} ms</td>
                  <td>{app.instances}</td>
                  <td>
                    <When at={app.loadedAt} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {meta && <LayoutHash />}
    </div>
  );
}

/** `refusedHere` as a person reads it. */
const plain = (label: string): string => label.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function LayoutHash() {
  const w = useWords();
  const revision = useCanvasState((state) => state.canvas?.revision);
  const layout = useCanvasState((state) => state.layout);
  const [hash, setHash] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hash is of the state that these two tell changed
  useEffect(() => {
    let newest = true;
    stateHash().then((value) => newest && setHash(value));
    return () => {
      newest = false;
    };
  }, [layout, revision]);
  return (
    <section className={styles.section}>
      <h3>{w.layout}</h3>
      <p className={styles.hint}>{w.layoutText}</p>
      <dl className={styles.facts}>
        <dt>{w.revision}</dt>
        <dd className="figures">{revision}</dd>
        <dt>{w.hash}</dt>
        <dd>
          <code data-testid="layout-hash">{hash}</code>
        </dd>
      </dl>
    </section>
  );
}
