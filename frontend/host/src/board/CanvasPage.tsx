import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { CanvasProvider, useCanvasHandle, useOpenCanvas } from '../canvas/index.ts';
import { useCanvasMeta, useInPast, useStatus } from '../state/index.ts';
import { badgeText, clearBadges, useBadges } from '../widget/badges.ts';
import { Board } from './Board.tsx';
import { CallChip } from './CallChip.tsx';
import styles from './CanvasPage.module.css';
import { CanvasSkeleton } from './CanvasSkeleton.tsx';
import { FollowChip } from './FollowChip.tsx';
import { Rail } from './Rail.tsx';
import { resetShell, showHelp, useShell } from './shell.ts';
import { TopBar } from './TopBar.tsx';
import { useCommentLink, useDeepLink } from './useDeepLink.ts';
import { useKeys } from './useKeys.ts';
import { useTold } from './useTold.ts';
import { ViewerNote } from './ViewerNote.tsx';

const ClosedPage = lazy(() => import('./ClosedPage.tsx'));
const PanelHost = lazy(() => import('../panels/PanelHost.tsx'));
const Chooser = lazy(() => import('../intents/Chooser.tsx'));
const Strip = lazy(() => import('../past/Strip.tsx'));
const Help = lazy(() => import('../panels/Help.tsx'));

interface CanvasPageProps {
  readonly canvasId: string;
  readonly widgetId: string | undefined;
}

/** One open canvas. */
export default function CanvasPage({ canvasId, widgetId }: CanvasPageProps) {
  const canvas = useOpenCanvas(canvasId);
  const status = useStatus();
  useEffect(() => resetShell, []);
  if (status.kind === 'closed')
    return (
      <Suspense fallback={<CanvasSkeleton />}>
        <ClosedPage canvas={canvasId} reason={status.reason} />
      </Suspense>
    );
  if (!canvas) return <CanvasSkeleton />;
  return (
    <CanvasProvider value={canvas}>
      <CanvasView widgetId={widgetId} />
    </CanvasProvider>
  );
}

/** The page below an open canvas. */
export function CanvasView({ widgetId }: { readonly widgetId: string | undefined }) {
  const meta = useCanvasMeta();
  const past = useInPast();
  const help = useShell((state) => state.help);
  const panel = useShell((state) => state.panel !== undefined);
  const { intents } = useCanvasHandle();
  const question = useSyncExternalStore(intents.subscribe, () => intents.question);
  useEffect(() => intents.attend(() => import('../intents/canvasDesk.ts')), [intents]);
  // State, not a ref: a ref of a parent is not set yet when the board's effects first run.
  const [room, setRoom] = useState<HTMLDivElement | null>(null);
  useKeys();
  useTold();
  useDeepLink(widgetId);
  useCommentLink();
  const title = meta?.title;
  const waiting = useBadges();
  useEffect(() => {
    if (title) document.title = `${waiting > 0 ? `(${badgeText(waiting)}) ` : ''}${title} · Gesso`;
  }, [title, waiting]);
  useEffect(() => clearBadges, []);
  if (!meta) return <CanvasSkeleton />;
  return (
    <div
      className={styles.page}
      data-testid="canvas-page"
      data-role={meta.role}
      data-past={past || undefined}
    >
      <TopBar />
      <div className={styles.middle}>
        <Rail />
        <div ref={setRoom} className={styles.room}>
          <Board room={room} />
          {panel && (
            <Suspense fallback={null}>
              <PanelHost />
            </Suspense>
          )}
          <FollowChip />
          <CallChip />
          {!meta.canEdit && !past && <ViewerNote />}
        </div>
      </div>
      <Suspense fallback={<div className={styles.strip} />}>
        <Strip room={room} />
      </Suspense>
      {question && (
        <Suspense fallback={null}>
          <Chooser question={question} />
        </Suspense>
      )}
      {help && (
        <Suspense fallback={null}>
          <Help onClose={() => showHelp(false)} />
        </Suspense>
      )}
    </div>
  );
}
