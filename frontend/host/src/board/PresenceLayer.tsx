import { useEffect, useRef } from 'react';
import { useCanvasHandle } from '../canvas/index.ts';
import type { PeerPresence } from '../presence/types.ts';
import { frameOf } from './edits.ts';
import type { Metrics } from './geometry.ts';
import styles from './PresenceLayer.module.css';
import { marksOf, setIdlePeople, setMarks } from './peerMarks.ts';
import { useHues } from './usePeople.ts';

/** A cursor that has not moved for this long fades. */
const QUIET_MS = 15_000;

/**
 * The cursors and drags of others. Outside React's state on purpose: a hundred moves a second write
 * styles and render nothing.
 */
export function PresenceLayer({ metrics }: { readonly metrics: Metrics }) {
  const { presence } = useCanvasHandle();
  const layer = useRef<HTMLDivElement>(null);
  const hues = useHues();
  useEffect(() => {
    const root = layer.current;
    if (!root) return;
    const cursors = new Map<string, Cursor>();
    const dragged = new Map<string, HTMLElement>();
    const draw = () => {
      const peers = presence.peers();
      drawCursors(root, peers, cursors, metrics, hues);
      drawDrags(peers.values(), dragged, metrics);
      setMarks(marksOf(peers.values(), hues));
      setIdlePeople(peers.values());
    };
    // At once, and then once a frame, however many messages come between.
    let frame: number | undefined;
    let again = false;
    const changed = () => {
      again = frame !== undefined;
      if (again) return;
      draw();
      frame = requestAnimationFrame(() => {
        frame = undefined;
        if (again) changed();
      });
    };
    draw();
    const stop = presence.subscribe(changed);
    const timer = setInterval(changed, QUIET_MS / 3);
    return () => {
      stop();
      clearInterval(timer);
      if (frame !== undefined) cancelAnimationFrame(frame);
      root.replaceChildren();
      for (const one of dragged.values()) one.style.translate = '';
      setMarks({});
      setIdlePeople([]);
    };
  }, [presence, metrics, hues]);
  return <div ref={layer} className={styles.layer} aria-hidden="true" data-testid="cursors" />;
}

interface Cursor {
  readonly node: HTMLElement;
  /** What it was last drawn from. */
  one?: PeerPresence;
}

function drawCursors(
  root: HTMLElement,
  peers: ReadonlyMap<string, PeerPresence>,
  cursors: Map<string, Cursor>,
  metrics: Metrics,
  hues: (user: string) => string,
): void {
  const now = Date.now();
  for (const [session, { node }] of cursors)
    if (!peers.get(session)?.data.cursor) {
      node.remove();
      cursors.delete(session);
    }
  for (const [session, one] of peers) {
    const { cursor, idle } = one.data;
    if (!cursor || metrics.at !== 'desktop') continue;
    const known: Cursor = cursors.get(session) ?? {
      node: root.appendChild(cursorOf(one, hues(one.peer.user))),
    };
    cursors.set(session, known);
    known.node.toggleAttribute('data-quiet', idle === true || now - one.seen > QUIET_MS);
    if (known.one === one) continue;
    known.one = one;
    known.node.style.translate = `${metrics.margin + cursor.x * metrics.stepX}px ${metrics.margin + cursor.y * metrics.stepY}px`;
  }
}

/** Another person's widget follows their hand, unless my own hand is on it. */
function drawDrags(peers: Iterable<PeerPresence>, dragged: Map<string, HTMLElement>, metrics: Metrics): void {
  const now = new Set<string>();
  for (const { data } of peers) {
    const frame = data.drag && metrics.at === 'desktop' ? frameOf(data.drag.widget) : null;
    if (!data.drag || !frame || frame.dataset.held !== undefined) continue;
    const { widget, position } = data.drag;
    const x = Number(frame.style.getPropertyValue('--x'));
    const y = Number(frame.style.getPropertyValue('--y'));
    frame.style.translate = `${(position.x - x) * metrics.stepX}px ${(position.y - y) * metrics.stepY}px`;
    frame.dataset.carried = '';
    dragged.set(widget, frame);
    now.add(widget);
  }
  for (const [widget, frame] of dragged)
    if (!now.has(widget)) {
      if (frame.dataset.held === undefined) frame.style.translate = '';
      delete frame.dataset.carried;
      dragged.delete(widget);
    }
}

const SVG = 'http://www.w3.org/2000/svg';

function cursorOf({ peer }: PeerPresence, hue: string): HTMLElement {
  const node = document.createElement('div');
  node.className = styles.cursor ?? '';
  node.dataset.testid = 'cursor';
  node.dataset.name = peer.name;
  node.style.setProperty('--person', hue);
  const arrow = document.createElementNS(SVG, 'svg');
  arrow.setAttribute('viewBox', '0 0 14 16');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', 'M1 1 13 6.2 7.4 8.4 5 14Z');
  arrow.append(path);
  const label = document.createElement('span');
  label.textContent = peer.name;
  node.append(arrow, label);
  return node;
}
