import { Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { canvasPath, go } from '../app/router.tsx';
import { Button } from '../kit/Button.tsx';
import { BoardsDrawing, UnpluggedDrawing } from '../kit/Drawings.tsx';
import { Mark } from '../kit/Mark.tsx';
import { Notice } from '../kit/Notice.tsx';
import { Bone, Later } from '../kit/Skeleton.tsx';
import { toast } from '../kit/toasts.ts';
import { useCanvases, useCreateCanvas } from '../people/index.ts';
import { useUser } from '../security/index.ts';
import { problemText, referenceOf } from '../words/problems.ts';
import { words } from '../words/words.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { CanvasCard } from './CanvasCard.tsx';
import styles from './HomePage.module.css';

const useWords = words({
  title: ['My canvases', 'Meine Leinwände'],
  create: ['New canvas', 'Neue Leinwand'],
  untitled: ['Untitled canvas', 'Leinwand ohne Titel'],
  empty: ['Your first canvas is one press away', 'Deine erste Leinwand ist einen Klick entfernt'],
  emptyText: [
    'A canvas is a board for small apps. Make one, put a to-do list on it, and send the link to somebody.',
    'Eine Leinwand ist ein Brett für kleine Apps. Lege eine an, setze eine Aufgabenliste darauf und schicke jemandem den Link.',
  ],
  failed: ['Your canvases could not be listed', 'Deine Leinwände konnten nicht gelistet werden'],
  safe: ['They are safe on the server.', 'Auf dem Server sind sie sicher.'],
  again: ['Try again', 'Erneut versuchen'],
  more: ['Show more', 'Mehr zeigen'],
  reference: ['Reference', 'Referenz'],
  greeting: [(name: string) => `Signed in as ${name}`, (name: string) => `Angemeldet als ${name}`],
});

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
          {items.length > 0 && button}
        </div>
        {list.isPending ? (
          <Later>
            <ListSkeleton />
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
