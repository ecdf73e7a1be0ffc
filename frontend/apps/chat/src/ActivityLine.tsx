import { memo } from 'react';
import styles from './Chat.module.css';
import type { Activity, Did } from './types.ts';
import { wordsOf } from './words.ts';

interface ActivityLineProps {
  activity: Activity;
  me: string;
  locale: string;
  nameOf: (user: string) => string;
}

/** One quiet line: what somebody did in another app. */
export const ActivityLine = memo(function ActivityLine({ activity, me, locale, nameOf }: ActivityLineProps) {
  const { by, did, about, more } = activity;
  const words = wordsOf(locale);
  const [before, after] = words.did[did as Did];
  const begin = [by === me ? words.youDid : words.whoDid(nameOf(by)), before];
  const end = [more > 0 ? words.andMore(more) : '', after];
  return (
    <div className={styles.activity} data-activity="">
      <span dir="auto">
        {begin.map((part) => part && `${part} `).join('')}
        <q>{about}</q>
        {end.map((part) => part && ` ${part}`).join('')}
      </span>
    </div>
  );
});
