import { ArrowLeft, Plus, Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { add } from '../board/edits.ts';
import { useCanvasHandle } from '../canvas/index.ts';
import { AppMark } from '../kit/AppMark.tsx';
import { Button, IconButton } from '../kit/Button.tsx';
import { SearchDrawing, UnpluggedDrawing } from '../kit/Drawings.tsx';
import { Notice } from '../kit/Notice.tsx';
import { Bone, Later } from '../kit/Skeleton.tsx';
import { MicroAppPreview } from '../loader/index.ts';
import { useAppDetails, useApps } from '../registry/index.ts';
import type { MicroApp } from '../registry/types.ts';
import { problemText, referenceOf } from '../words/problems.ts';
import { words } from '../words/words.ts';
import own from './CataloguePanel.module.css';
import styles from './Panel.module.css';

const useWords = words({
  search: ['Search apps', 'Apps suchen'],
  add: ['Add to canvas', 'Auf die Leinwand'],
  addNamed: [(title: string) => `Add ${title}`, (title: string) => `${title} hinzufügen`],
  about: [(title: string) => `About ${title}`, (title: string) => `Über ${title}`],
  none: [(query: string) => `No app is called “${query}”`, (query: string) => `Keine App heißt „${query}“`],
  noneText: [
    'Try a shorter word, or look through all of them.',
    'Versuche ein kürzeres Wort oder sieh alle durch.',
  ],
  all: ['Show all apps', 'Alle Apps zeigen'],
  failed: ['The apps could not be listed', 'Die Apps konnten nicht gelistet werden'],
  again: ['Try again', 'Erneut versuchen'],
  back: ['All apps', 'Alle Apps'],
  preview: ['Preview with made-up content', 'Vorschau mit erfundenem Inhalt'],
  version: ['Version', 'Version'],
  author: ['By', 'Von'],
  size: ['Download', 'Download'],
  cells: ['On the grid', 'Auf dem Raster'],
  from: ['to', 'bis'],
  may: ['It may', 'Sie darf'],
  nothing: ['nothing beyond its own widget', 'nichts außerhalb ihres Widgets'],
  versions: ['Versions', 'Versionen'],
  reference: ['Reference', 'Referenz'],
  state: ['keep shared data in its widget', 'gemeinsame Daten in ihrem Widget halten'],
  config: ['keep settings in its widget', 'Einstellungen in ihrem Widget halten'],
  events: ['tell other widgets what happens', 'anderen Widgets melden, was geschieht'],
});

/** The apps that can be put on the canvas; one of them in detail. */
export default function CataloguePanel() {
  const [chosen, setChosen] = useState<string>();
  const [query, setQuery] = useState('');
  return chosen ? (
    <Details appId={chosen} onBack={() => setChosen(undefined)} />
  ) : (
    <List query={query} onQuery={setQuery} onChoose={setChosen} />
  );
}

interface ListProps {
  readonly query: string;
  onQuery(query: string): void;
  onChoose(appId: string): void;
}

function List({ query, onQuery, onChoose }: ListProps) {
  const w = useWords();
  const canvas = useCanvasHandle();
  const apps = useApps(useDeferredValue(query));
  return (
    <>
      <div className={styles.search}>
        <Search aria-hidden="true" />
        <input
          type="search"
          value={query}
          aria-label={w.search}
          placeholder={w.search}
          data-testid="catalogue-search"
          onChange={(event) => onQuery(event.currentTarget.value)}
        />
      </div>
      {apps.isPending ? (
        <Later>
          <div className={styles.stack}>
            <Bone h={148} />
            <Bone h={148} />
          </div>
        </Later>
      ) : apps.isError && !apps.data ? (
        <Notice
          tone="bad"
          drawing={<UnpluggedDrawing />}
          title={w.failed}
          reference={referenceOf(apps.error)}
          referenceLabel={w.reference}
          actions={
            <Button busy={apps.isFetching} onClick={() => apps.refetch()}>
              {w.again}
            </Button>
          }
        >
          {problemText(apps.error)}
        </Notice>
      ) : apps.data?.length === 0 ? (
        <Notice
          drawing={<SearchDrawing />}
          title={w.none(query.trim())}
          actions={<Button onClick={() => onQuery('')}>{w.all}</Button>}
        >
          {w.noneText}
        </Notice>
      ) : (
        <ul className={own.apps} data-testid="catalogue">
          {apps.data?.map((app) => (
            <li key={app.id} className={own.app} data-app={app.id} data-testid={`catalogue-${app.id}`}>
              <button
                type="button"
                className={own.open}
                aria-label={w.about(app.title)}
                data-testid={`about-${app.id}`}
                onClick={() => onChoose(app.id)}
              >
                <span className={own.picture}>
                  <MicroAppPreview appId={app.id} />
                </span>
              </button>
              <div className={own.caption}>
                <AppMark app={app} id={app.id} size={28} />
                <div className={styles.grow}>
                  <strong>{app.title}</strong>
                  <span title={app.summary}>{app.category}</span>
                </div>
                <Button
                  size="small"
                  icon={<Plus />}
                  aria-label={w.addNamed(app.title)}
                  data-testid={`add-${app.id}`}
                  onClick={() => add(canvas, app.id, app.title)}
                >
                  {w.add}
                </Button>
              </div>
              <p className={styles.hint}>{app.summary}</p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Details({ appId, onBack }: { readonly appId: string; onBack(): void }) {
  const w = useWords();
  const canvas = useCanvasHandle();
  const { data: app, error, refetch } = useAppDetails(appId);
  const back = (
    <div className={styles.line}>
      <IconButton label={w.back} side="right" size="small" autoFocus onClick={onBack}>
        <ArrowLeft />
      </IconButton>
      <span className={styles.hint}>{w.back}</span>
    </div>
  );
  if (!app)
    return (
      <div className={styles.stack}>
        {back}
        {error ? (
          <Notice tone="bad" title={w.failed} actions={<Button onClick={() => refetch()}>{w.again}</Button>}>
            {problemText(error)}
          </Notice>
        ) : (
          <Later>
            <Bone h={160} />
          </Later>
        )}
      </div>
    );
  const { sizes } = app;
  return (
    <div className={styles.stack} data-testid="app-details">
      {back}
      <div className={own.picture} role="img" aria-label={w.preview}>
        <MicroAppPreview appId={app.id} />
      </div>
      <div className={own.caption}>
        <AppMark app={app} id={app.id} size={32} />
        <div className={styles.grow}>
          <strong>{app.title}</strong>
          <span>{app.category}</span>
        </div>
      </div>
      <p>{app.summary}</p>
      <Button
        kind="primary"
        wide
        icon={<Plus />}
        data-testid={`add-${app.id}`}
        onClick={() => add(canvas, app.id, app.title)}
      >
        {w.add}
      </Button>
      <dl className={styles.facts}>
        <dt>{w.version}</dt>
        <dd>{app.version}</dd>
        <dt>{w.author}</dt>
        <dd>{app.author}</dd>
        <dt>{w.size}</dt>
        <dd className="figures">{kilobytes(app.bytes)}</dd>
        <dt>{w.cells}</dt>
        <dd className="figures">
          {sizes.min.w} × {sizes.min.h} {w.from} {sizes.max.w} × {sizes.max.h}
        </dd>
        <dt>{w.may}</dt>
        <dd>
          <Permissions app={app} />
        </dd>
        <dt>{w.versions}</dt>
        <dd>{app.versions.map((one) => one.version).join(', ') || app.version}</dd>
      </dl>
    </div>
  );
}

function Permissions({ app }: { readonly app: MicroApp }) {
  const w = useWords();
  if (app.permissions.length === 0) return w.nothing;
  const known: Readonly<Record<string, string>> = { state: w.state, config: w.config, events: w.events };
  return (
    <ul>
      {app.permissions.map((permission) => (
        <li key={permission}>{known[permission] ?? permission}</li>
      ))}
    </ul>
  );
}

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(bytes < 10_240 ? 1 : 0)} KB`;
