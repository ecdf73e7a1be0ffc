import { Map as MapIcon, Maximize, Minus, Plus } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { IconButton } from '../kit/Button.tsx';
import type { Metrics } from './geometry.ts';
import { Minimap } from './Minimap.tsx';
import { useShell } from './shell.ts';
import { askZoom } from './useZoom.ts';
import styles from './ZoomBar.module.css';
import { zoomWords } from './zoomWords.ts';

const KEPT = 'gesso.map';
const kept = (): boolean => {
  try {
    return localStorage.getItem(KEPT) !== 'off';
  } catch {
    return true;
  }
};

interface ZoomBarProps {
  readonly stage: RefObject<HTMLElement | null>;
  readonly metrics: () => Metrics;
  /** More is there than the view shows. */
  readonly overflows: boolean;
}

/** At the corner of the board: how large it is, and the map where there is more than fits. */
export function ZoomBar({ stage, metrics, overflows }: ZoomBarProps) {
  const w = zoomWords();
  const zoom = useShell((state) => state.zoom);
  const [map, setMap] = useState(kept);
  const toggle = () => {
    setMap(!map);
    try {
      localStorage.setItem(KEPT, map ? 'off' : 'on');
    } catch {
      // It is asked for again next time.
    }
  };
  return (
    <section className={styles.corner} aria-label={w.bar}>
      {map && overflows && <Minimap stage={stage} metrics={metrics} />}
      <div className={styles.bar} role="toolbar" aria-label={w.bar}>
        {overflows && (
          <IconButton
            label={map ? w.hideMap : w.showMap}
            side="top"
            size="small"
            aria-pressed={map}
            data-testid="toggle-map"
            onClick={toggle}
          >
            <MapIcon />
          </IconButton>
        )}
        <IconButton
          label={w.fitAll}
          keys="Shift 1"
          side="top"
          size="small"
          data-testid="fit-all"
          onClick={() => askZoom('all')}
        >
          <Maximize />
        </IconButton>
        <IconButton
          label={w.smaller}
          keys="-"
          side="top"
          size="small"
          data-testid="zoom-out"
          onClick={() => askZoom('out')}
        >
          <Minus />
        </IconButton>
        <button
          type="button"
          className={styles.percent}
          aria-label={`${w.now(Math.round(zoom * 100))}. ${w.actual}`}
          data-tip={`${w.actual}   0`}
          data-tip-side="top"
          data-testid="zoom"
          onClick={() => askZoom('actual')}
        >
          {w.percent(Math.round(zoom * 100))}
        </button>
        <IconButton
          label={w.larger}
          keys="+"
          side="top"
          size="small"
          data-testid="zoom-in"
          onClick={() => askZoom('in')}
        >
          <Plus />
        </IconButton>
      </div>
    </section>
  );
}
