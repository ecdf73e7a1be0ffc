import { Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { draft, setDraft } from '../../generator/draft.ts';
import {
  addField,
  addView,
  changeField,
  changeView,
  type Edited,
  insertField,
  insertView,
  type Mended,
  moveField,
  moveView,
  possibleKinds,
  removeField,
  removeView,
} from '../../generator/edit.ts';
import { type Problem, problemAt } from '../../generator/hints.ts';
import { isFresh } from '../../generator/names.ts';
import { kindWords, slotWords } from '../../generator/spoken.ts';
import { type AppSpecification, type Entity, type Kind, LIMITS } from '../../generator/types.ts';
import { APP_ICONS } from '../../kit/AppMark.tsx';
import { Button } from '../../kit/Button.tsx';
import { announce, toast } from '../../kit/toasts.ts';
import panel from '../Panel.module.css';
import { FieldRow } from './FieldRow.tsx';
import { Area, Field } from './inputs.tsx';
import styles from './Make.module.css';
import { useRows } from './useRows.ts';
import { ViewRow } from './ViewRow.tsx';
import { type MakeWords, makeWords } from './words.ts';

interface SpecFormProps {
  readonly specification: AppSpecification;
  readonly problems: readonly Problem[];
  /** Somebody pressed to make it: what was not yet filled in is marked too. */
  readonly tried: boolean;
}

/** Everything of a specification that people can change. */
export function SpecForm({ specification: app, problems, tried }: SpecFormProps) {
  const w = makeWords();
  const put = (specification: AppSpecification) => setDraft({ specification });
  const at = (path: string) => problemAt(problems, path);
  return (
    <div className={styles.form}>
      <section className={panel.section}>
        <h3>{w.app}</h3>
        <Field
          label={w.title}
          path="title"
          value={app.title}
          problem={at('title')}
          data-testid="spec-title"
          onChange={(event) => put({ ...app, title: event.currentTarget.value })}
        />
        <Area
          label={w.summary}
          path="summary"
          rows={2}
          value={app.summary}
          problem={at('summary')}
          onChange={(summary) => put({ ...app, summary })}
        />
        <Icons chosen={app.icon} onChoose={(icon) => put({ ...app, icon })} />
      </section>
      {app.entities.map((entity, i) => (
        <Fields
          key={entity.name}
          app={app}
          entity={entity}
          at={i}
          problems={problems}
          tried={tried}
          put={put}
        />
      ))}
      <Views app={app} problems={problems} put={put} />
    </div>
  );
}

function Icons({ chosen, onChoose }: { readonly chosen: string; onChoose(icon: string): void }) {
  const w = makeWords();
  return (
    <fieldset className={styles.icons}>
      <legend>{w.icon}</legend>
      {Object.entries(APP_ICONS).map(([name, Icon]) => (
        <label key={name} title={name.replaceAll('-', ' ')} data-chosen={name === chosen || undefined}>
          <input
            type="radio"
            name="spec-icon"
            className="hidden"
            aria-label={name.replaceAll('-', ' ')}
            checked={name === chosen}
            onChange={() => onChoose(name)}
          />
          <Icon />
        </label>
      ))}
    </fieldset>
  );
}

interface PartProps {
  readonly app: AppSpecification;
  readonly problems: readonly Problem[];
  put(app: AppSpecification): void;
}

function Fields({
  app,
  entity,
  at,
  problems,
  tried,
  put,
}: PartProps & { readonly entity: Entity; readonly at: number; readonly tried: boolean }) {
  const w = makeWords();
  const path = `entities[${at}]`;
  const [root, focusNext] = useFocusNext();
  const named = (index: number) => entity.fields[index]?.label.trim() || w.newField;
  const put2 = (edited: Edited, told: string, back: () => void) => {
    put(edited.specification);
    tellMended(told, edited.mended, back, w);
  };
  const remove = (index: number) => {
    const field = entity.fields[index];
    const edited = removeField(app, at, index);
    if (!field || edited.specification === app) return;
    const label = named(index);
    put2(edited, w.removed(label), () => {
      const now = draft().specification;
      // Whoever went on keeps that, and gets the field back.
      put(now === edited.specification || !now ? app : insertField(now, at, index, field));
      announce(w.undone(label));
    });
    focusNext(`[data-row="${Math.min(index, entity.fields.length - 2)}"] [data-handle]`);
  };
  const move = (index: number, by: number) => {
    const to = index + by;
    const next = moveField(app, at, index, to);
    if (to < 0 || to >= entity.fields.length || next === app) return;
    put(next);
    announce(w.movedTo(named(index), to + 1, entity.fields.length));
    focusNext(
      `[data-row="${to}"] [data-move="${by < 0 ? 'up' : 'down'}"]`,
      `[data-row="${to}"] [data-handle]`,
    );
  };
  return (
    <section className={panel.section} ref={root}>
      <Field
        label={w.one}
        path={`${path}.title`}
        value={entity.title}
        problem={problemAt(problems, `${path}.title`)}
        onChange={(event) => {
          const title = event.currentTarget.value;
          put({ ...app, entities: app.entities.map((one, i) => (i === at ? { ...one, title } : one)) });
        }}
      />
      <h3>{w.fields(entity.title)}</h3>
      <ol className={styles.rows} data-testid="spec-fields">
        {entity.fields.map((field, i) => (
          <FieldRow
            key={field.name}
            entity={entity}
            index={i}
            path={`${path}.fields[${i}]`}
            problems={isFresh(field.name) && field.label === '' && !tried ? [] : problems}
            onMove={(by) => move(i, by)}
            onRemove={() => remove(i)}
            onChange={(part) => {
              const edited = changeField(app, at, i, part);
              put(edited.specification);
              if (edited.mended.length > 0) tellMended(w.changed(named(i)), edited.mended, () => put(app), w);
            }}
          />
        ))}
      </ol>
      <div>
        <Button
          size="small"
          icon={<Plus />}
          disabled={entity.fields.length >= LIMITS.fields}
          data-testid="add-field"
          onClick={() => {
            put(addField(app, at));
            focusNext(`[data-row="${entity.fields.length}"] [data-handle]`);
          }}
        >
          {w.addField}
        </Button>
      </div>
      <p className={panel.hint}>{w.alt}</p>
    </section>
  );
}

function Views({ app, problems, put }: PartProps) {
  const w = makeWords();
  const kinds = kindWords();
  const rows = useRows(app.views.length);
  const [root, focusNext] = useFocusNext();
  const entity = app.entities[0];
  const move = (index: number, by: number) => {
    const to = index + by;
    if (to < 0 || to >= app.views.length) return;
    put(moveView(app, index, to));
    rows.move(index, to);
    announce(w.movedTo(app.views[index]?.title ?? '', to + 1, app.views.length));
    focusNext(
      `[data-row="${to}"] [data-move="${by < 0 ? 'up' : 'down'}"]`,
      `[data-row="${to}"] [data-handle]`,
    );
  };
  const remove = (index: number) => {
    const view = app.views[index];
    const next = removeView(app, index);
    if (!view || next === app) return;
    put(next);
    rows.remove(index);
    tellMended(
      w.removed(view.title),
      [],
      () => {
        const now = draft().specification;
        put(now === next || !now ? app : insertView(now, index, view));
        announce(w.undone(view.title));
      },
      w,
    );
    focusNext(`[data-row="${Math.min(index, app.views.length - 2)}"] [data-handle]`);
  };
  const first = entity && possibleKinds(entity)[0];
  return (
    <section className={panel.section} ref={root}>
      <h3>{w.views}</h3>
      <ol className={styles.rows} data-testid="spec-views">
        {app.views.map((view, i) => (
          <ViewRow
            key={rows.ids[i]}
            app={app}
            view={view}
            index={i}
            problems={problems}
            onMove={(by) => move(i, by)}
            onRemove={() => remove(i)}
            onChange={(part) => put(changeView(app, i, part))}
          />
        ))}
      </ol>
      <div>
        <Button
          size="small"
          icon={<Plus />}
          disabled={app.views.length >= LIMITS.views || first === undefined}
          data-testid="add-view"
          onClick={() => {
            if (!entity) return;
            const kind: Kind =
              possibleKinds(entity).find((one) => !app.views.some((v) => v.kind === one)) ?? 'list';
            put(addView(app, kind, entity.name, w.newView(kinds[kind])));
            focusNext(`[data-row="${app.views.length}"] [data-handle]`);
          }}
        >
          {w.addView}
        </Button>
      </div>
    </section>
  );
}

/** What was done, what had to change for it, and the way back. */
function tellMended(told: string, mended: readonly Mended[], back: () => void, w: MakeWords): void {
  const text = [told, ...mended.map((one) => mendedText(one, w))].join(' ');
  toast({ text, action: { label: w.undo, run: back } });
}
function mendedText(one: Mended, w: MakeWords): string {
  switch (one.what) {
    case 'view-refers':
      return w.viewRefers(one.view, one.to);
    case 'view-lost':
      return w.viewLost(one.view, slotWords.now()[one.slot]);
    case 'view-kind':
      return w.viewKind(one.view, kindWords.now()[one.to]);
    case 'formula':
      return w.formulaGone(one.field);
    case 'rule':
      return w.ruleGone(one.message);
  }
}

/** The focus goes along with what was moved, to the first of these that can have it. */
function useFocusNext() {
  const root = useRef<HTMLElement>(null);
  const wanted = useRef<readonly string[]>([]);
  useEffect(() => {
    const all = wanted.current.map((one) => root.current?.querySelector<HTMLElement>(one));
    wanted.current = [];
    all.find((one) => one && !one.matches(':disabled'))?.focus();
  });
  const focusNext = (...selectors: string[]) => {
    wanted.current = selectors;
  };
  return [root, focusNext] as const;
}
