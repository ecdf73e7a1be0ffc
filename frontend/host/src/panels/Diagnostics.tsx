import { Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { arrivalOf } from '../diagnostics/arrival.ts';
import { type LayoutHash, pageHash, serverHash } from '../diagnostics/hash.ts';
import { type ModuleReport, useDiagnostics } from '../diagnostics/index.ts';
import { textReport } from '../diagnostics/report.ts';
import { Button } from '../kit/Button.tsx';
import { toast } from '../kit/toasts.ts';
import { useLoadedApps } from '../loader/index.ts';
import { canvasState, useCanvasMeta, useCanvasState } from '../state/index.ts';
import type { LoadedApp } from '../state/types.ts';
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
  from: ['From', 'Von'],
  network: ['network', 'Netz'],
  cache: ['cache', 'Speicher'],
  elsewhere: ['unknown', 'unbekannt'],
  layout: ['Layout and grid', 'Anordnung und Raster'],
  layoutText: [
    'Equal on every screen that shows the same canvas at the same revision.',
    'Gleich auf jedem Bildschirm, der dieselbe Leinwand mit derselben Revision zeigt.',
  ],
  revision: ['Revision', 'Revision'],
  hash: ['Hash', 'Hash'],
  here: ['This page', 'Diese Seite'],
  server: ['Server', 'Server'],
  same: ['This page shows what the server has.', 'Diese Seite zeigt, was der Server hat.'],
  different: [
    'This page shows something else than the server has. Reload it, and copy the report for whoever helps you.',
    'Diese Seite zeigt etwas anderes, als der Server hat. Lade sie neu und kopiere den Bericht für Hilfe.',
  ],
  behind: [
    'The two are at different revisions just now: something is under way.',
    'Beide stehen gerade bei verschiedenen Revisionen: Etwas ist unterwegs.',
  ],
  unknown: ['The server has not answered yet.', 'Der Server hat noch nicht geantwortet.'],
  compare: ['Compare again', 'Erneut vergleichen'],
  copy: ['Copy report', 'Bericht kopieren'],
  copyText: [
    'As text, for whoever helps you: counters, versions and hashes. No names, no content, no passwords.',
    'Als Text, für Hilfe: Zähler, Versionen und Hashes. Keine Namen, keine Inhalte, keine Kennwörter.',
  ],
  copied: ['The report is copied', 'Der Bericht ist kopiert'],
  notCopied: ['The browser did not allow to copy', 'Der Browser hat das Kopieren nicht erlaubt'],
});

/** [A1] the seven modules with live counters, [S2] the loaded apps, [S1] the layout's hash. */
export function Diagnostics({ page = false }: { readonly page?: boolean }) {
  const w = useWords();
  const modules = useDiagnostics();
  const apps = withArrivals(useLoadedApps());
  const meta = useCanvasMeta();
  const Heading = page ? 'h2' : 'h3';
  const [hashes, again] = useHashes(meta?.id);
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
                <th>{w.from}</th>
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
                  <td data-testid="arrival" data-from={app.from}>
                    {app.from === 'unknown' ? w.elsewhere : w[app.from]}
                  </td>
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
      {meta && <LayoutHashes hashes={hashes} again={again} />}
      <div>
        <Button icon={<Copy />} data-testid="copy-report" onClick={() => void copyReport(modules, hashes)}>
          {w.copy}
        </Button>
        <p className={styles.hint}>{w.copyText}</p>
      </div>
    </div>
  );
}

/** `refusedHere` as a person reads it. */
const plain = (label: string): string => label.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

type Compared = 'same' | 'different' | 'behind' | 'unknown';

/** [S1] The layout here and at the server: equal at one revision, or something is wrong. */
function LayoutHashes({ hashes, again }: { readonly hashes: Hashes; again(): void }) {
  const w = useWords();
  const { page, server } = hashes;
  const compared = compare(hashes);
  return (
    <section className={styles.section}>
      <h3>{w.layout}</h3>
      <p className={styles.hint}>{w.layoutText}</p>
      <table className={own.table}>
        <thead>
          <tr>
            <td />
            <th>{w.revision}</th>
            <th>{w.hash}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{w.here}</th>
            <td className="figures">{page?.revision}</td>
            <td>
              <code data-testid="layout-hash" title={page?.hash}>
                {page?.hash.slice(0, SHOWN)}
              </code>
            </td>
          </tr>
          <tr>
            <th scope="row">{w.server}</th>
            <td className="figures">{server?.revision}</td>
            <td>
              <code data-testid="server-hash" title={server?.hash}>
                {server?.hash.slice(0, SHOWN)}
              </code>
            </td>
          </tr>
        </tbody>
      </table>
      <p
        className={compared === 'different' ? styles.bad : styles.hint}
        role="status"
        data-testid="hash-compared"
        data-compared={compared}
      >
        {w[compared]}
      </p>
      <div>
        <Button size="small" onClick={again}>
          {w.compare}
        </Button>
      </div>
    </section>
  );
}

interface Hashes {
  readonly page: LayoutHash | undefined;
  readonly server: LayoutHash | undefined;
}
const NONE: Hashes = { page: undefined, server: undefined };
/** Digits of a hash that are shown; a pointer and the report have all. */
const SHOWN = 16;
/** After the last change, before the server is asked again. */
const CALM_MILLIS = 600;

function compare({ page, server }: Hashes): Compared {
  if (!page || !server) return 'unknown';
  if (page.revision !== server.revision) return 'behind';
  return page.hash === server.hash ? 'same' : 'different';
}

/** Looks again after each change of the canvas, once it is calm. */
function useHashes(canvas: string | undefined): [Hashes, () => void] {
  const revision = useCanvasState((state) => state.canvas?.revision);
  const [hashes, setHashes] = useState(NONE);
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hash is of the state that these two tell changed
  useEffect(() => {
    let newest = true;
    const show = (part: Partial<Hashes>) => newest && setHashes((before) => ({ ...before, ...part }));
    void pageHash().then((page) => show({ page }));
    const timer = setTimeout(async () => {
      if (canvas === undefined) return;
      const server = await serverHash(canvas).catch(() => undefined);
      show({ server, page: await pageHash() });
    }, CALM_MILLIS);
    return () => {
      newest = false;
      clearTimeout(timer);
    };
  }, [canvas, revision, asked]);
  return [hashes, () => setAsked((n) => n + 1)];
}

const withArrivals = (apps: ReadonlyMap<string, LoadedApp>) =>
  [...apps.values()].map((app) => ({ ...app, from: arrivalOf(app.entry) }));

async function copyReport(modules: readonly ModuleReport[], { page, server }: Hashes): Promise<void> {
  const w = useWords.now();
  const { canvas, layout, loadedApps, status } = canvasState();
  const text = textReport({
    at: Date.now(),
    browser: navigator.userAgent,
    modules,
    apps: withArrivals(loadedApps),
    canvas: canvas ? { role: canvas.role, widgets: layout.widgets.length, status: status.kind } : undefined,
    page,
    server,
  });
  try {
    await navigator.clipboard.writeText(text);
    toast({ text: w.copied });
  } catch {
    toast({ text: w.notCopied, tone: 'bad' });
  }
}
