/** What a person sees of an intent: the widget that serves it, and the way back. */
import type { IntentRefusal } from '@gesso/sdk';
import { focusWidget } from '../board/edits.ts';
import type { Manager } from '../canvas/manager.ts';
import { announce, toast } from '../kit/toasts.ts';
import { canvasState } from '../state/index.ts';
import { words } from '../words/words.ts';
import type { Served } from './desk.ts';

const spoken = words({
  done: [(title: string) => `Given to ${title}`, (title: string) => `An ${title} gegeben`],
  asking: [(title: string) => `${title} takes it`, (title: string) => `${title} übernimmt`],
  undo: ['Undo', 'Zurücknehmen'],
  nobody: ['No app on this canvas can do that', 'Keine App auf dieser Leinwand kann das'],
  invalid: ['No app takes this as it is', 'Keine App nimmt das, so wie es ist'],
  forbidden: ['You can look at this canvas, not change it', 'Du kannst diese Leinwand ansehen, nicht ändern'],
  busy: ['One question at a time', 'Eine Frage nach der anderen'],
  declined: [(why: string) => `The app declined: ${why}`, (why: string) => `Die App lehnt ab: ${why}`],
  timeout: [
    'The app did not answer within 30 seconds. What it was given is where it came from.',
    'Die App hat nicht innerhalb von 30 Sekunden geantwortet. Was sie bekommen sollte, ist noch, wo es war.',
  ],
  failed: [
    'The app could not do that. What it was given is where it came from.',
    'Die App konnte das nicht. Was sie bekommen sollte, ist noch, wo es war.',
  ],
});

const titleOf = (widget: string): string => canvasState().widgets[widget]?.title ?? '';

/** A widget that was added this moment has its frame with the next picture. */
export function showServing(widget: string): void {
  announce(spoken.now().asking(titleOf(widget)));
  requestAnimationFrame(() => requestAnimationFrame(() => focusWidget(widget)));
}

export function showServed(manager: Manager, { widget, cause }: Served): void {
  const w = spoken.now();
  toast({
    text: w.done(titleOf(widget)),
    action: { label: w.undo, run: () => void manager.edit('canvas', 'undo', { op: cause }) },
  });
}

export function showRefused(reason: IntentRefusal, detail: string): void {
  if (reason === 'uninvited') return; // nobody has asked for anything
  const w = spoken.now();
  toast({ text: reason === 'declined' ? w.declined(detail) : w[reason], tone: 'bad' });
}
