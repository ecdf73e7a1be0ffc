import { Star } from 'lucide-react';
import { useId } from 'react';
import styles from './Stars.module.css';

const ALL = [1, 2, 3, 4, 5] as const;

interface StarsProps {
  /** 0 for none. */
  readonly value: number;
  readonly label: string;
}

/** How many stars of five, to the half. */
export function Stars({ value, label }: StarsProps) {
  return (
    <span className={styles.stars} role="img" aria-label={label}>
      {ALL.map((star) => (
        <Star
          key={star}
          data-full={value >= star - 0.25 || undefined}
          data-half={(value >= star - 0.75 && value < star - 0.25) || undefined}
        />
      ))}
    </span>
  );
}

interface StarChoiceProps {
  /** 0 for none. */
  readonly value: number;
  readonly label: string;
  readonly disabled?: boolean;
  nameOf(stars: number): string;
  onChange(stars: number): void;
}

/** One to five stars to choose from: a group of radio buttons, so that arrows and screen readers know it. */
export function StarChoice({ value, label, disabled = false, nameOf, onChange }: StarChoiceProps) {
  const name = useId();
  return (
    <fieldset className={styles.choice} disabled={disabled} data-testid="star-choice">
      <legend>{label}</legend>
      <span className={styles.stars}>
        {ALL.map((stars) => (
          <label key={stars} data-full={value >= stars || undefined} title={nameOf(stars)}>
            <input
              type="radio"
              className="hidden"
              name={name}
              checked={value === stars}
              aria-label={nameOf(stars)}
              data-testid={`stars-${stars}`}
              onChange={() => onChange(stars)}
            />
            <Star aria-hidden="true" />
          </label>
        ))}
      </span>
    </fieldset>
  );
}
