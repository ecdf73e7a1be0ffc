import { ArrowLeft, Check, SlidersHorizontal, Sparkles } from 'lucide-react';
import { type FormEvent, useMemo, useState } from 'react';
import { draft, setDraft } from '../../generator/draft.ts';
import { settle } from '../../generator/edit.ts';
import { hints, type Problem } from '../../generator/hints.ts';
import { generator } from '../../generator/index.ts';
import { sentencesOf } from '../../generator/spoken.ts';
import type { AppSpecification } from '../../generator/types.ts';
import { ApiError } from '../../http/index.ts';
import { AppMark } from '../../kit/AppMark.tsx';
import { Button, IconButton } from '../../kit/Button.tsx';
import { announce } from '../../kit/toasts.ts';
import { useCanvasMeta } from '../../state/index.ts';
import { fieldProblem, problemText } from '../../words/problems.ts';
import panel from '../Panel.module.css';
import { troubleText, useRefine, useStart } from './asking.ts';
import { Field } from './inputs.tsx';
import styles from './Make.module.css';
import { Preview } from './Preview.tsx';
import { QuotaLine } from './QuotaLine.tsx';
import { SpecForm } from './SpecForm.tsx';
import { promptProblem } from './StartStep.tsx';
import { usePreview } from './usePreview.ts';
import { hintWords, makeWords } from './words.ts';

interface SpecifyStepProps {
  readonly specification: AppSpecification;
  readonly prompt: string;
  /** The job whose app gets another version. */
  readonly refines: string | undefined;
}

