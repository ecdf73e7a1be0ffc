import { type CSSProperties, type ReactNode, useEffect, useState } from 'react';
import styles from './Skeleton.module.css';

/** Nothing is shown for what is quick: a skeleton that blinks is worse than none. */
const PATIENCE_MS = 150;

export function Later({ children }: { readonly children: ReactNode }) {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return due ? children : null;
}

interface BoneProps {
  readonly w?: number | string;
  readonly h?: number;
  readonly round?: boolean;
}

/** One grey shape of a skeleton. */
export function Bone({ w = '100%', h = 14, round = false }: BoneProps) {
  const style: CSSProperties = { width: w, height: h };
  return <span className={styles.bone} data-round={round || undefined} style={style} />;
}
