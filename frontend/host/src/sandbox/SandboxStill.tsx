/** What an app had drawn once, in the app's own frame and without any of its code. */
import type { Show, ViewNode } from '@gesso/sandbox/wire';
import { useCallback, useRef } from 'react';
import { coloursIn } from './look.ts';
import styles from './Sandbox.module.css';
import { FRAME } from './SandboxFrame.tsx';

export interface SandboxStillProps {
  readonly view: ViewNode;
  readonly theme: 'light' | 'dark';
  /** For people who hear the page. */
  readonly title: string;
}

export function SandboxStill({ view, theme, title }: SandboxStillProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const loaded = useCallback(() => {
    const element = frame.current;
    const around = element?.parentElement;
    if (!element?.contentWindow || !around) return;
    const colours = coloursIn(around);
    const show: Show = { t: 'show', view, look: { t: 'theme', theme, reducedMotion: true, colours } };
    element.contentWindow.postMessage(show, '*');
  }, [view, theme]);
  return (
    <div className={styles.still} data-theme={theme} data-testid="still" inert>
      <iframe
        ref={frame}
        title={title}
        src={FRAME}
        sandbox="allow-scripts"
        referrerPolicy="no-referrer"
        loading="lazy"
        tabIndex={-1}
        onLoad={loaded}
      />
    </div>
  );
}
