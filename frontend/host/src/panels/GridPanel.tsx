import type { Collision, Grid } from '@gesso/sdk/protocol';
import { useState } from 'react';
import { shownAt } from '../board/geometry.ts';
import { ScreenChoice, ScreenState } from '../board/ScreenBar.tsx';
import { screenWords } from '../board/screenWords.ts';
import { useShell } from '../board/shell.ts';
import { useCanvasHandle } from '../canvas/index.ts';
import { Button } from '../kit/Button.tsx';
import { Choice, Field } from '../kit/Field.tsx';
import { announce } from '../kit/toasts.ts';
import { nameOf, useCanvasMeta } from '../state/index.ts';
import { DEFAULT_GRID } from '../state/store.ts';
import { words } from '../words/words.ts';
import styles from './Panel.module.css';

const useWords = words({
  text: [
    'The grid is the same for everybody on this canvas. A change re-arranges it for all.',
    'Das Raster ist für alle auf dieser Leinwand gleich. Eine Änderung ordnet sie für alle neu.',
  ],
  columns: ['Columns', 'Spalten'],
  rowHeight: ['Row height, pixels', 'Zeilenhöhe, Pixel'],
  gap: ['Gap, pixels', 'Abstand, Pixel'],
  collision: ['When widgets meet', 'Wenn Widgets sich treffen'],
  push: ['Push', 'Schieben'],
  reject: ['Refuse', 'Ablehnen'],
  free: ['Overlap', 'Überlappen'],
  pushText: [
    'Others make room downwards, the same way on every screen.',
    'Andere machen nach unten Platz, auf jedem Bildschirm gleich.',
  ],
  rejectText: ['A move onto another widget is refused.', 'Ein Zug auf ein anderes Widget wird abgelehnt.'],
  freeText: ['Widgets may lie on each other; bring one to the front.', 'Widgets dürfen übereinander liegen.'],
  range: [
    (low: number, high: number) => `${low} to ${high}`,
    (low: number, high: number) => `${low} bis ${high}`,
  ],
  apply: ['Apply to canvas', 'Anwenden'],
  applied: ['The grid was changed', 'Das Raster wurde geändert'],
  notOwner: [
    (owner: string) => `Only an owner can change the grid. Ask ${owner}.`,
    (owner: string) => `Nur wem die Leinwand gehört, kann das Raster ändern. Bitte ${owner}.`,
  ],
  itsOwner: ['its owner', 'die Person, der sie gehört'],
});

/** The contract's bounds. */
const BOUNDS = { columns: [1, 48], rowHeight: [16, 400], gap: [0, 64] } as const;
type Measure = keyof typeof BOUNDS;
const MEASURES: readonly Measure[] = ['columns', 'rowHeight', 'gap'];

/** A measure as typed, if it is within bounds. */
export function measureOf(text: string, measure: Measure): number | undefined {
  const [low, high] = BOUNDS[measure];
  const value = Number(text);
  return text.trim() !== '' && Number.isInteger(value) && value >= low && value <= high ? value : undefined;
}

/** [C1] The grid's measures and its rule for collisions, for its owner. */
export default function GridPanel() {
  const w = useWords();
  const screens = screenWords();
  const { manager } = useCanvasHandle();
  const meta = useCanvasMeta();
  const grid = meta?.grid ?? DEFAULT_GRID;
  const asked = useShell((state) => state.asked);
  const own = useShell((state) => state.own);
  const at = shownAt(own, asked);
  const [typed, setTyped] = useState(() => ({ from: grid, texts: textsOf(grid) }));
  // Somebody else's change, or a refused one of mine, shows here at once.
  const draft = typed.from === grid ? typed.texts : textsOf(grid);
  const canChange = meta?.role === 'owner';
  const owner = meta?.members.find((member) => member.role === 'owner');
  const wrong = MEASURES.filter((measure) => measureOf(draft[measure], measure) === undefined);
  const changed = MEASURES.filter((measure) => measureOf(draft[measure], measure) !== grid[measure]);
  const collisionText = { push: w.pushText, reject: w.rejectText, free: w.freeText }[grid.collision];
  return (
    <form
      className={styles.stack}
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong.length > 0) return;
        const measures = changed.map((measure) => [measure, Number(draft[measure])]);
        manager.initializeGrid(Object.fromEntries(measures));
        announce(w.applied);
      }}
    >
      <p className={styles.hint}>
        {canChange ? w.text : w.notOwner((owner && (owner.name ?? nameOf(owner.user))) ?? w.itsOwner)}
      </p>
      {MEASURES.map((measure) => {
        const [low, high] = BOUNDS[measure];
        return (
          <Field
            key={measure}
            label={w[measure]}
            hint={w.range(low, high)}
            type="number"
            inputMode="numeric"
            min={low}
            max={high}
            value={draft[measure]}
            disabled={!canChange}
            data-testid={`grid-${measure}`}
            problem={wrong.includes(measure) ? w.range(low, high) : undefined}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setTyped({ from: grid, texts: { ...draft, [measure]: value } });
            }}
          />
        );
      })}
      {canChange && (
        <Button
          type="submit"
          kind="primary"
          disabled={wrong.length > 0 || changed.length === 0}
          data-testid="apply-grid"
        >
          {w.apply}
        </Button>
      )}
      <Choice<Collision>
        label={w.collision}
        value={grid.collision}
        disabled={!canChange}
        options={(['push', 'reject', 'free'] as const).map((value) => ({ value, label: w[value] }))}
        onChange={(collision) => manager.initializeGrid({ collision })}
      />
      <p className={styles.hint}>{collisionText}</p>
      <section className={styles.section} data-testid="screens">
        <h3>{screens.screens}</h3>
        <ScreenChoice at={at} />
        <p className={styles.hint}>{screens.text}</p>
        <div className={styles.line}>
          <ScreenState at={at} />
        </div>
      </section>
    </form>
  );
}

function textsOf(grid: Grid): Record<Measure, string> {
  return { columns: `${grid.columns}`, rowHeight: `${grid.rowHeight}`, gap: `${grid.gap}` };
}
