import { ArrowLeft, Plus, Sparkles } from 'lucide-react';
import { add } from '../board/edits.ts';
import { openPanel } from '../board/shell.ts';
import { useCanvasHandle } from '../canvas/index.ts';
import { AppMark } from '../kit/AppMark.tsx';
import { Button, IconButton } from '../kit/Button.tsx';
import { Notice } from '../kit/Notice.tsx';
import { Bone, Later } from '../kit/Skeleton.tsx';
import { StarChoice, Stars } from '../kit/Stars.tsx';
import { announce } from '../kit/toasts.ts';
import { MicroAppPreview } from '../loader/index.ts';
import { useAppDetails, useRate, useRatings } from '../registry/index.ts';
import { type AppVersion, type MicroApp, provenanceOf } from '../registry/types.ts';
import { useUser } from '../security/index.ts';
import { nameOf } from '../state/index.ts';
import { problemText } from '../words/problems.ts';
import own from './CataloguePanel.module.css';
import { catalogueWords } from './catalogueWords.ts';
import styles from './Panel.module.css';

/** One app: what it is, what it may do, what people think of it, every version of it. */
export function AppDetails({ appId, onBack }: { readonly appId: string; onBack(): void }) {
  const w = catalogueWords();
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
      <div className={own.picture} inert>
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
      <Origin app={app} />
      <Opinion appId={app.id} />
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
        <dt>{w.installs}</dt>
        <dd className="figures">{w.canvases(app.installs?.canvases ?? 0)}</dd>
        <dt>{w.may}</dt>
        <dd>
          <Permissions app={app} />
        </dd>
        <dt>{w.versions}</dt>
        <dd>
          <Versions versions={app.versions} offered={app.version} />
        </dd>
      </dl>
    </div>
  );
}

/** Whose words it was made of; nothing for an app that people have written. */
function Origin({ app }: { readonly app: MicroApp }) {
  const w = catalogueWords();
  const me = useUser()?.id;
  const made = provenanceOf(app);
  if (!made) return null;
  const { prompt, owner, job } = made;
  return (
    <section className={own.provenance} data-testid="provenance">
      <h3>
        <Sparkles />
        {w.madeByAi}
      </h3>
      <p>
        <span className={styles.hint}>{w.prompt}:</span> {prompt}
      </p>
      {owner !== undefined && (
        <p className={styles.hint}>
          {w.madeBy} {owner === me ? w.you : (nameOf(owner) ?? w.somebody)}
        </p>
      )}
      {job !== undefined && owner === me && (
        <Button size="small" data-testid="change-with-ai" onClick={() => openPanel({ kind: 'make', job })}>
          {w.changeIt}
        </Button>
      )}
    </section>
  );
}

/** What people think of it, and one's own stars among them. */
function Opinion({ appId }: { readonly appId: string }) {
  const w = catalogueWords();
  const { data: ratings } = useRatings(appId);
  const rate = useRate(appId);
  const mine = rate.isPending ? rate.variables : (ratings?.own ?? 0);
  return (
    <section className={own.opinion}>
      {ratings?.average === undefined ? (
        <p className={styles.hint}>{w.unrated}</p>
      ) : (
        <p className={own.told}>
          <Stars value={ratings.average} label={w.stars(ratings.average, ratings.count)} />
          <span className="figures" aria-hidden="true">
            {ratings.average.toFixed(1)} ({ratings.count})
          </span>
        </p>
      )}
      <StarChoice
        label={w.yourStars}
        value={mine}
        disabled={rate.isPending}
        nameOf={w.giveStars}
        onChange={(stars) => rate.mutate(stars, { onSuccess: () => announce(w.rated) })}
      />
      {rate.isError && <p className={styles.bad}>{problemText(rate.error)}</p>}
    </section>
  );
}

function Versions({ versions, offered }: { versions: readonly AppVersion[]; offered: string }) {
  const w = catalogueWords();
  return (
    <ul className={own.versions}>
      {versions.map((one) => (
        <li key={one.version} data-revoked={one.revoked ? '' : undefined}>
          <span className="figures">{one.version}</span>{' '}
          {one.revoked ? (
            <span>{w.revoked(one.revoked.reason)}</span>
          ) : (
            <span>
              {one.version === offered
                ? w.current
                : one.publishedAt && w.published(new Date(one.publishedAt).toLocaleDateString())}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Permissions({ app }: { readonly app: MicroApp }) {
  const w = catalogueWords();
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
