import { CircleFadingArrowUp, Eye, Pencil, Plus, ShieldQuestion, Sparkles } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { add, upgrade } from '../../board/edits.ts';
import { useCanvasHandle } from '../../canvas/index.ts';
import { draft, setDraft } from '../../generator/draft.ts';
import { generator } from '../../generator/index.ts';
import { wasPublished } from '../../generator/progress.ts';
import { type Job, LIMITS } from '../../generator/types.ts';
import { Button } from '../../kit/Button.tsx';
import { toast } from '../../kit/toasts.ts';
import { registry } from '../../registry/index.ts';
import { useCanvasMeta, useCanvasState } from '../../state/index.ts';
import type { Widget } from '../../state/types.ts';
import { fieldProblem, problemText } from '../../words/problems.ts';
import panel from '../Panel.module.css';
import { troubleText, useRefine } from './asking.ts';
import { jobWords } from './jobWords.ts';
import styles from './Make.module.css';
import { QuotaLine } from './QuotaLine.tsx';
import { showWidget } from './showWidget.ts';

/** The widget of the app that this canvas has: the job's own, else any. */
const widgetOf = (widgets: Readonly<Record<string, Widget>>, job: Job): Widget | undefined => {
  const own = widgets[job.widget ?? ''];
  return own?.appId === job.app ? own : Object.values(widgets).find((one) => one.appId === job.app);
};

/** Where the app is on this canvas, and which of its versions runs there. */
export function Placed({ job, app }: { readonly job: Job; readonly app: string }) {
  const w = jobWords();
  const canvas = useCanvasHandle();
  const canEdit = useCanvasMeta()?.canEdit ?? false;
  const widget = useCanvasState((state) => widgetOf(state.widgets, job));
  const [busy, setBusy] = useState(false);
  if (!widget) {
    if (!canEdit) return null;
    const put = async () => {
      setBusy(true);
      try {
        const { title } = await registry.getAppDetails(app);
        add(canvas, app, title);
      } catch (error) {
        toast({ text: problemText(error), tone: 'bad' });
      } finally {
        setBusy(false);
      }
    };
    return (
      <div>
        <Button kind="primary" icon={<Plus />} busy={busy} data-testid="make-put" onClick={put}>
          {w.put}
        </Button>
      </div>
    );
  }
  const versions = job.versions.filter(wasPublished).map((one) => one.appVersion as string);
  const latest = versions.at(-1);
  const behind = latest !== undefined && latest !== widget.appVersion;
  const others = versions.filter((one) => one !== widget.appVersion && one !== latest);
  return (
    <section className={panel.section} data-testid="make-placed">
      <p className={panel.hint}>{w.runs(widget.appVersion)}</p>
      <div className={panel.line}>
        {behind && canEdit && (
          <Button
            kind="primary"
            icon={<CircleFadingArrowUp />}
            data-testid="make-upgrade"
            onClick={() => upgrade(canvas, widget, latest)}
          >
            {w.upgrade(latest)}
          </Button>
        )}
        <Button icon={<Eye />} data-testid="make-show" onClick={() => showWidget(widget.id)}>
          {w.show}
        </Button>
        {canEdit &&
          others.map((version) => (
            <Button
              key={version}
              data-testid={`make-version-${version}`}
              onClick={() => upgrade(canvas, widget, version)}
            >
              {w.goBack(version)}
            </Button>
          ))}
      </div>
    </section>
  );
}

/** The next version, by a sentence or in the form. */
export function Refine({ job, onSent }: { readonly job: Job; onSent(): void }) {
  const w = jobWords();
  const id = useId();
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const refine = useRefine();
  const problem = missing
    ? w.refineNeeded
    : (fieldProblem(refine.error, 'words') ?? (refine.isError ? troubleText(refine.error) : undefined));
  const send = (event: FormEvent) => {
    event.preventDefault();
    const words = text.trim();
    setMissing(words === '');
    if (words === '') return;
    refine.mutate(
      { job: job.job, words },
      {
        onSuccess: () => {
          setText('');
          onSent();
        },
      },
    );
  };
  const specification = job.versions.findLast(wasPublished)?.specification;
  return (
    <form className={panel.section} onSubmit={send} data-testid="make-refine">
      <label className={styles.ask} htmlFor={id}>
        <Sparkles />
        {w.refine}
      </label>
      <textarea
        id={id}
        className={styles.area}
        rows={2}
        maxLength={LIMITS.prompt}
        value={text}
        placeholder={w.suggest1}
        data-testid="make-refine-words"
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${id}-told`}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setMissing(false);
        }}
      />
      <p
        id={`${id}-told`}
        className={problem ? styles.problem : panel.hint}
        role={problem ? 'alert' : undefined}
      >
        {problem ?? w.refineHint}
      </p>
      <div className={styles.chips}>
        {[w.suggest1, w.suggest2, w.suggest3].map((one) => (
          <button
            key={one}
            type="button"
            onClick={() => setText(text.trim() ? `${text.trim()}, ${one}` : one)}
          >
            {one}
          </button>
        ))}
      </div>
      <div className={panel.line}>
        <Button
          kind="primary"
          type="submit"
          icon={<Sparkles />}
          busy={refine.isPending}
          data-testid="make-refine-it"
        >
          {w.refineIt}
        </Button>
        {specification && (
          <Button
            icon={<Pencil />}
            data-testid="make-refine-form"
            onClick={() => setDraft({ ...draft(), step: 'specify', specification, refines: job.job })}
          >
            {w.form}
          </Button>
        )}
        <QuotaLine />
      </div>
    </form>
  );
}

/** Whether everybody may have it: asked of those who run this Gesso. */
export function Approval({ job, onDone }: { readonly job: Job; onDone(job: Job): void }) {
  const w = jobWords();
  const [busy, setBusy] = useState(false);
  const ask = async () => {
    setBusy(true);
    try {
      onDone(await generator.askApproval(job.job));
    } catch (error) {
      toast({ text: problemText(error), tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  const { approval, reason } = job;
  return (
    <section className={panel.section} data-testid="make-approval" data-approval={approval}>
      <h3>{w.approval}</h3>
      <p className={panel.hint} role="status">
        {approval === 'asked'
          ? w.askedFor
          : approval === 'approved'
            ? w.approved
            : approval === 'rejected'
              ? w.rejected(reason ?? '')
              : w.approvalText}
      </p>
      {(approval === 'none' || approval === 'rejected') && (
        <div>
          <Button icon={<ShieldQuestion />} busy={busy} data-testid="make-ask-approval" onClick={ask}>
            {w.ask}
          </Button>
        </div>
      )}
    </section>
  );
}
