/** The frame in which a generated app draws, and what stands there while it starts or when it has stopped. */
import type { CanvasContext } from '@gesso/sdk';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '../kit/Button.tsx';
import { UnpluggedDrawing } from '../kit/Drawings.tsx';
import { Bone, Later } from '../kit/Skeleton.tsx';
import { coloursIn } from './look.ts';
import styles from './Sandbox.module.css';
import { FrameSession, type Stopped } from './session.ts';
import { useSandboxWords } from './words.ts';

/** The one address that the page's policy lets a frame have. */
export const FRAME = '/sandbox/frame.html';

export interface SandboxFrameProps {
  readonly code: string;
  /** Text of the runtime that the code runs after. */
  readonly runtime: string;
  readonly context: CanvasContext;
  /** As the app's manifest has them. */
  readonly permissions?: readonly string[];
  /** For people who hear the page. */
  readonly title?: string;
}

export function SandboxFrame(props: SandboxFrameProps) {
  const [run, setRun] = useState(0);
  const [stopped, setStopped] = useState<Stopped>();
  const reloads = useRef<number[]>([]);
  const restart = () => {
    setStopped(undefined);
    setRun((n) => n + 1);
  };
  const reloaded = useCallback(() => {
    const now = performance.now();
    reloads.current = [...reloads.current.filter((at) => now - at < RELOADS_WITHIN_MS), now];
    if (reloads.current.length > RELOADS_MAX)
      setStopped({ reason: 'astray', detail: `Its frame was loaded ${RELOADS_MAX} times anew` });
    else setRun((n) => n + 1);
  }, []);
  if (stopped) return <StoppedCard stopped={stopped} restart={restart} />;
  return <Run key={`${run}`} {...props} onStopped={setStopped} onReloaded={reloaded} />;
}

/** A browser loads a frame anew when it is put elsewhere in the page; a frame that goes somewhere else by itself does it again. */
const RELOADS_MAX = 5;
const RELOADS_WITHIN_MS = 30_000;

const NONE: readonly string[] = [];

function Run({
  code,
  runtime,
  context,
  permissions = NONE,
  title = context.app.id,
  onStopped,
  onReloaded,
}: SandboxFrameProps & { onStopped(why: Stopped): void; onReloaded(): void }) {
  const w = useSandboxWords();
  const frame = useRef<HTMLIFrameElement>(null);
  const session = useRef<FrameSession>(undefined);
  const [ready, setReady] = useState(false);
  useEffect(
    () => () => {
      session.current?.end();
      session.current = undefined;
    },
    [],
  );
  const loaded = useCallback(() => {
    const element = frame.current;
    if (!element?.contentWindow) return;
    if (session.current) {
      session.current.end();
      onReloaded();
      return;
    }
    session.current = new FrameSession({
      target: element.contentWindow,
      code,
      runtime,
      context,
      permissions,
      colours: () => coloursIn(element.parentElement ?? document.body),
      isUsed: () => document.activeElement === element,
      ready: () => setReady(true),
      stopped: onStopped,
      writing: (is) => element.toggleAttribute('data-writing', is),
      key: (key) => {
        element.blur();
        element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      },
    });
  }, [code, runtime, context, permissions, onStopped, onReloaded]);
  return (
    <div className={styles.frame} data-testid="sandbox">
      <iframe
        ref={frame}
        title={w.frame(title)}
        src={FRAME}
        sandbox="allow-scripts"
        referrerPolicy="no-referrer"
        data-ready={ready}
        onLoad={loaded}
      />
      {!ready && (
        <div className={styles.waiting} role="status" aria-label={w.loading}>
          <Later>
            <Bone w="72%" />
            <Bone w="88%" />
            <Bone w="54%" />
          </Later>
        </div>
      )}
    </div>
  );
}

/** What stands where an app stopped: the others go on, and so does what people put in. */
function StoppedCard({ stopped, restart }: { readonly stopped: Stopped; restart(): void }) {
  const w = useSandboxWords();
  return (
    <div className={styles.sad} role="alert" data-testid="sad-tile" data-reason={stopped.reason}>
      <UnpluggedDrawing small />
      <strong>{w[stopped.reason]}</strong>
      <p>{w.safe}</p>
      <Button size="small" data-testid="retry" onClick={restart}>
        {w.restart}
      </Button>
      <details>
        <summary>{w.details}</summary>
        <code>{stopped.detail}</code>
      </details>
    </div>
  );
}
