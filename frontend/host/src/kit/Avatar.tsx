import type { CSSProperties } from 'react';
import styles from './Avatar.module.css';
import { initials } from './people.ts';

interface AvatarProps {
  readonly name: string;
  readonly hue: string;
  readonly size?: 20 | 28 | 32;
}

export function Avatar({ name, hue, size = 28 }: AvatarProps) {
  return (
    <span
      className={styles.avatar}
      style={{ '--person': hue, '--size': `${size}px` } as CSSProperties}
      data-initials={initials(name)}
      aria-hidden="true"
    />
  );
}
