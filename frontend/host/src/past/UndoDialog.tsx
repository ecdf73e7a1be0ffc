import { useCanvasHandle } from '../canvas/index.ts';
import { toast } from '../kit/toasts.ts';
import { staying } from './foresight.ts';
import { type Past, presentOf, usePast } from './past.ts';
import { goBack } from './RestoreDialog.tsx';
import { sentence, who } from './sentences.ts';
import { type Prospect, TakeBack } from './TakeBack.tsx';
import type { Skipped, UndoWish } from './undoing.ts';
import { pastWords } from './words.ts';

interface UndoDialogProps {
  readonly wishes: readonly UndoWish[];
  onClose(): void;
}

/** Takes back an operation, or a stretch of somebody's, after saying what that would come to. */
export default function UndoDialog({ wishes, onClose }: UndoDialogProps) {
  const w = pastWords();
  const canvas = useCanvasHandle();
  const past = usePast();
  const run = async (): Promise<Prospect> => {
    const plan = await past.undoer.plan(wishes);
    return {
      events: plan.events,
      stays: await staysOf(past, plan.events),
      more: plan.more,
      besides: [],
      run: async () => {
        const outcome = await past.undoer.carryOut(plan, presentOf());
        const done = w.undone(outcome.steps);
        toast({
          text: outcome.skipped.length > 0 ? `${done}. ${leftWords(outcome.skipped)}` : done,
          action: { label: w.undo, run: () => goBack(canvas, outcome) },
        });
      },
    };
  };
  return (
    <TakeBack
      title={w.undoTitle}
      action={w.undo}
      testId="undo-dialog"
      of={JSON.stringify(wishes)}
      intro={null}
      prospect={run}
      onClose={onClose}
    />
  );
}

const leftWords = (skipped: readonly Skipped[]): string => pastWords.now().stays(skipped.length);

async function staysOf({ reader }: Past, events: Parameters<typeof staying>[0]): Promise<string[]> {
  const w = pastWords.now();
  const first = events.at(-1);
  if (!first) return [];
  const later = await reader.after(first.at - 1);
  return staying(events, later).map(({ event, by }) =>
    by === undefined ? w.notUndoable(sentence(event)) : w.sinceBy(sentence(event), who(by)),
  );
}
