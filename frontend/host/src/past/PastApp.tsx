/** Around an app that shows the past: nothing leaves it, and nothing of the present comes in. */
import type { IntentAnswer } from '@gesso/sdk';
import { type ReactNode, useMemo } from 'react';
import { Bus } from '../bus/index.ts';
import { CanvasProvider, type OpenCanvas, useCanvasHandle } from '../canvas/index.ts';
import { Manager } from '../canvas/manager.ts';
import { Intents } from '../intents/intents.ts';
import { toast } from '../kit/toasts.ts';
import { PeerList } from '../live/peers.ts';
import { host } from '../modules.ts';
import { PagePresence } from '../presence/presence.ts';
import { pastWords } from './words.ts';

/** Nothing is served, and nobody is asked. */
class NoIntents extends Intents {
  override serves(): boolean {
    return false;
  }
  override async ask(): Promise<IntentAnswer> {
    return { kind: 'refused', reason: 'forbidden', detail: pastWords.now().why };
  }
}

export function handleOfPast(open: OpenCanvas): OpenCanvas {
  const tell = () => void toast({ text: pastWords.now().why });
  const manager = new Manager({
    canvas: () => undefined,
    app: (id) => host.registry.peek(id),
    breakpoint: () => 'desktop',
    may: () => false,
    shut: () => pastWords.now().why,
    send: () => {
      throw new Error('nothing leaves the past');
    },
    refuse: tell,
  });
  return {
    ...open,
    inPast: true,
    manager,
    bus: new Bus(),
    presence: new PagePresence({ setLive: () => {}, peers: new PeerList() }),
    intents: new NoIntents(host, manager),
  };
}

export default function PastApp({
  children,
  className,
}: {
  children: ReactNode;
  className?: string | undefined;
}) {
  const open = useCanvasHandle();
  const handle = useMemo(() => handleOfPast(open), [open]);
  return (
    <CanvasProvider value={handle}>
      <div className={className}>{children}</div>
    </CanvasProvider>
  );
}
