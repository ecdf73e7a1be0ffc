import { memo, type ReactNode, useRef } from 'react';
import { Button } from '../kit/Button.tsx';
import { UnpluggedDrawing } from '../kit/Drawings.tsx';
import { Bone, Later } from '../kit/Skeleton.tsx';
import { MicroAppHost, type TileFailure } from '../loader/index.ts';
import styles from './Frame.module.css';
import { useIsNear } from './near.ts';
import { useScrollMemory } from './scrollMemory.ts';
import { openPanel } from './shell.ts';
import { boardWords, tileWords } from './words.ts';

interface FrameBodyProps {
  readonly id: string;
  readonly title: string;
  readonly w: number;
  readonly h: number;
}

/** What a frame holds: its app when it is near what is in sight, else nothing until it comes near. */
export const FrameBody = memo(function FrameBody(props: FrameBodyProps) {
  return useIsNear(props.id) ? (
    <AwakeBody {...props} />
  ) : (
    <div className={styles.body} data-testid="widget-body" data-asleep="" />
  );
});

/** The app inside a frame. Moves of the frame do not render it; a size in cells does ([C5] onResize). */
function AwakeBody({ id, title, w, h }: FrameBodyProps) {
  const body = useRef<HTMLDivElement>(null);
  useScrollMemory(id, body);
  return (
    <div ref={body} className={styles.body} data-testid="widget-body">
      <MicroAppHost
        widgetId={id}
        size={{ w, h }}
        onOpenSettings={() => openPanel({ kind: 'settings', widget: id })}
        renderLoading={() => <LoadingTile title={title} />}
        renderFailure={(failure, retry) => <SadTile title={title} failure={failure} retry={retry} />}
      />
    </div>
  );
}

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
