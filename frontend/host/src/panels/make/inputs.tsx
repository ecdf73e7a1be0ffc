import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import styles from './Make.module.css';

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'id'> {
  readonly label: string;
  readonly problem?: string | undefined;
  readonly hint?: ReactNode;
  /** Where the server and `hints` mean this. */
  readonly path?: string;
}

/** A small labelled input, as rows are made of. */
export function Field({ label, problem, hint, path, ...rest }: FieldProps) {
  const id = useId();
  return (
    <Labelled id={id} label={label} problem={problem} hint={hint}>
      <input {...rest} {...marks(id, problem, hint, path)} className={styles.input} />
    </Labelled>
  );
}

interface AreaProps {
  readonly label: string;
  readonly value: string;
  readonly rows: number;
  readonly path: string;
  readonly problem?: string | undefined;
  onChange(value: string): void;
}

export function Area({ label, value, rows, path, problem, onChange }: AreaProps) {
  const id = useId();
  return (
    <Labelled id={id} label={label} problem={problem}>
      <textarea
        {...marks(id, problem, undefined, path)}
        className={styles.input}
        rows={rows}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Labelled>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}
interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly path?: string;
  readonly problem?: string | undefined;
  readonly testId?: string;
  onChange(value: string): void;
}

export function Select({ label, value, options, path, problem, testId, onChange }: SelectProps) {
  const id = useId();
  return (
    <Labelled id={id} label={label} problem={problem}>
      <select
        {...marks(id, problem, undefined, path)}
        className={styles.input}
        value={value}
        data-testid={testId}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map((one) => (
          <option key={one.value} value={one.value} disabled={one.disabled}>
            {one.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

const marks = (id: string, problem: string | undefined, hint: ReactNode, path: string | undefined) => ({
  id,
  'data-path': path,
  'aria-invalid': problem ? true : undefined,
  'aria-describedby': problem || hint ? `${id}-told` : undefined,
});

interface LabelledProps {
  readonly id: string;
  readonly label: string;
  readonly problem: string | undefined;
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}

function Labelled({ id, label, problem, hint, children }: LabelledProps) {
  return (
    <div className={styles.small}>
      <label htmlFor={id}>{label}</label>
      {children}
      {(problem || hint) && (
        <p id={`${id}-told`} className={problem ? styles.problem : styles.hint}>
          {problem ?? hint}
        </p>
      )}
    </div>
  );
}
