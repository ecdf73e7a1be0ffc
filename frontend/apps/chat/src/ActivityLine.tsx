import { memo } from 'react';
import styles from './Chat.module.css';
import type { Activity } from './types.ts';

interface ActivityLineProps {
  activity: Activity;
  me: string;
  nameOf: (user: string) => string;
}

/** One quiet line: what somebody did in another app. */
export const ActivityLine = memo(function ActivityLine({ activity, me, nameOf }: ActivityLineProps) {
  const { by, did, about, more } = activity;
  return (
    <div className={styles.activity} data-activity="">
      <span dir="auto">
        {by === me ? 'You' : nameOf(by)} {did} <q>{about}</q>
        {more > 0 && ` and ${more} more`}
      </span>
    </div>
  );
});
