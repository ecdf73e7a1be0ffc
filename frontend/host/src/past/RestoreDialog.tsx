import { freshId } from '@gesso/sdk';
import type { JsonObject } from '@gesso/sdk/protocol';
import { millisOf } from '@gesso/sdk/protocol';
import { useState } from 'react';
import { shell } from '../board/shell.ts';
import { type OpenCanvas, useCanvasHandle } from '../canvas/index.ts';
import type { Canvas } from '../canvas/rules.ts';
import { Pick } from '../kit/Field.tsx';
import { toast } from '../kit/toasts.ts';
import { canvasState } from '../state/index.ts';
import { problemText } from '../words/problems.ts';
import { useLanguage } from '../words/words.ts';
import { spokenTime } from './axis.ts';
import type { Moment } from './fold.ts';
import type { Line } from './lines.ts';
import styles from './Past.module.css';
import { type Past, pastOf, presentOf, usePast } from './past.ts';
import { PAGE } from './reader.ts';
import { type Prospect, TakeBack } from './TakeBack.tsx';
import type { Outcome, UndoWish } from './undoing.ts';
import { pastWords } from './words.ts';

const ALL = '';

/** One widget, or everything, as it was: by new events, with a way back. */
export default function RestoreDialog({ at, onClose }: { readonly at: number; onClose(): void }) {
  const w = pastWords();
  const language = useLanguage();
  const canvas = useCanvasHandle();
  const past = usePast();
  const [moment] = useState(past.shown);
  const [of, setOf] = useState(() => {
    const { selected } = shell();
    return selected && moment?.canvas.widgets.has(selected) ? selected : ALL;
  });
  const choices = [
    { value: ALL, label: w.restoreAll },
    ...[...(moment?.canvas.widgets.values() ?? [])].map(({ id, title }) => ({ value: id, label: title })),
  ];
  const when = spokenTime(millisOf(at), Date.now(), language);
  return (
    <TakeBack
      title={w.restoreTo(when)}
      action={w.restore}
      testId="restore-dialog"
      of={of}
      intro={
        <>
          <p className={styles.text}>{w.restoreText}</p>
          <Pick label={w.restoreWhat} value={of} options={choices} testId="restore-what" onChange={setOf} />
        </>
      }
      prospect={() => prospectOf(canvas, past, moment, at, of)}
      onClose={onClose}
    />
  );
}

async function prospectOf(
  canvas: OpenCanvas,
  past: Past,
  moment: Moment | undefined,
  at: number,
  of: string,
): Promise<Prospect> {
  const w = pastWords.now();
  const { user, canvas: meta } = canvasState();
  const owner = meta?.role === 'owner';
  const me = user?.id ?? '';
  const people = of === ALL ? await peopleSince(past, at) : await writersSince(past, at, of);
  const mine = (one: string) => owner || one === me;
  const wishes: UndoWish[] = [...people.keys()]
    .filter((one) => one !== '' && mine(one))
    .map((one) => ({ user: one, from: at + 1, ...(of === ALL ? {} : { of }) }));
  // Of many people those who made least are told of as one, without a name to ask for.
  const others = [...people].filter(([one]) => one === '' || !mine(one)).reduce((sum, [, n]) => sum + n, 0);
  const plan = await past.undoer.plan(wishes);
  const steps = moment && of !== ALL ? placing(moment.canvas, canvas.live.model.current, of) : [];
  return {
    events: plan.events,
    more: plan.more,
    stays: others > 0 ? [w.othersStay(others)] : [],
    besides: steps.map(([, , words]) => words),
    run: async () => {
      const since = presentOf();
      past.player.live();
      // The dialog went with the past: what goes wrong from here on is said apart from it.
      try {
        const cause = freshId();
        // First the frame: nothing of a widget that is gone can be taken back.
        for (const [command, data] of steps) {
          const { done } = canvas.manager.edit('canvas', command, data, cause);
          if (command === 'restore-widget') await done;
          else await done.catch(() => {}); // the board has said why
        }
        const outcome = await past.undoer.carryOut(plan, since);
        tell(canvas, outcome, steps.length > 0 ? cause : undefined);
      } catch (problem) {
        toast({ text: problemText(problem), tone: 'bad' });
      }
    },
  };
}