/** What the app will be, in words and alive, to be changed before it is made. */
export function SpecifyStep({ specification, prompt, refines }: SpecifyStepProps) {
  const w = makeWords();
  const meta = useCanvasMeta();
  const start = useStart();
  const refine = useRefine();
  const [tried, setTried] = useState(false);
  const settled = useMemo(() => settle(specification), [specification]);
  const wrong = hints(settled, hintWords(w));
  const preview = usePreview(settled, wrong.length === 0);
  const sending = refines === undefined ? start : refine;
  const sentWith = sending.variables?.specification;
  const refused = sentWith === settled ? errorsOf(sending.error) : [];
  const problems = [...wrong, ...refused, ...preview.problems];
  const make = () => {
    setTried(true);
    if (wrong.length > 0) return focusPath(wrong[0]?.field ?? '');
    if (refines !== undefined) refine.mutate({ job: refines, specification: settled });
    else
      start.mutate({
        prompt: prompt.trim() || `${settled.title}: ${settled.summary}`,
        specification: settled,
      });
  };
  return (
    <div className={styles.specify} data-testid="make-specify">
      <div className={panel.line}>
        <IconButton
          label={refines ? w.backToApp : w.startAgain}
          side="right"
          size="small"
          data-testid="make-back"
          onClick={() => setDraft(refines ? { step: 'job', job: refines } : { step: 'start' })}
        >
          <ArrowLeft />
        </IconButton>
        <span className={panel.hint}>{refines ? w.backToApp : w.startAgain}</span>
      </div>
      <div className={styles.columns}>
        <div className={panel.stack}>
          <header className={styles.what}>
            <AppMark app={settled} id={settled.title} size={32} />
            <div>
              <h3 data-testid="make-title">{settled.title}</h3>
              <p className={panel.hint}>{settled.summary}</p>
            </div>
          </header>
          {specification.question !== undefined && refines === undefined && (
            <Question question={specification.question} prompt={prompt} specification={specification} />
          )}
          <section className={panel.section}>
            <h3>{w.willBe}</h3>
            <ul className={styles.sentences} data-testid="make-sentences">
              {sentencesOf(settled).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </section>
        </div>
        <Preview preview={preview} specification={settled} sound={wrong.length === 0} />
        <details className={styles.change} data-testid="make-form">
          <summary>
            <SlidersHorizontal />
            <span>
              <strong>{w.change}</strong>
              <span className={panel.hint}>{w.changeHint}</span>
            </span>
          </summary>
          <SpecForm specification={specification} problems={problems} tried={tried} />
        </details>
      </div>
      <footer className={styles.foot}>
        {problems.length > 0 && (tried || refused.length > 0) && <ToMend problems={problems} />}
        {sending.isError && refused.length === 0 && (
          <p className={panel.bad} role="alert">
            {fieldProblem(sending.error, 'prompt') ?? troubleText(sending.error)}
          </p>
        )}
        {meta && !meta.canEdit && refines === undefined && <p className={panel.hint}>{w.notHere}</p>}
        <div className={panel.line}>
          <Button
            kind="primary"
            icon={<Sparkles />}
            busy={sending.isPending}
            data-testid="make-it"
            onClick={make}
          >
            {sending.isPending ? w.sending : refines ? w.makeVersion : w.make}
          </Button>
          <QuotaLine />
        </div>
      </footer>
    </div>
  );
}

/** What the server said of the specification, by path; it may put the whole below one name. */
export function errorsOf(error: unknown): Problem[] {
  return error instanceof ApiError
    ? error.errors
        .filter(({ field }) => field !== 'prompt')
        .map(({ field, message }) => ({ field: field.replace(/^specification\.?/, ''), message }))
    : [];
}

/** Goes to the control of a path, or of the row that it is in. */
export function focusPath(path: string): void {
  for (let at = path; at !== ''; at = at.replace(/(\.[^.[]*|\[[^\]]*\]|^[^.[]*)$/, '')) {
    const found = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(at)}"]`);
    if (!found) continue;
    for (let up = found.closest('details'); up; up = up.parentElement?.closest('details') ?? null)
      up.open = true;
    found.focus();
    return;
  }
}

function ToMend({ problems }: { readonly problems: readonly Problem[] }) {
  const w = makeWords();
  return (
    <div className={styles.note} data-tone="bad" role="status" data-testid="make-mend">
      <strong>{w.toMend(problems.length)}</strong>
      <ul>
        {problems.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            <button type="button" onClick={() => focusPath(field)}>
              {message}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface QuestionProps {
  readonly question: string;
  readonly prompt: string;
  readonly specification: AppSpecification;
}

/** What a vague prompt leaves open: an answer makes the proposal anew. */
function Question({ question, prompt, specification }: QuestionProps) {
  const w = makeWords();
  const [answer, setAnswer] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const asked = `${prompt.trim()}\n${question} ${answer.trim()}`;
    const wrong = promptProblem(answer, w) ?? promptProblem(asked, w);
    setProblem(wrong);
    if (wrong) return;
    setBusy(true);
    try {
      const next = await generator.analyzePrompt(asked);
      // Who changed the form meanwhile, or went elsewhere, keeps that.
      const now = draft();
      if (now.step === 'specify' && now.prompt === prompt && now.specification === specification) {
        setDraft({ prompt: asked, specification: next });
        announce(next.title);
      }
    } catch (error) {
      setProblem(fieldProblem(error, 'prompt') ?? problemText(error));
    } finally {
      setBusy(false);
    }
  };
  const leave = () => {
    const { question: _, ...rest } = specification;
    setDraft({ specification: rest });
  };
  return (
    <form className={styles.question} onSubmit={send} data-testid="make-question">
      <h3>{w.question}</h3>
      <p>{question}</p>
      <Field
        label={w.answer}
        value={answer}
        problem={problem}
        data-testid="make-answer"
        onChange={(event) => setAnswer(event.currentTarget.value)}
      />
      <p className={panel.hint}>{w.answerHint}</p>
      <div className={panel.line}>
        <Button size="small" type="submit" icon={<Check />} busy={busy}>
          {w.answerIt}
        </Button>
        <Button size="small" kind="bare" onClick={leave}>
          {w.leaveOpen}
        </Button>
      </div>
    </form>
  );
}
