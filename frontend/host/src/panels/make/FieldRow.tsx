import { filledNumbers } from '../../generator/edit.ts';
import { type Problem, problemAt, problemsIn } from '../../generator/hints.ts';
import { isFresh } from '../../generator/names.ts';
import { typeWords } from '../../generator/spoken.ts';
import {
  type Entity,
  FIELD_TYPES,
  type FieldType,
  LIMITS,
  type Field as SpecField,
} from '../../generator/types.ts';
import { Area, Field, Select } from './inputs.tsx';
import styles from './Make.module.css';
import { movesBy, RowHead } from './RowHead.tsx';
import { makeWords } from './words.ts';

interface FieldRowProps {
  readonly entity: Entity;
  readonly index: number;
  readonly path: string;
  readonly problems: readonly Problem[];
  onMove(by: number): void;
  onRemove(): void;
  onChange(part: Partial<SpecField>): void;
}

/** One field of a record: its name and type, and what belongs to that type. */
export function FieldRow({ entity, index, path, problems, onMove, onRemove, onChange }: FieldRowProps) {
  const w = makeWords();
  const types = typeWords();
  const field = entity.fields[index];
  if (!field) return null;
  const label = field.label.trim() || w.field(index + 1);
  const inside = problemsIn(problems, path);
  const hidden = inside.some((one) => !/\.(label|type|options)$/.test(one.field));
  return (
    <li className={styles.row} data-row={index} data-testid="spec-field" onKeyDown={movesBy(onMove)}>
      <RowHead
        label={label}
        index={index}
        last={entity.fields.length - 1}
        onMove={onMove}
        onRemove={onRemove}
      >
        <Field
          label={w.label}
          path={`${path}.label`}
          value={field.label}
          data-handle=""
          problem={problemAt(problems, `${path}.label`)}
          onChange={(event) => onChange({ label: event.currentTarget.value })}
        />
        <Select
          label={w.type}
          path={`${path}.type`}
          value={field.type}
          options={FIELD_TYPES.map((type) => ({ value: type, label: types[type] }))}
          problem={problemAt(problems, `${path}.type`)}
          testId="field-type"
          onChange={(type) => onChange({ type: type as FieldType })}
        />
      </RowHead>
      {field.type === 'choice' && (
        <Area
          label={w.options}
          path={`${path}.options`}
          rows={Math.min(Math.max(field.options?.length ?? 0, 2), 8)}
          value={(field.options ?? []).join('\n')}
          problem={problemAt(problems, `${path}.options`)}
          onChange={(text) => onChange({ options: text.split('\n') })}
        />
      )}
      <details className={styles.more} open={hidden || undefined}>
        <summary>{w.moreOf(label)}</summary>
        <Details entity={entity} field={field} path={path} problems={problems} onChange={onChange} />
      </details>
    </li>
  );
}

type DetailsProps = Pick<FieldRowProps, 'entity' | 'path' | 'problems' | 'onChange'> & {
  readonly field: SpecField;
};

function Details({ entity, field, path, problems, onChange }: DetailsProps) {
  const w = makeWords();
  const at = (part: string) => problemAt(problems, `${path}.${part}`);
  const { type } = field;
  const text = type === 'text' || type === 'longtext';
  const measured = text || type === 'number' || type === 'duration';
  const number = (part: 'min' | 'max', label: string) => (
    <Field
      label={label}
      path={`${path}.${part}`}
      type="number"
      step={text || type === 'rating' ? 1 : 'any'}
      value={field[part] ?? ''}
      problem={at(part)}
      onChange={(event) => onChange({ [part]: numberOf(event.currentTarget.value) })}
    />
  );
  const others = [...filledNumbers(entity)].filter((name) => name !== field.name && !isFresh(name));
  return (
    <div className={styles.details}>
      {field.formula === undefined && (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={field.required}
            data-path={`${path}.required`}
            onChange={(event) => onChange({ required: event.currentTarget.checked })}
          />
          {w.required}
        </label>
      )}
      {measured && number('min', text ? w.shortest : w.least)}
      {measured && number('max', text ? w.longest : w.most)}
      {type === 'rating' && number('max', w.stars)}
      {type === 'number' && (
        <>
          <Field
            label={w.unit}
            path={`${path}.unit`}
            value={field.unit ?? ''}
            maxLength={LIMITS.unit}
            problem={at('unit')}
            onChange={(event) => onChange({ unit: event.currentTarget.value || undefined })}
          />
          <Field
            label={w.formula}
            path={`${path}.formula`}
            value={field.formula ?? ''}
            spellCheck={false}
            problem={at('formula')}
            hint={others.length > 0 ? w.formulaHint(others.join(', ')) : w.noNumbers}
            onChange={(event) => onChange({ formula: event.currentTarget.value || undefined })}
          />
        </>
      )}
    </div>
  );
}

const numberOf = (text: string): number | undefined => {
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) ? undefined : value;
};