async function peopleSince({ reader }: Past, at: number): Promise<ReadonlyMap<string, number>> {
  const { people } = await reader.timeline({ from: at + 1 }, undefined, 1);
  return new Map(people.map(({ user, n }) => [user, n]));
}

/** Pages of a widget's events that are looked through for who wrote them. */
const PAGES_MOST = 20;

async function writersSince({ reader }: Past, at: number, of: string): Promise<ReadonlyMap<string, number>> {
  const writers = new Map<string, number>();
  let from: number | Line = at;
  for (let page = 0; page < PAGES_MOST; page++) {
    const lines: readonly Line[] = await reader.after(from, of);
    for (const { by } of lines) writers.set(by, (writers.get(by) ?? 0) + 1);
    const last = lines.at(-1);
    if (!last || lines.length < PAGE) break;
    from = last;
  }
  return writers;
}

type Step = readonly [command: string, data: JsonObject, words: string];

/** What brings a widget's frame back to where it was; what is in it goes back by undo. */
export function placing(then: Canvas, now: Canvas | undefined, widget: string): Step[] {
  const w = pastWords.now();
  const was = then.widgets.get(widget);
  if (!was || !now) return [];
  const gone = now.removed.get(widget);
  const is = now.widgets.get(widget) ?? gone;
  if (!is) return [];
  const steps: Step[] = [];
  if (gone) steps.push(['restore-widget', { widget }, `${was.title}: ${w.comesBack}`]);
  if (is.locked && !was.locked)
    steps.push(['lock-widget', { widget, locked: false }, `${was.title}: ${w.unlocked}`]);
  if (is.size.w !== was.size.w || is.size.h !== was.size.h)
    steps.push(['resize-widget', { widget, size: { ...was.size } }, `${was.title}: ${w.resized}`]);
  if (is.wanted.x !== was.wanted.x || is.wanted.y !== was.wanted.y)
    steps.push(['move-widget', { widget, position: { ...was.wanted } }, `${was.title}: ${w.movesBack}`]);
  if (is.title !== was.title)
    steps.push(['rename-widget', { widget, title: was.title }, w.calledAgain(is.title, was.title)]);
  if (is.appVersion !== was.appVersion)
    steps.push(['upgrade-widget', { widget, version: was.appVersion }, `${was.title}: ${was.appVersion}`]);
  if (was.locked && !is.locked)
    steps.push(['lock-widget', { widget, locked: true }, `${was.title}: ${w.locked}`]);
  return steps;
}

function tell(canvas: OpenCanvas, outcome: Outcome, cause: string | undefined): void {
  const w = pastWords.now();
  const { skipped, steps } = outcome;
  const done = w.restored(steps + (cause === undefined ? 0 : 1));
  toast({
    text: skipped.length > 0 ? `${done}. ${w.stays(skipped.length)}` : done,
    action: { label: w.undo, run: () => goBack(canvas, outcome, cause) },
  });
}

/** The one way back: everything of it at once. */
export function goBack(canvas: OpenCanvas, outcome: Outcome, cause?: string): void {
  const w = pastWords.now();
  const back = async () => {
    // What a redo may do again, an edit in between would make it forget.
    const stays = outcome.steps > 0 ? await pastOf(canvas).undoer.wayBack(outcome) : 0;
    if (cause !== undefined) await canvas.manager.edit('canvas', 'undo', { op: cause }).done;
    return stays;
  };
  back().then(
    (stays) => toast({ text: stays > 0 ? w.stays(stays) : w.redone }),
    (problem: unknown) => toast({ text: problemText(problem), tone: 'bad' }),
  );
}
