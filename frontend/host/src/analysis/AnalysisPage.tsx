import { Download, Play, Plus, Save, Square, Trash2 } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { Link } from '../app/router.tsx';
import { AccountMenu } from '../home/AccountMenu.tsx';
import { Bell } from '../home/Bell.tsx';
import home from '../home/HomePage.module.css';
import { Button, IconButton } from '../kit/Button.tsx';
import { LayoutsDrawing } from '../kit/Drawings.tsx';
import { Field, Pick } from '../kit/Field.tsx';
import { Mark } from '../kit/Mark.tsx';
import { Notice } from '../kit/Notice.tsx';
import { toast } from '../kit/toasts.ts';
import { useCanvases } from '../people/index.ts';
import { problemText } from '../words/problems.ts';
import { useLanguage } from '../words/words.ts';
import styles from './Analysis.module.css';
import { AnswerTable } from './AnswerTable.tsx';
import { useAsking } from './asking.ts';
import {
  type Given,
  type Question,
  type Saved,
  save,
  useChange,
  useKeep,
  useQuestions,
  useRemove,
} from './index.ts';
import { Plot } from './Plot.tsx';
import { pictureOf } from './picture.ts';
import { ViewList } from './ViewList.tsx';
import { analysisWords } from './words.ts';

const BLANK: Question = {
  id: '',
  scope: 'own',
  title: '',
  sql: 'SELECT type, count(*) AS events\nFROM events\nGROUP BY type\nORDER BY events DESC',
};

/** Questions in SQL about everything that this person may read: ask, look, keep, save. */
export default function AnalysisPage() {
  const w = analysisWords();
  const questions = useQuestions();
  const canvases = useCanvases();
  const [chosen, setChosen] = useState('');
  const [draft, setDraft] = useState<Question>();
  const [given, setGiven] = useState<Given>({});
  const asking = useAsking();
  useEffect(() => {
    document.title = `${w.title} · Gesso`;
  }, [w.title]);

  const all = questions.data ?? [];
  const question = draft ?? all.find(({ id }) => id === chosen) ?? all[0];
  const choose = (next: Question) => {
    setDraft(undefined);
    setChosen(next.id);
    asking.forget();
  };
  const run = useCallback(() => {
    if (question) asking.ask(question.sql, given);
  }, [question, given, asking]);
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  };
  const groups = [
    [w.ready, all.filter(({ scope }) => scope === 'builtin')],
    [w.own, all.filter(({ scope }) => scope === 'own')],
  ] as const;

  return (
    <div className={home.home}>
      <header className={home.bar}>
        <Link to="/" className={styles.back} aria-label={`Gesso: ${w.home}`}>
          <Mark size={32} />
          <span className={home.name}>Gesso</span>
        </Link>
        <span className={home.space} />
        <Bell />
        <AccountMenu />
      </header>
      <main className={`${home.main} ${styles.main}`}>
        <div className={home.head}>
          <div>
            <h1>{w.title}</h1>
            <p>{w.text}</p>
          </div>
          <Button
            icon={<Plus />}
            data-testid="new-question"
            onClick={() => {
              setDraft(BLANK);
              asking.forget();
            }}
          >
            {w.newQuestion}
          </Button>
        </div>
        <div className={styles.sides}>
          <nav className={styles.list} aria-label={w.title} data-testid="questions">
            {groups.map(([title, items]) => (
              <section key={title}>
                <h2>{title}</h2>
                {items.length === 0 && (
                  <p className={styles.hint}>{questions.isPending ? w.loading : w.noneKept}</p>
                )}
                {items.map((one) => (
                  <button
                    key={one.id}
                    type="button"
                    aria-current={one.id === question?.id || undefined}
                    data-testid={`question-${one.id}`}
                    onClick={() => choose(one)}
                  >
                    {one.title}
                  </button>
                ))}
              </section>
            ))}
            {questions.isError && (
              <Button size="small" onClick={() => questions.refetch()}>
                {w.again}
              </Button>
            )}
          </nav>
          {question && (
            // biome-ignore lint/a11y/noStaticElementInteractions: only hears the key that asks
            <div className={styles.desk} onKeyDown={keys}>
              <div className={styles.titled}>
                <h2>{question.title || w.newQuestion}</h2>
                {question.about && <p>{question.about}</p>}
              </div>
              <GivenFields
                given={given}
                change={setGiven}
                canvases={canvases.data?.pages.flatMap(({ items }) => items) ?? []}
              />
              <label className={styles.sql}>
                <span>SQL</span>
                <textarea
                  value={question.sql}
                  spellCheck={false}
                  rows={Math.min(14, question.sql.split('\n').length + 1)}
                  data-testid="sql"
                  onChange={(event) =>
                    setDraft(
                      question.scope === 'own'
                        ? { ...question, sql: event.target.value }
                        : { ...BLANK, title: question.title, sql: event.target.value },
                    )
                  }
                />
              </label>
              <div className={styles.tools}>
                <Button
                  kind="primary"
                  icon={<Play />}
                  busy={asking.isRunning}
                  data-testid="run"
                  title="Ctrl+Enter"
                  onClick={run}
                >
                  {w.run}
                </Button>
                {asking.isRunning && (
                  <Button icon={<Square />} data-testid="stop" onClick={asking.stop}>
                    {w.stop}
                  </Button>
                )}
                <SaveFiles sql={question.sql} given={given} />
                <span className={home.space} />
                <Keep
                  question={question}
                  changed={draft !== undefined}
                  kept={(made) => choose(made)}
                  gone={() => {
                    setDraft(undefined);
                    setChosen('');
                  }}
                />
              </div>
              <Result asking={asking} />
              <ViewList />
            </div>
          )}
        </div>
      </main>
    </div>
  );
}

