import { ChevronRight, Plus, Search, Sparkles, X } from 'lucide-react';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { add } from '../board/edits.ts';
import { openPanel } from '../board/shell.ts';
import { useCanvasHandle } from '../canvas/index.ts';
import { AppMark } from '../kit/AppMark.tsx';
import { Button, IconButton } from '../kit/Button.tsx';
import { SearchDrawing, UnpluggedDrawing } from '../kit/Drawings.tsx';
import { Notice } from '../kit/Notice.tsx';
import { Bone, Later } from '../kit/Skeleton.tsx';
import { Stars } from '../kit/Stars.tsx';
import { toast } from '../kit/toasts.ts';
import { MicroAppPreview } from '../loader/index.ts';
import {
  type Sort,
  useApps,
  useCategories,
  useGeneratedApps,
  useRecommendations,
} from '../registry/index.ts';
import type { MicroApp } from '../registry/types.ts';
import { setPreferences, usePreferences } from '../state/index.ts';
import { problemText, referenceOf } from '../words/problems.ts';
import { AppDetails } from './AppDetails.tsx';
import own from './CataloguePanel.module.css';
import { catalogueWords } from './catalogueWords.ts';
import styles from './Panel.module.css';

/** What the person looks for; kept while one app is looked at. */
interface Look {
  readonly query: string;
  readonly category: string;
  readonly sort: Sort;
}
const EVERYTHING: Look = { query: '', category: '', sort: 'popular' };

/** The apps that can be put on the canvas; one of them in detail. */
export default function CataloguePanel() {
  const [chosen, setChosen] = useState<string>();
  const [look, setLook] = useState(EVERYTHING);
  return chosen ? (
    <AppDetails appId={chosen} onBack={() => setChosen(undefined)} />
  ) : (
    <List look={look} onLook={setLook} onChoose={setChosen} />
  );
}

interface ListProps {
  readonly look: Look;
  onLook(look: Look): void;
  onChoose(appId: string): void;
}

function List({ look, onLook, onChoose }: ListProps) {
  const w = catalogueWords();
  const { query, category, sort } = look;
  const searched = useDeferredValue(query).trim();
  const apps = useApps({ query: searched, category, sort: searched ? undefined : sort });
  const plain = searched === '' && category === '';
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
          onChange={(event) => onLook({ ...look, query: event.currentTarget.value })}
        />
      </div>
      <Categories chosen={category} onChoose={(next) => onLook({ ...look, category: next })} />
      <Describe query={query.trim()} />
      {plain && <Recommended onChoose={onChoose} />}
      {plain && <Generated onChoose={onChoose} />}
      {searched === '' && <Order sort={sort} onSort={(next) => onLook({ ...look, sort: next })} />}
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
          title={query.trim() ? w.none(query.trim()) : w.noneHere}
          actions={<Button onClick={() => onLook({ ...EVERYTHING, sort })}>{w.all}</Button>}
        >
          {w.noneText}
        </Notice>
      ) : (
        <ul className={own.apps} data-testid="catalogue">
          {apps.data?.map((app) => (
            <Card key={app.id} app={app} onChoose={onChoose} />
          ))}
        </ul>
      )}
    </>
  );
}

interface CardProps {
  readonly app: MicroApp;
  onChoose(appId: string): void;
}

function Card({ app, onChoose }: CardProps) {
  const w = catalogueWords();
  const canvas = useCanvasHandle();
  const { rating, installs } = app;
  return (
    <li className={own.app} data-app={app.id} data-testid={`catalogue-${app.id}`}>
      <div className={own.open}>
        <div className={own.picture} inert>
          <MicroAppPreview appId={app.id} />
        </div>
        <button
          type="button"
          aria-label={w.about(app.title)}
          data-testid={`about-${app.id}`}
          onClick={() => onChoose(app.id)}
        />
      </div>
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
      {(rating?.average !== undefined || (installs?.canvases ?? 0) > 0) && (
        <p className={own.told}>
          {rating?.average !== undefined && (
            <>
              <Stars value={rating.average} label={w.stars(rating.average, rating.count)} />
              <span className="figures" aria-hidden="true">
                {rating.average.toFixed(1)} ({rating.count})
              </span>
            </>
          )}
          {installs !== undefined && installs.canvases > 0 && (
            <span className="figures">{w.canvases(installs.canvases)}</span>
          )}
        </p>
      )}
    </li>
  );
}

interface CategoriesProps {
  readonly chosen: string;
  onChoose(category: string): void;
}

