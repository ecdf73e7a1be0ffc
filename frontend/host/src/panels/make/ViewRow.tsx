import { entityOf, fitting, possible, SLOTS } from '../../generator/edit.ts';
import { type Problem, problemAt } from '../../generator/hints.ts';
import { kindWords, slotWords } from '../../generator/spoken.ts';
import {
  type AppSpecification,
  type Entity,
  KINDS,
  type Kind,
  type Slot,
  type View,
} from '../../generator/types.ts';
import { Field, type Option, Select } from './inputs.tsx';
import styles from './Make.module.css';
import { movesBy, RowHead } from './RowHead.tsx';
import { type MakeWords, makeWords } from './words.ts';

interface ViewRowProps {
  readonly app: AppSpecification;
  readonly view: View;
  readonly index: number;
  readonly problems: readonly Problem[];
  onMove(by: number): void;
  onRemove(): void;
  onChange(part: Partial<View>): void;
}

/** One view: its kind, its title, and by which fields it goes. */
export function ViewRow({ app, view, index, problems, onMove, onRemove, onChange }: ViewRowProps) {
  const w = makeWords();
  const kinds = kindWords();
  const slots = slotWords();
  const entity = entityOf(app, view.entity);
  if (!entity) return null;
  const path = `views[${index}]`;
  const { uses, needs = [] } = SLOTS[view.kind];
  // A chart needs one of two; either can then be left out.
  const needed = (slot: Slot) =>
    needs.includes(slot) && !needs.some((one) => one !== slot && view[one] !== undefined);
  const label = view.title.trim() || w.view(index + 1);
  return (
    <li className={styles.row} data-row={index} data-testid="spec-view" onKeyDown={movesBy(onMove)}>
      <RowHead label={label} index={index} last={app.views.length - 1} onMove={onMove} onRemove={onRemove}>
        <Field
          label={w.title}
          path={`${path}.title`}
          value={view.title}
          data-handle=""
          problem={problemAt(problems, `${path}.title`)}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <Select
          label={w.kind}
          path={`${path}.kind`}
          value={view.kind}
          options={KINDS.map((kind) =>
            possible(kind, entity)
              ? { value: kind, label: kinds[kind] }
              : { value: kind, label: w.impossible(kinds[kind]), disabled: true },
          )}
          testId="view-kind"
          onChange={(kind) => onChange({ kind: kind as Kind })}
        />
      </RowHead>
      <div className={styles.details}>
        {app.entities.length > 1 && (
          <Select
            label={w.of}
            path={`${path}.entity`}
            value={view.entity}
            options={app.entities.map((one) => ({ value: one.name, label: one.title }))}
            problem={problemAt(problems, `${path}.entity`)}
            onChange={(next) => onChange({ entity: next })}
          />
        )}
        {uses.map((slot) => (
          <Select
            key={slot}
            label={slots[slot]}
            path={`${path}.${slot}`}
            value={view[slot] ?? ''}
            options={choices(slot, entity, needed(slot), w)}
            problem={problemAt(problems, `${path}.${slot}`)}
            testId={`view-${slot}`}
            onChange={(name) => onChange({ [slot]: name || undefined })}
          />
        ))}
      </div>
    </li>
  );
}

function choices(slot: Slot, entity: Entity, needed: boolean, w: MakeWords): Option[] {
  const fields = fitting(slot, entity).map(({ name, label }) => ({
    value: name,
    label: label || w.newField,
  }));
  return [
    ...(needed && fields.length > 0 ? [] : [{ value: '', label: w.none }]),
    ...fields,
    ...(slot === 'order'
      ? fields.map(({ value, label }) => ({ value: `-${value}`, label: w.downwards(label) }))
      : []),
  ];
}
