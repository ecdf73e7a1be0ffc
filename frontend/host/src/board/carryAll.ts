import type { Place } from '@gesso/sdk/protocol';
import type { OpenCanvas } from '../canvas/index.ts';
import { toast } from '../kit/toasts.ts';
import { canvasState } from '../state/index.ts';
import { type DragPlan, fits, shake } from './gestures.ts';
import { type Moved, shifted } from './group.ts';
import { memberOf, selectedWidgets } from './groupEdits.ts';
import { groupWords } from './groupWords.ts';

/** The drag of one widget carries all that are selected with it; letting go is one step. */
export function carryAll(plan: DragPlan, canvas: OpenCanvas): DragPlan {
  const members = selectedWidgets()
    .filter((one) => !one.locked)
    .map(memberOf);
  const movesTo = ({ position }: Place): Moved[] =>
    shifted(
      members,
      { x: position.x - plan.start.position.x, y: position.y - plan.start.position.y },
      canvasState().layout.grid,
    );
  const preview = (place: Place): ReadonlyMap<string, Place> =>
    canvas.manager.previewAll(new Map(movesTo(place).map(({ id, position }) => [id, { position }])));
  return {
    ...plan,
    preview,
    drop: (place) => {
      const shown = preview(place);
      const moves = movesTo(place);
      const sizes = new Map(members.map((one) => [one.id, one.size]));
      const fit = moves.every(({ id, position }) => {
        const size = sizes.get(id);
        return size !== undefined && fits(id, { position, size }, plan.grid, shown);
      });
      if (fit) canvas.manager.moveWidgets(moves);
      else {
        shake(plan.frame, plan.still);
        toast({ text: groupWords.now().occupied, tone: 'bad' });
      }
    },
  };
}
