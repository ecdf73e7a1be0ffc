import { ChartColumn, History, Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { canvasPath, go, Link } from '../app/router.tsx';
import { keptCanvases } from '../canvas/kept.ts';
import { Button } from '../kit/Button.tsx';
import { BoardsDrawing, UnpluggedDrawing } from '../kit/Drawings.tsx';
import { Mark } from '../kit/Mark.tsx';
import { Notice } from '../kit/Notice.tsx';
import { Bone, Later } from '../kit/Skeleton.tsx';
import { toast } from '../kit/toasts.ts';
import { type CanvasListItem, useCanvases, useCreateCanvas } from '../people/index.ts';
import { useUser } from '../security/index.ts';
import { TemplateStrip } from '../templates/TemplateStrip.tsx';
import { problemText, referenceOf } from '../words/problems.ts';
import { words } from '../words/words.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { Bell } from './Bell.tsx';
import { CanvasCard } from './CanvasCard.tsx';
import styles from './HomePage.module.css';
import { RecentlyDeleted } from './RecentlyDeleted.tsx';

const useWords = words({
  title: ['My canvases', 'Meine Leinwände'],
  create: ['New canvas', 'Neue Leinwand'],
  activity: ['Activity', 'Geschehen'],
  questions: ['Questions', 'Fragen'],
  untitled: ['Untitled canvas', 'Leinwand ohne Titel'],
  empty: ['Your first canvas is one press away', 'Deine erste Leinwand ist einen Klick entfernt'],
  emptyText: [
    'A canvas is a board for small apps. Make one, put a to-do list on it, and send the link to somebody.',
    'Eine Leinwand ist ein Brett für kleine Apps. Lege eine an, setze eine Aufgabenliste darauf und schicke jemandem den Link.',
  ],
  failed: ['Your canvases could not be listed', 'Deine Leinwände konnten nicht gelistet werden'],
  safe: ['They are safe on the server.', 'Auf dem Server sind sie sicher.'],
  kept: [
    'The server cannot be reached. These are kept on this device: open one, and what you change is sent later.',
    'Der Server ist nicht zu erreichen. Diese liegen auf diesem Gerät: öffne eine, Änderungen werden später gesendet.',
  ],
  again: ['Try again', 'Erneut versuchen'],
  more: ['Show more', 'Mehr zeigen'],
  reference: ['Reference', 'Referenz'],
  greeting: [(name: string) => `Signed in as ${name}`, (name: string) => `Angemeldet als ${name}`],
});

const NONE: readonly CanvasListItem[] = [];

/** What this device keeps, while the server cannot be asked. */
function useKept(user: string | undefined, wanted: boolean): readonly CanvasListItem[] {
  const [kept, setKept] = useState(NONE);
  useEffect(() => {
    if (!user || !wanted) return setKept(NONE);
    let current = true;
    void keptCanvases(user).then((all) => {
      if (!current) return;
      setKept(
        all.map(({ canvas, title, role, savedAt, model }) => ({
          id: canvas,
          title,
          role,
          updatedAt: new Date(savedAt).toISOString(),
          widgets: model.canvas.value.widgets.size,
        })),
      );
    });
    return () => {
      current = false;
    };
  }, [user, wanted]);
  return kept;
}

/** The canvases that a person can open, newest change first. */
export default function HomePage() {
  const w = useWords();
  const user = useUser();
  const list = useCanvases();
  const create = useCreateCanvas();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  useEffect(() => {
    document.title = `${w.title} · Gesso`;
  }, [w.title]);
  const away = list.isError && items.length === 0;
  const kept = useKept(user?.id, away);
  const heading = useRef<HTMLHeadingElement>(null);
  const make = () =>
    create.mutate(
      { title: w.untitled },
      {
        onSuccess: ({ id }) => go(canvasPath(id)),
        onError: (error) => toast({ text: problemText(error), tone: 'bad' }),
      },
    );
  const button = (
    <Button kind="primary" icon={<Plus />} busy={create.isPending} data-testid="create-canvas" onClick={make}>
      {w.create}
    </Button>
  );
  return (
    <div className={styles.home}>
      <header className={styles.bar}>
        <Mark size={32} />
        <span className={styles.name}>Gesso</span>
        <span className={styles.space} />
        <Bell />
        <AccountMenu />
      </header>
      <main className={styles.main}>
        <div className={styles.head}>
          <div>
            <h1 ref={heading} tabIndex={-1}>
              {w.title}
            </h1>
            {user && <p>{w.greeting(user.name)}</p>}
          </div>
          <div className={styles.tools}>
            <Link to="/activity" className={styles.tool} data-testid="open-activity">
              <History aria-hidden="true" />
              {w.activity}
            </Link>
            <Link to="/analysis" className={styles.tool} data-testid="open-analysis">
              <ChartColumn aria-hidden="true" />
              {w.questions}
            </Link>
            {items.length > 0 && button}
          </div>
        </div>
        {list.isPending ? (
          <Later>
            <ListSkeleton />
          </Later>
        ) : away && kept.length > 0 ? (
          <>
            <p className={styles.kept} role="status">
              {w.kept}{' '}
              <Button busy={list.isFetching} onClick={() => list.refetch()}>
                {w.again}
              </Button>
            </p>
            <ul className={styles.grid} data-testid="kept-list">
              {kept.map((item) => (
                <CanvasCard key={item.id} item={item} onGone={() => heading.current?.focus()} />
              ))}
            </ul>
          </>
        ) : away ? (
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
          <Notice drawing={<BoardsDrawing />} title={w.empty} actions={button} testId="home-empty">
            {w.emptyText}
          </Notice>
        ) : (
          <>
            <ul className={styles.grid} data-testid="canvas-list">
              {items.map((item) => (
                <CanvasCard key={item.id} item={item} onGone={() => heading.current?.focus()} />
              ))}
            </ul>
            {list.hasNextPage && (
              <div className={styles.more}>
                <Button busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
                  {w.more}
                </Button>
              </div>
            )}
          </>
        )}
        {!away && <TemplateStrip />}
        <RecentlyDeleted />
      </main>
    </div>
  );
}

function ListSkeleton() {
  return (
    <ul className={styles.grid} aria-hidden="true">
      {['a', 'b', 'c'].map((key) => (
        <li key={key} className={styles.ghost}>
          <Bone h={88} />
          <Bone w="60%" />
          <Bone w="40%" h={10} />
        </li>
      ))}
    </ul>
  );
}
