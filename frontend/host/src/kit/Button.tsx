import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './Button.module.css';

type Plain = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'>;

interface ButtonProps extends Plain {
  readonly kind?: 'primary' | 'quiet' | 'bare' | 'danger';
  readonly size?: 'medium' | 'small';
  readonly wide?: boolean;
  readonly busy?: boolean;
  readonly icon?: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** The page's button. `busy` keeps its width, takes no second click and is announced. */
export function Button({
  kind = 'quiet',
  size = 'medium',
  wide = false,
  busy = false,
  icon,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={styles.button}
      data-kind={kind}
      data-size={size}
      data-wide={wide || undefined}
      aria-busy={busy || undefined}
      disabled={disabled || busy}
    >
      {icon}
      <span className={styles.label}>{children}</span>
    </button>
  );
}

interface IconButtonProps extends Plain {
  readonly label: string;
  /** A key that does the same, shown in the tip. */
  readonly keys?: string;
  readonly side?: 'bottom' | 'right' | 'left' | 'top';
  readonly size?: 'medium' | 'small';
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button that is only an icon: its name is in the tip and for screen readers. */
export function IconButton({
  label,
  keys,
  side = 'bottom',
  size = 'medium',
  children,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={styles.icon}
      data-size={size}
      aria-label={label}
      data-tip={keys ? `${label}   ${keys}` : label}
      data-tip-side={side}
    >
      {children}
    </button>
  );
}
