import { frameOf } from '../../board/edits.ts';
import { select } from '../../board/shell.ts';
import { canvasState } from '../../state/index.ts';
import { prefersStillness } from '../../theme/appearance.ts';

/** How often it is looked for while its event is on the way, and how long at most. */
const LOOK_MILLIS = 150;
const LOOKS = 60;

/** Selects a widget and brings it into sight; the focus stays where it is. It may be a moment before it is there. */
export function showWidget(widget: string, looks = LOOKS): void {
  const frame = canvasState().widgets[widget] && frameOf(widget);
  if (!frame) {
    if (looks > 0) setTimeout(() => showWidget(widget, looks - 1), LOOK_MILLIS);
    return;
  }
  select(widget);
  requestAnimationFrame(() =>
    frame.scrollIntoView({
      block: 'nearest',
      inline: 'nearest',
      behavior: prefersStillness() ? 'auto' : 'smooth',
    }),
  );
}
