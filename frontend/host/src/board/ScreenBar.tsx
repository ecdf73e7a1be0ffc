import { Monitor, RotateCcw, Smartphone, Tablet } from 'lucide-react';
import { useCanvasHandle } from '../canvas/index.ts';
import type { Breakpoint } from '../canvas/screens.ts';
import { Button } from '../kit/Button.tsx';
import { announce, toast } from '../kit/toasts.ts';
import { useCanvasMeta } from '../state/index.ts';
import { BREAKPOINTS } from './geometry.ts';
import styles from './ScreenBar.module.css';
import { screenWords } from './screenWords.ts';
import { askBreakpoint, useShell } from './shell.ts';

const ICONS = { desktop: Monitor, tablet: Tablet, phone: Smartphone } as const;

/** Above a board that shows what a smaller screen shows: which, whether by hand, and the way back. */
export function ScreenBar({ at }: { readonly at: Breakpoint }) {
  const w = screenWords();
  return (
    <section className={styles.bar} aria-label={w.bar} data-testid="screen-bar">
      <ScreenChoice at={at} />
      <ScreenState at={at} />
    </section>
  );
}

/** The breakpoints that this window has room for. */
export function ScreenChoice({ at }: { readonly at: Breakpoint }) {
  const w = screenWords();
  const own = useShell((state) => state.own);
  const choices = BREAKPOINTS.slice(BREAKPOINTS.indexOf(own));
  return (
    <fieldset className={styles.choice}>
      <legend className="hidden">{w.screens}</legend>
      {choices.map((one) => {
        const Icon = ICONS[one];
        return (
          <button
            key={one}
            type="button"
            aria-pressed={one === at}
            data-testid={`screen-${one}`}
            onClick={() => {
              askBreakpoint(one === own ? undefined : one);
              announce(w.shown(w[one]));
            }}
          >
            <Icon aria-hidden="true" />
            {w[one]}
          </button>
        );
      })}
    </fieldset>
  );
}

/** Whether a smaller screen follows the desktop, and how it does again. */
export function ScreenState({ at }: { readonly at: Breakpoint }) {
  const w = screenWords();
  const canvas = useCanvasHandle();
  const meta = useCanvasMeta();
  if (at === 'desktop' || !meta) return null;
  if (!meta.arranged.includes(at)) return <span className={styles.state}>{w.automatic}</span>;
  return (
    <>
      <span className={styles.state} data-arranged="">
        {w.arranged}
      </span>
      {meta.canEdit && (
        <Button
          size="small"
          icon={<RotateCcw />}
          data-testid="reset-screen"
          onClick={() => {
            const before = canvas.manager.resetScreen(at);
            toast({
              text: w.resetDone(w[at]),
              action: { label: w.undo, run: () => canvas.manager.arrangeScreen(at, before) },
            });
          }}
        >
          {w.reset}
        </Button>
      )}
    </>
  );
}
