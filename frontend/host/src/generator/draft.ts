/** What a person is about to make, kept on this device: a panel that closes or a server that fails takes no words. */
import { create } from 'zustand';
import { draftKey } from './key.ts';
import type { AppSpecification } from './types.ts';

/** Where the panel is. */
export type Step = 'start' | 'specify' | 'job' | 'approvals';
export interface Draft {
  readonly step: Step;
  readonly prompt: string;
  readonly specification: AppSpecification | undefined;
  /** The job whose app gets another version by it. */
  readonly refines: string | undefined;
  /** The job that is looked at. */
  readonly job: string | undefined;
}
const EMPTY: Draft = {
  step: 'start',
  prompt: '',
  specification: undefined,
  refines: undefined,
  job: undefined,
};

export const useDraft = create<Draft & { user: string }>()(() => ({ ...EMPTY, user: '' }));
export const draft = (): Draft => useDraft.getState();

/** Takes up what this person left; nothing of anybody else stays. */
export function draftOf(user: string): void {
  if (useDraft.getState().user !== user) useDraft.setState({ ...EMPTY, ...restored(user), user }, true);
}
export function setDraft(part: Partial<Draft>): void {
  useDraft.setState(part);
  const { user, ...kept } = useDraft.getState();
  if (user === '') return;
  try {
    localStorage.setItem(draftKey(user), JSON.stringify(kept));
  } catch {
    // A full storage costs the draft alone, and only when the page is closed.
  }
}

function restored(user: string): Partial<Draft> {
  try {
    const kept = JSON.parse(localStorage.getItem(draftKey(user)) ?? '{}') as Partial<Draft>;
    const whole =
      kept.step !== 'specify' || (Array.isArray(kept.specification?.entities) && kept.specification.views);
    return whole ? kept : { prompt: kept.prompt ?? '' };
  } catch {
    return {};
  }
}
