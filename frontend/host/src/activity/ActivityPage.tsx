import { useEffect, useMemo } from 'react';
import { canvasPath, go, Link, useQuery } from '../app/router.tsx';
import { AccountMenu } from '../home/AccountMenu.tsx';
import { Bell } from '../home/Bell.tsx';
import home from '../home/HomePage.module.css';
import { Avatar } from '../kit/Avatar.tsx';
import { Button } from '../kit/Button.tsx';
import { LayoutsDrawing, UnpluggedDrawing } from '../kit/Drawings.tsx';
import { Pick } from '../kit/Field.tsx';
import { Mark } from '../kit/Mark.tsx';
import { Notice } from '../kit/Notice.tsx';
import { hueOf } from '../kit/people.ts';
import { Bone, Later } from '../kit/Skeleton.tsx';
import { useCanvases } from '../people/index.ts';
import { useApps } from '../registry/index.ts';
import { useUser } from '../security/index.ts';
import { problemText, referenceOf } from '../words/problems.ts';
import { exact } from '../words/time.tsx';
import { useLanguage, words } from '../words/words.ts';
import styles from './Activity.module.css';
import {
  type ActivityFilter,
  type ActivityItem,
  type Burst,
  type Day,
  daysOf,
  useActivity,
} from './index.ts';
import { sentenceOf } from './sentences.ts';

const useWords = words({
  title: ['Activity', 'Geschehen'],
  text: [
    'What happened on your canvases, newest first.',
    'Was auf deinen Leinwänden geschah, das Neueste zuerst.',
  ],
  home: ['My canvases', 'Meine Leinwände'],
  canvas: ['Canvas', 'Leinwand'],
  person: ['Person', 'Person'],
  app: ['App', 'App'],
  allCanvases: ['All canvases', 'Alle Leinwände'],
  everybody: ['Everybody', 'Alle'],
  allApps: ['All apps', 'Alle Apps'],
  you: ['You', 'Du'],
  somebody: ['Somebody', 'Jemand'],
  today: ['Today', 'Heute'],
  yesterday: ['Yesterday', 'Gestern'],
  empty: ['Nothing has happened yet', 'Noch ist nichts geschehen'],
  emptyText: [
    'What you and others do on your canvases is told here as it happens.',
    'Was du und andere auf euren Leinwänden tut, steht hier, sobald es geschieht.',
  ],
  none: ['Nothing matches', 'Nichts passt'],
  noneText: ['Try another person, app or canvas.', 'Versuche eine andere Person, App oder Leinwand.'],
  all: ['Show everything', 'Alles zeigen'],
  failed: ['Activity could not be read', 'Das Geschehen konnte nicht gelesen werden'],
  safe: ['Nothing of it is lost.', 'Nichts davon ist verloren.'],
  again: ['Try again', 'Erneut versuchen'],
  more: ['Show earlier', 'Früheres zeigen'],
  reference: ['Reference', 'Referenz'],
  loading: ['Loading', 'Lädt'],
});

const NAMES = ['canvas', 'by', 'app'] as const;

function filterOf(query: string): ActivityFilter {
  const given = new URLSearchParams(query);
  return { canvas: given.get('canvas') ?? '', by: given.get('by') ?? '', app: given.get('app') ?? '' };
}

function show(filter: ActivityFilter): void {
  const query = new URLSearchParams(NAMES.flatMap((name) => (filter[name] ? [[name, filter[name]]] : [])));
  go(`/activity${query.size > 0 ? `?${query}` : ''}`, { replace: true });
}

/** What happened, in words, on one canvas or on all of this person's; each line leads to where it was. */
export default function ActivityPage() {
  const w = useWords();
  const query = useQuery();
  const filter = useMemo(() => filterOf(query), [query]);
  const list = useActivity(filter);
  useEffect(() => {
    document.title = `${w.title} · Gesso`;
  }, [w.title]);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = NAMES.some((name) => filter[name] !== '');
  return (
    <div className={home.home}>
      <header className={home.bar}>
        <Link to="/" className={styles.back} aria-label={`Gesso: ${w.home}`}>
          <Mark size={32} />
          <span className={home.name}>Gesso</span>
        </Link>
        <span className={home.space} />
        <Bell />
        <AccountMenu />
      </header>
      <main className={`${home.main} ${styles.main}`}>
        <div className={home.head}>
          <div>
            <h1>{w.title}</h1>
            <p>{w.text}</p>
          </div>
        </div>
        <Filters filter={filter} items={items} />
        {list.isPending ? (
          <Later>
            <div className={styles.waiting} role="status" aria-label={w.loading}>
              <Bone w="30%" />
              <Bone w="70%" />
              <Bone w="58%" />
              <Bone w="64%" />
            </div>
          </Later>
        ) : list.isError && items.length === 0 ? (
          <Notice
            tone="bad"
            drawing={<UnpluggedDrawing />}
            title={w.failed}
            reference={referenceOf(list.error)}
            referenceLabel={w.reference}
            actions={
              <Button kind="primary" busy={list.isFetching} onClick={() => list.refetch()}>
                {w.again}
              </Button>
            }
          >
            {problemText(list.error)} {w.safe}
          </Notice>
        ) : items.length === 0 ? (
          <Notice
            drawing={<LayoutsDrawing />}
            title={filtered ? w.none : w.empty}
            testId="activity-empty"
            actions={
              filtered && <Button onClick={() => show({ canvas: '', by: '', app: '' })}>{w.all}</Button>
            }
          >
            {filtered ? w.noneText : w.emptyText}
          </Notice>
        ) : (
          <div data-testid="activity" data-count={items.length}>
            {daysOf(items).map((day) => (
              <DayOf key={day.date} day={day} single={filter.canvas !== ''} />
            ))}
            {list.hasNextPage && (
              <div className={home.more}>
                <Button
                  busy={list.isFetchingNextPage}
                  data-testid="earlier"
                  onClick={() => list.fetchNextPage()}
                >
                  {w.more}
                </Button>
              </div>
            )}
          </div>
        )}
      </main>
    </div>
  );
}