function GivenFields({
  given,
  change,
  canvases,
}: {
  readonly given: Given;
  readonly canvases: readonly { readonly id: string; readonly title: string }[];
  change(next: Given): void;
}) {
  const w = analysisWords();
  const set = (name: keyof Given, value: string) => {
    const { [name]: _, ...rest } = given;
    change(value === '' ? rest : { ...rest, [name]: value });
  };
  /** A day as this person has it; until means to its end. */
  const day = (name: 'from' | 'to', text: string) => {
    if (text === '') return set(name, '');
    const at = new Date(`${text}T00:00:00`);
    if (name === 'to') at.setDate(at.getDate() + 1);
    if (Number.isFinite(at.getTime())) set(name, at.toISOString());
  };
  return (
    <div className={styles.given}>
      <Pick
        label={w.canvas}
        value={given.canvas ?? ''}
        testId="given-canvas"
        options={[
          { value: '', label: w.allCanvases },
          ...canvases.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        onChange={(value) => set('canvas', value)}
      />
      <Field label={w.from} type="date" onChange={(event) => day('from', event.target.value)} />
      <Field label={w.until} type="date" onChange={(event) => day('to', event.target.value)} />
    </div>
  );
}

function SaveFiles({ sql, given }: { readonly sql: string; readonly given: Given }) {
  const w = analysisWords();
  const [busy, setBusy] = useState<Saved>();
  const download = async (how: Saved) => {
    setBusy(how);
    try {
      const url = URL.createObjectURL(await save(sql, given, how));
      const link = Object.assign(document.createElement('a'), { href: url, download: `gesso-answer.${how}` });
      link.click();
      URL.revokeObjectURL(url);
    } catch (error) {
      toast({ text: problemText(error), tone: 'bad' });
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <>
      {(['csv', 'ndjson'] as const).map((how) => (
        <Button
          key={how}
          icon={<Download />}
          busy={busy === how}
          disabled={busy !== undefined}
          aria-label={w.saveAs(how.toUpperCase())}
          data-testid={`save-${how}`}
          onClick={() => void download(how)}
        >
          {how.toUpperCase()}
        </Button>
      ))}
    </>
  );
}

interface KeepProps {
  readonly question: Question;
  readonly changed: boolean;
  kept(question: Question): void;
  gone(): void;
}

/** What is one's own is changed in place; of the others, and of new ones, a copy is kept under a title. */
function Keep({ question, changed, kept, gone }: KeepProps) {
  const w = analysisWords();
  const keep = useKeep();
  const change = useChange();
  const remove = useRemove();
  const [naming, setNaming] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const failed = (error: unknown) => toast({ text: problemText(error), tone: 'bad' });
  const own = question.scope === 'own' && question.id !== '';
  useEffect(() => {
    if (naming) field.current?.focus();
  }, [naming]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const title = field.current?.value.trim();
    if (!title) return;
    keep.mutateAsync({ title, sql: question.sql }).then((made) => {
      setNaming(false);
      toast({ text: w.isKept(made.title) });
      kept(made);
    }, failed);
  };
  if (naming)
    return (
      <form className={styles.naming} onSubmit={submit}>
        <input
          ref={field}
          className={styles.name}
          defaultValue={question.title}
          maxLength={120}
          aria-label={w.name}
          data-testid="question-title"
          onKeyDown={(event) => event.key === 'Escape' && setNaming(false)}
        />
        <Button kind="primary" type="submit" busy={keep.isPending} data-testid="keep-confirm">
          {w.keep}
        </Button>
      </form>
    );
  return (
    <>
      {own && (
        <IconButton
          label={w.remove(question.title)}
          side="top"
          data-testid="remove-question"
          onClick={() => {
            const { title, sql } = question;
            remove.mutateAsync(question.id).then(() => {
              gone();
              toast({
                text: w.removed(title),
                action: { label: w.undo, run: () => keep.mutateAsync({ title, sql }).then(kept, failed) },
              });
            }, failed);
          }}
        >
          <Trash2 />
        </IconButton>
      )}
      {own && changed ? (
        <Button
          icon={<Save />}
          busy={change.isPending}
          data-testid="keep-changes"
          onClick={() => change.mutateAsync(question).then(kept, failed)}
        >
          {w.keepChanges}
        </Button>
      ) : (
        <Button icon={<Save />} data-testid="keep-question" onClick={() => setNaming(true)}>
          {w.keep}
        </Button>
      )}
    </>
  );
}

function Result({ asking }: { readonly asking: ReturnType<typeof useAsking> }) {
  const w = analysisWords();
  const language = useLanguage();
  const { answer, problem } = asking;
  if (problem)
    return (
      <p className={styles.problem} role="alert" data-testid="problem">
        {problem}
      </p>
    );
  if (!answer)
    return (
      <div className={styles.blank}>
        <Notice drawing={<LayoutsDrawing />} title={w.blank} testId="answer-blank">
          <p>{w.blankText}</p>
        </Notice>
      </div>
    );
  const picture = pictureOf(answer);
  return (
    <section className={styles.answer} aria-label={w.answer} data-testid="answer">
      <p className={styles.hint} role="status">
        {answer.rows.length === 0 ? w.noRows : w.rows(answer.rows.length.toLocaleString(language))}
        {answer.more && ` · ${w.more}`} · {answer.millis.toLocaleString(language)} ms
      </p>
      {picture && <Plot picture={picture} />}
      {answer.rows.length > 0 && <AnswerTable answer={answer} />}
    </section>
  );
}