/** Nothing where there is nothing to choose between. */
function Categories({ chosen, onChoose }: CategoriesProps) {
  const w = catalogueWords();
  const { data = [] } = useCategories();
  if (data.length < 2) return null;
  const chip = (category: string, label: ReactNode) => (
    <button
      key={category}
      type="button"
      className={own.chip}
      aria-pressed={chosen === category}
      data-testid={`category-${category || 'all'}`}
      onClick={() => onChoose(category)}
    >
      {label}
    </button>
  );
  return (
    <fieldset className={own.chips} aria-label={w.categories}>
      {chip('', w.everything)}
      {data.map(({ category, apps }) =>
        chip(
          category,
          <>
            {category} <span className="figures">{apps}</span>
          </>,
        ),
      )}
    </fieldset>
  );
}

interface OrderProps {
  readonly sort: Sort;
  onSort(sort: Sort): void;
}

function Order({ sort, onSort }: OrderProps) {
  const w = catalogueWords();
  return (
    <label className={own.order}>
      <span>{w.sort}</span>
      <select
        value={sort}
        data-testid="catalogue-sort"
        onChange={(event) => onSort(event.currentTarget.value as Sort)}
      >
        <option value="popular">{w.popular}</option>
        <option value="rating">{w.rating}</option>
        <option value="newest">{w.newest}</option>
        <option value="title">{w.title}</option>
      </select>
    </label>
  );
}

/** The way to an app that is not there yet, with what was looked for. */
function Describe({ query }: { readonly query: string }) {
  const w = catalogueWords();
  return (
    <button
      type="button"
      className={own.describe}
      data-testid="catalogue-describe"
      onClick={() => openPanel({ kind: 'make', prompt: query })}
    >
      <Sparkles />
      <span className={styles.grow}>
        <strong>{w.describe}</strong>
        <span>{query ? w.describeThis(query) : w.describeText}</span>
      </span>
      <ChevronRight />
    </button>
  );
}

/** Shown at once, of those that were made from prompts. */
const GENERATED_SHOWN = 6;

/** What was made from prompts and this person may use; nothing where there is none. */
function Generated({ onChoose }: { onChoose(appId: string): void }) {
  const w = catalogueWords();
  const canvas = useCanvasHandle();
  const { data = [] } = useGeneratedApps();
  if (data.length === 0) return null;
  return (
    <section className={own.recommended} data-ai="" aria-label={w.madeByAi} data-testid="generated">
      <h3>{w.madeByAi}</h3>
      <ul>
        {data.slice(0, GENERATED_SHOWN).map((app) => (
          <li key={app.id} className={own.caption}>
            <button
              type="button"
              className={own.named}
              aria-label={w.about(app.title)}
              onClick={() => onChoose(app.id)}
            >
              <AppMark app={app} id={app.id} size={28} />
              <span className={styles.grow}>
                <strong>{app.title}</strong>
                <span>{app.summary}</span>
              </span>
            </button>
            <IconButton
              label={w.addNamed(app.title)}
              size="small"
              onClick={() => add(canvas, app.id, app.title)}
            >
              <Plus />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Apps that live with those of this canvas, each with the reason; nothing where there are none. */
function Recommended({ onChoose }: { onChoose(appId: string): void }) {
  const w = catalogueWords();
  const canvas = useCanvasHandle();
  const { recommendations } = usePreferences();
  const { data = [] } = useRecommendations(canvas.id, recommendations === 'on');
  if (recommendations === 'off' || data.length === 0) return null;
  const never = () => {
    setPreferences({ recommendations: 'off' });
    toast({ text: w.noMoreDone });
  };
  return (
    <section className={own.recommended} aria-label={w.recommended} data-testid="recommended">
      <div className={styles.line}>
        <h3 className={styles.grow}>{w.recommended}</h3>
        <IconButton label={w.noMore} size="small" onClick={never}>
          <X />
        </IconButton>
      </div>
      <ul>
        {data.map(({ app, because }) => (
          <li key={app.id} className={own.caption}>
            <button
              type="button"
              className={own.named}
              aria-label={w.about(app.title)}
              onClick={() => onChoose(app.id)}
            >
              <AppMark app={app} id={app.id} size={28} />
              <span className={styles.grow}>
                <strong>{app.title}</strong>
                <span>{w.because(because.title, because.canvases)}</span>
              </span>
            </button>
            <IconButton
              label={w.addNamed(app.title)}
              size="small"
              onClick={() => add(canvas, app.id, app.title)}
            >
              <Plus />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
