import { millisOf } from '@gesso/sdk/protocol';
import { Pause, Play, StepBack, StepForward, ZoomIn, ZoomOut } from 'lucide-react';
import { lazy, memo, Suspense, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { onPastAsked } from '../board/pastDoor.ts';
import { follow } from '../board/shell.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { Pick } from '../kit/Field.tsx';
import { announce } from '../kit/toasts.ts';
import { useCanvasState } from '../state/index.ts';
import { language as languageNow } from '../words/words.ts';
import { spokenTime, zoomed } from './axis.ts';
import { LiveControls, PastControls } from './Controls.tsx';
import styles from './Past.module.css';
import { PastFrame } from './PastFrame.tsx';
import { compareWith, presentOf, usePast, usePlayhead } from './past.ts';
import { SPEEDS, type Speed } from './play.ts';
import { Scrubber } from './Scrubber.tsx';
import { useAddress } from './useAddress.ts';
import { useTimeline } from './useTimeline.ts';
import { pastWords } from './words.ts';

const Digest = lazy(() => import('./Digest.tsx'));

/** How much closer one press looks. */
const CLOSER = 0.25;

/** The bottom of the page: all of the canvas's history, and what can be done with a moment of it. */
const Strip = memo(function Strip({ room }: { readonly room: HTMLElement | null }) {
  const w = pastWords();
  const { player } = usePast();
  const inPast = usePlayhead((state) => state.at !== null);
  const playing = usePlayhead((state) => state.playing);
  const speed = usePlayhead((state) => state.speed);
  const { drawn, failed, again, look } = useTimeline();
  const begin = useRef(0);
  begin.current = drawn?.span.from ?? 0;
  useEffect(() => () => player.stop(), [player]);
  useAddress();
  useEntering(inPast);
  const toggle = () => {
    if (playing) player.pause();
    else player.play(begin.current);
  };
  const newest = useRef(toggle);
  newest.current = toggle;
  useEffect(
    () =>
      onPastAsked((wish) => {
        switch (wish) {
          case 'earlier':
            return void player.earlier();
          case 'later':
            return void player.later();
          case 'live':
            return player.live();
          case 'play':
            return begin.current > 0 ? newest.current() : undefined;
        }
      }),
    [player],
  );
  return (
    <footer className={styles.strip} data-testid="strip" data-past={inPast || undefined}>
      <div className={styles.line}>
        <IconButton
          label={playing ? w.pause : w.play}
          keys="P"
          side="top"
          disabled={!drawn}
          data-testid="play"
          onClick={toggle}
        >
          {playing ? <Pause /> : <Play />}
        </IconButton>
        {inPast && (
          <>
            <span className={styles.steps}>
              <IconButton
                label={w.earlier}
                keys="["
                side="top"
                size="small"
                data-testid="step-back"
                onClick={() => void player.earlier()}
              >
                <StepBack />
              </IconButton>
              <IconButton
                label={w.onwards}
                keys="]"
                side="top"
                size="small"
                data-testid="step-on"
                onClick={() => void player.later()}
              >
                <StepForward />
              </IconButton>
            </span>
            <span className={styles.speed}>
              <Pick<string>
                bare
                label={w.speed}
                value={`${speed}`}
                testId="speed"
                options={SPEEDS.map((one) => ({ value: `${one}`, label: `${one}×` }))}
                onChange={(value) => player.faster(Number(value) as Speed)}
              />
            </span>
          </>
        )}
        {drawn ? (
          <Scrubber drawn={drawn} look={look} />
        ) : (
          <div className={styles.waiting} role="status">
            {failed ? (
              <>
                {w.failed}{' '}
                <Button size="small" onClick={again}>
                  {w.again}
                </Button>
              </>
            ) : (
              <span className="hidden">{w.reading}</span>
            )}
          </div>
        )}
        {drawn && (
          <span className={styles.zoom}>
            {drawn.zoomed ? (
              <IconButton label={w.whole} side="top" size="small" onClick={() => look(undefined)}>
                <ZoomOut />
              </IconButton>
            ) : (
              <IconButton
                label={w.closer}
                side="top"
                size="small"
                onClick={() => {
                  const around = player.state.getState().at ?? drawn.whole.to;
                  look(zoomed(drawn.span, drawn.whole, CLOSER, around));
                }}
              >
                <ZoomIn />
              </IconButton>
            )}
          </span>
        )}
      </div>
      {inPast ? <PastControls /> : <LiveControls drawn={drawn} />}
      {room && inPast && createPortal(<PastFrame />, room)}
      {room && !inPast && <Later room={room} />}
    </footer>
  );
});
export default Strip;

/** Not with the first picture: what happened meanwhile can wait for a moment. */
function Later({ room }: { readonly room: HTMLElement }) {
  const ready = useCanvasState(({ status, canvas }) => canvas !== null && status.kind !== 'loading');
  const [due, setDue] = useState(false);
  useEffect(() => {
    if (!ready) return;
    const timer = setTimeout(() => setDue(true), 800);
    return () => clearTimeout(timer);
  }, [ready]);
  return due
    ? createPortal(
        <Suspense fallback={null}>
          <Digest />
        </Suspense>,
        room,
      )
    : null;
}

/** Who goes into the past follows nobody; both ways are said. */
function useEntering(inPast: boolean): void {
  const { player } = usePast();
  const before = useRef(inPast);
  useEffect(() => {
    if (before.current === inPast) return;
    before.current = inPast;
    const w = pastWords.now();
    if (inPast) {
      follow(undefined);
      const at = player.state.getState().at ?? presentOf();
      announce(w.entered(spokenTime(millisOf(at), Date.now(), languageNow())));
    } else {
      compareWith(undefined);
      announce(w.backSaid);
    }
  }, [inPast, player]);
}
