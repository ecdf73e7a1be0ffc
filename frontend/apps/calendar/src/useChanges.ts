/** Everything that somebody does to events here: commands, the question for which days, and the way back. */
import { type Edit, freshId, useAPI } from '@gesso/sdk';
import { useEffect, useState } from 'react';
import type { Question } from './Asking.tsx';
import { UNDO_MILLIS } from './constants.ts';
import type { Expansion, Shown } from './occurrences.ts';
import { type Change, editing, removing, scopesOf, textAt, type Wish } from './plan.ts';
import type { Scope } from './types.ts';
import type { Words } from './words.ts';

interface Done {
  text: string;
  edit: Edit;
}
export interface Changes {
  question: Question | undefined;
  leave(): void;
  done: Done | undefined;
  tell(done: Done): void;
  takeBack(): void;
  /** `refused` is called when the server does not take it. */
  add(change: Change, refused: () => void): void;
  edit(shown: Shown, change: Change, refused: () => void): void;
  reset(shown: Shown): void;
  remove(shown: Shown): void;
  /** Wall milliseconds where one looks. */
  place(shown: Shown, from: number, to: number): void;
}

function whenRefused({ done }: Edit, refused?: () => void): void {
  done.catch((error: Error) => {
    // By its name: the host's class is another than the one in this app's files.
    if (error.name === 'EditRefused') refused?.();
  });
}

export function useChanges(words: Words, zone: string, expansion: Expansion | undefined): Changes {
  const { command, undo } = useAPI();
  const [question, ask] = useState<Question>();
  const [done, tell] = useState<Done>();
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => tell(undefined), UNDO_MILLIS);
    return () => clearTimeout(timer);
  }, [done]);

  const send = ({ command: name, data }: Wish, text: string, refused?: () => void) => {
    const edit = command(name, data);
    whenRefused(edit, refused);
    tell({ text, edit });
  };
  const asked = (shown: Shown, scopes: readonly Scope[], answer: (scope: Scope) => void) => {
    const [only] = scopes;
    if (scopes.length < 2) answer(only ?? 'all');
    else ask({ title: shown.what.title, scopes, answer });
  };
  const edit = (shown: Shown, change: Change, text: string, refused?: () => void) =>
    asked(shown, scopesOf(shown, change), (scope) =>
      send(editing(shown, change, scope, expansion), text, refused),
    );
  return {
    question,
    leave: () => ask(undefined),
    done,
    tell,
    takeBack() {
      if (done) undo(done.edit);
      tell(undefined);
    },
    add: (change, refused) => whenRefused(command('calendar.add', { id: freshId(), ...change }), refused),
    edit: (shown, change, refused) => edit(shown, change, words.changedIt, refused),
    reset: (shown) =>
      send({ command: 'calendar.reset', data: { id: shown.entry.id, on: shown.on ?? '' } }, words.changedIt),
    remove: (shown) => asked(shown, scopesOf(shown), (scope) => send(removing(shown, scope), words.removed)),
    place(shown, from, to) {
      const start = from === shown.from ? shown.what.start : textAt(from, shown.entry, zone);
      const end =
        to - from === shown.to - shown.from || to !== shown.to
          ? textAt(to, shown.entry, zone)
          : shown.what.end;
      edit(shown, { start, end }, words.moved);
    },
  };
}
