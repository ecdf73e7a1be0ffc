import { ShieldAlert } from 'lucide-react';
import { lazy, memo, type ReactNode, Suspense, useRef } from 'react';
import { useCanvasHandle } from '../canvas/index.ts';
import { Button } from '../kit/Button.tsx';
import { UnpluggedDrawing } from '../kit/Drawings.tsx';
import { Bone, Later } from '../kit/Skeleton.tsx';
import { MicroAppHost, type TileFailure } from '../loader/index.ts';
import { canvasState, useCanEdit, useInPast } from '../state/index.ts';
import { useStorm } from '../widget/storms.ts';
import { remove, upgrade } from './edits.ts';
import styles from './Frame.module.css';
import { useScrollMemory } from './scrollMemory.ts';
import { openPanel } from './shell.ts';
import { boardWords, tileWords } from './words.ts';

const StormNote = lazy(() => import('./StormNote.tsx'));
const PastApp = lazy(() => import('../past/PastApp.tsx'));

interface FrameBodyProps {
  readonly id: string;
  readonly title: string;
  readonly w: number;
  readonly h: number;
  /** It was not there at the past instant that is shown. */
  readonly absent?: boolean;
}

/** The app inside a frame. Moves of the frame do not render it; a size in cells does ([C5] onResize). */
export const FrameBody = memo(function FrameBody({ id, title, w, h, absent = false }: FrameBodyProps) {
  const body = useRef<HTMLDivElement>(null);
  useScrollMemory(id, body);
  const storm = useStorm(id);
  const past = useInPast();
  /** As it was before the past was looked at: it stays behind it, with what is half written in it. */
  const present = useRef<Pick<FrameBodyProps, 'w' | 'h'>>(undefined);
  if (!past) present.current = { w, h };
  const app = (size: { w: number; h: number }, behind: boolean) => (
    <MicroAppHost
      widgetId={id}
      size={size}
      behind={behind}
      onOpenSettings={() => openPanel({ kind: 'settings', widget: id })}
      renderLoading={() => <LoadingTile title={title} />}
      renderFailure={(failure, retry) =>
        failure.reason === 'gone' ? (
          <Tombstone id={id} title={title} gone={failure} />
        ) : (
          <SadTile title={title} failure={failure} retry={retry} />
        )
      }
    />
  );
  return (
    <div ref={body} className={styles.body} data-testid="widget-body">
      {present.current && (
        <div className={styles.app} inert={past} data-behind={past || undefined}>
          {app(present.current, past)}
        </div>
      )}
      {past && !absent && (
        <Suspense fallback={null}>
          <PastApp className={styles.app}>{app({ w, h }, false)}</PastApp>
        </Suspense>
      )}
      {storm && (
        <Suspense fallback={null}>
          <StormNote id={id} title={title} storm={storm} />
        </Suspense>
      )}
    </div>
  );
});

function LoadingTile({ title }: { readonly title: string }) {
  const words = boardWords();
  return (
    <div className={styles.loading} role="status" aria-label={words.loadingApp(title)}>
      <Later>
        <Bone w="72%" />
        <Bone w="88%" />
        <Bone w="54%" />
      </Later>
    </div>
  );
}

interface TombstoneProps {
  readonly id: string;
  readonly title: string;
  readonly gone: Extract<TileFailure, { reason: 'gone' }>;
}

/** What stands where an app was taken out of use: why, what is safe, and what helps. */
export function Tombstone({ id, title, gone }: TombstoneProps) {
  const w = tileWords();
  const canvas = useCanvasHandle();
  const canEdit = useCanEdit();
  const widget = () => canvasState().widgets[id];
  const { instead } = gone;
  return (
    <div className={styles.sad} role="alert" data-testid="tombstone">
      <ShieldAlert className={styles.stop} aria-hidden="true" />
      <strong>{gone.forNow ? w.paused(title) : w.stopped(title)}</strong>
      {gone.message && <p className={styles.reason}>“{gone.message}”</p>}
      <p>{w.kept}</p>
      {canEdit ? (
        <div className={styles.ways}>
          {instead !== undefined && (
            <Button
              size="small"
              kind="primary"
              data-testid="tombstone-upgrade"
              onClick={() => {
                const now = widget();
                if (now) upgrade(canvas, now, instead);
              }}
            >
              {w.instead(instead)}
            </Button>
          )}
          <Button
            size="small"
            data-testid="tombstone-remove"
            onClick={() => {
              const now = widget();
              if (now) remove(canvas, now);
            }}
          >
            {w.remove}
          </Button>
        </div>
      ) : (
        <p>{w.askEditor}</p>
      )}
    </div>
  );
}

interface SadTileProps {
  readonly title: string;
  readonly failure: TileFailure;
  retry(): void;
  readonly children?: ReactNode;
}

/** An app that failed: what happened, what is safe, one button that helps. The others go on. */
export function SadTile({ title, failure, retry }: SadTileProps) {
  const w = tileWords();
  const why = {
    timeout: w.timeout,
    offline: w.offline,
    broken: w.broken,
    crashed: w.broken,
    gone: w.kept,
    fetch: w.fetch,
    'unknown-app': w.unknown,
  }[failure.reason];
  return (
    <div className={styles.sad} role="alert" data-testid="sad-tile" data-reason={failure.reason}>
      <UnpluggedDrawing small />
      <strong>{failure.reason === 'crashed' ? w.crashed(title) : w.failed(title)}</strong>
      <p>
        {why} {w.safe}
      </p>
      <Button size="small" data-testid="retry" onClick={retry}>
        {w.again}
      </Button>
      <details>
        <summary>{w.details}</summary>
        <code>{failure.message}</code>
      </details>
    </div>
  );
}