function Filters({
  filter,
  items,
}: {
  readonly filter: ActivityFilter;
  readonly items: readonly ActivityItem[];
}) {
  const w = useWords();
  const canvases = useCanvases().data?.pages.flatMap((page) => page.items) ?? [];
  const apps = useApps({ query: '' }).data ?? [];
  const people = new Map(items.map((item) => [item.by, item.name ?? w.somebody]));
  if (filter.by && !people.has(filter.by)) people.set(filter.by, w.somebody);
  return (
    <div className={styles.filters}>
      <Pick
        bare
        label={w.canvas}
        value={filter.canvas}
        testId="activity-canvas"
        options={[
          { value: '', label: w.allCanvases },
          ...canvases.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        onChange={(canvas) => show({ ...filter, canvas })}
      />
      <Pick
        bare
        label={w.person}
        value={filter.by}
        testId="activity-by"
        options={[
          { value: '', label: w.everybody },
          ...[...people].map(([value, label]) => ({ value, label })),
        ]}
        onChange={(by) => show({ ...filter, by })}
      />
      <Pick
        bare
        label={w.app}
        value={filter.app}
        testId="activity-app"
        options={[
          { value: '', label: w.allApps },
          ...apps.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        onChange={(app) => show({ ...filter, app })}
      />
    </div>
  );
}

const DAY_MS = 86_400_000;

function DayOf({ day, single }: { readonly day: Day; readonly single: boolean }) {
  const w = useWords();
  const language = useLanguage();
  const noon = new Date(`${day.date}T12:00:00`);
  const passed = Math.round((new Date().setHours(12, 0, 0, 0) - noon.getTime()) / DAY_MS);
  const named =
    passed === 0
      ? w.today
      : passed === 1
        ? w.yesterday
        : new Intl.DateTimeFormat(language, { dateStyle: 'full' }).format(noon);
  return (
    <section className={styles.day} data-testid="activity-day" data-date={day.date}>
      <h2>{named}</h2>
      <ol>
        {day.bursts.map((burst) => (
          <BurstOf key={burst.key} burst={burst} single={single} />
        ))}
      </ol>
    </section>
  );
}

function BurstOf({ burst, single }: { readonly burst: Burst; readonly single: boolean }) {
  const w = useWords();
  const language = useLanguage();
  const user = useUser();
  const name = burst.by === user?.id ? w.you : (burst.name ?? w.somebody);
  return (
    <li className={styles.burst} data-testid="activity-burst" data-by={burst.by}>
      <Avatar name={burst.name ?? '?'} hue={hueOf(burst.by, burst.canvas)} size={32} />
      <div className={styles.what}>
        <p className={styles.who}>
          <strong>{name}</strong>
          {!single && (
            <Link to={canvasPath(burst.canvas)} className={styles.where}>
              {burst.title}
            </Link>
          )}
        </p>
        <ol>
          {burst.lines.map(({ item, times }) => (
            <li
              key={`${item.of} ${item.rev}`}
              className={styles.line}
              data-testid="activity-line"
              data-type={item.type}
            >
              <Link to={canvasPath(item.canvas, widgetOf(item))}>{sentenceOf(item, times)}</Link>
              <time dateTime={item.time} title={exact(Date.parse(item.time), language)}>
                {new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(Date.parse(item.time))}
              </time>
            </li>
          ))}
        </ol>
      </div>
    </li>
  );
}

/** The widget that it happened in, or that it was done to. */
function widgetOf({ of, data }: ActivityItem): string | undefined {
  if (of !== 'canvas') return of;
  return typeof data.widget === 'string' ? data.widget : undefined;
}
