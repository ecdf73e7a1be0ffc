import { Plus } from 'lucide-react';
import { useCanvasHandle } from '../canvas/index.ts';
import { AppMark } from '../kit/AppMark.tsx';
import Dialog from '../kit/Dialog.tsx';
import { registry } from '../registry/index.ts';
import { words } from '../words/words.ts';
import styles from './Chooser.module.css';
import type { Candidate, Question } from './desk.ts';

const useWords = words({
  where: ['Where?', 'Wohin?'],
  fresh: [(app: string) => `New ${app}`, (app: string) => `Neu: ${app}`],
});

/** [E7] Which widget does what an app asks for; Esc cancels. */
export default function Chooser({ question }: { readonly question: Question }) {
  const w = useWords();
  const { intents } = useCanvasHandle();
  return (
    <Dialog
      title={question.candidates[0]?.does ?? question.name}
      testId="intent-chooser"
      onClose={() => intents.cancel()}
    >
      <p id="intent-where" className={styles.where}>
        {w.where}
      </p>
      <ul className={styles.list} aria-labelledby="intent-where">
        {question.candidates.map((candidate, n) => (
          <li key={`${candidate.kind} ${candidate.id}`}>
            <Choice candidate={candidate} first={n === 0} choose={() => intents.choose(candidate)} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly candidate: Candidate;
  readonly first: boolean;
  choose(): void;
}

function Choice({ candidate, first, choose }: ChoiceProps) {
  const w = useWords();
  const { kind, id, app, title } = candidate;
  return (
    <button
      type="button"
      className={styles.choice}
      data-testid={kind === 'app' ? 'intent-new' : 'intent-widget'}
      data-of={id}
      data-first={first || undefined}
      onClick={choose}
    >
      {kind === 'app' ? <Plus aria-hidden="true" /> : <AppMark app={registry.peek(app)} id={app} />}
      <span>{kind === 'app' ? w.fresh(title) : title}</span>
    </button>
  );
}
