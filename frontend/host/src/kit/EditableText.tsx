import { useEffect, useRef } from 'react';
import styles from './EditableText.module.css';

interface EditableTextProps {
  readonly text: string;
  /** What the text is, for screen readers: "Title of the canvas". */
  readonly label: string;
  readonly max: number;
  readonly editing: boolean;
  /** Without the right to edit it is only text. */
  readonly fixed?: boolean;
  readonly className?: string | undefined;
  readonly testId?: string;
  readonly tabIndex?: number;
  onEdit(editing: boolean): void;
  /** Only called for another, non-empty text. */
  onChange(text: string): void;
}

/** Text that turns into a field when pressed. Enter and leaving take it, Esc leaves it as it was. */
export function EditableText({
  text,
  label,
  max,
  editing,
  fixed = false,
  className,
  testId,
  tabIndex,
  onEdit,
  onChange,
}: EditableTextProps) {
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const cancelled = useRef(false);
  /** Where the focus was before typing began. */
  const origin = useRef<Element | null>(null);
  useEffect(() => {
    if (editing) {
      cancelled.current = false;
      field.current?.select();
    }
  }, [editing]);
  if (fixed)
    return (
      <span className={`${styles.text} ${className ?? ''}`} data-testid={testId}>
        {text}
      </span>
    );
  if (!editing)
    return (
      <button
        ref={button}
        type="button"
        className={`${styles.text} ${styles.press} ${className ?? ''}`}
        aria-label={`${label}: ${text}`}
        title={text}
        tabIndex={tabIndex}
        data-testid={testId}
        onClick={() => onEdit(true)}
      >
        {text}
      </button>
    );
  const leave = () => {
    const next = field.current?.value.trim() ?? '';
    if (!cancelled.current && next && next !== text) onChange(next);
    onEdit(false);
  };
  return (
    <input
      ref={field}
      className={`${styles.field} ${className ?? ''}`}
      defaultValue={text}
      maxLength={max}
      aria-label={label}
      data-testid={testId && `${testId}-field`}
      // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
      autoFocus
      onFocus={(event) => {
        origin.current = event.relatedTarget;
      }}
      onBlur={leave}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') cancelled.current = true;
        if (event.key === 'Enter' || event.key === 'Escape') {
          event.preventDefault();
          event.currentTarget.blur();
          requestAnimationFrame(() => {
            const back = origin.current?.isConnected ? origin.current : button.current;
            if (back instanceof HTMLElement) back.focus({ preventScroll: true });
          });
        }
      }}
    />
  );
}
