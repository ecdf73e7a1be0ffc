import { useEffect, useRef } from 'react';
import { useCanvasHandle } from '../canvas/index.ts';
import type { PeerPresence } from '../presence/types.ts';
import { frameOf } from './edits.ts';
import { MARGIN, type Metrics } from './geometry.ts';
import styles from './PresenceLayer.module.css';
import { marksOf, setMarks } from './peerMarks.ts';
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
    const cursors = new Map<string, HTMLElement>();
    const dragged = new Map<string, HTMLElement>();
    const draw = () => {
      const peers = presence.peers();
      const now = performance.now();
      for (const [session, node] of cursors)
        if (!peers.get(session)?.data.cursor) {
          node.remove();
          cursors.delete(session);
        }
      for (const [session, one] of peers) {
        const { cursor } = one.data;
        if (!cursor || metrics.phone) continue;
        const node = cursors.get(session) ?? root.appendChild(cursorOf(one, hues(one.peer.user)));
        cursors.set(session, node);
        node.style.translate = `${MARGIN + cursor.x * metrics.stepX}px ${MARGIN + cursor.y * metrics.stepY}px`;
        node.toggleAttribute('data-quiet', now - one.seen > QUIET_MS);
      }
      drawDrags(peers.values(), dragged, metrics);
      setMarks(marksOf(peers.values(), hues));
    };
    draw();
    const stop = presence.subscribe(draw);
    const timer = setInterval(draw, QUIET_MS / 3);
    return () => {
      stop();
      clearInterval(timer);
      root.replaceChildren();
      for (const frame of dragged.values()) frame.style.translate = '';
      setMarks({});
    };
  }, [presence, metrics, hues]);
  return <div ref={layer} className={styles.layer} aria-hidden="true" data-testid="cursors" />;
}

/** Another person's widget follows their hand, unless my own hand is on it. */
function drawDrags(peers: Iterable<PeerPresence>, dragged: Map<string, HTMLElement>, metrics: Metrics): void {
  const now = new Set<string>();
  for (const { data } of peers) {
    const frame = data.drag && !metrics.phone ? frameOf(data.drag.widget) : null;
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
