import { millisOf } from '@gesso/sdk/protocol';
import { History, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useCanvasHandle } from '../canvas/index.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { useUser } from '../security/index.ts';
import { useLanguage } from '../words/words.ts';
import { spokenTime } from './axis.ts';
import { type Tally, tallyOf } from './diff.ts';
import { keepLeaving, leftAt } from './left.ts';
import type { Line } from './lines.ts';
import styles from './Past.module.css';
import { compareWith, type Past, presentOf, usePast } from './past.ts';
import { PAGE } from './reader.ts';
import { who } from './sentences.ts';
import { pastWords, tallyText } from './words.ts';

/** Who was away for less has seen what is new. */
const AWAY_LEAST_MS = 10 * 60_000;

interface News {
  readonly since: number;
  readonly tally: Tally;
  readonly by: readonly string[];
}

/** What others did since this person last looked here, on this device. */
export default function Digest() {
  const w = pastWords();
  const language = useLanguage();
  const past = usePast();
  const { id } = useCanvasHandle();
  const me = useUser()?.id ?? '';
  const [news, setNews] = useState<News>();
  useEffect(() => {
    let current = true;
    const look = () => {
      const left = leftAt(me, id);
      if (!left || Date.now() - left.time < AWAY_LEAST_MS) return;
      newsSince(past, me, left.at).then(
        (found) => current && setNews(found),
        () => {}, // a comfort: without an answer there is none
      );
    };
    look();
    const stop = keepLeaving(me, id, presentOf, look);
    return () => {
      current = false;
      stop();
    };
  }, [past, me, id]);
  if (!news) return null;
  const people = news.by.map(who);
  const names = people.length > 3 ? [...people.slice(0, 3), `+${people.length - 3}`] : people;
  return (
    <section className={styles.digest} aria-label={w.digest} data-testid="digest">
      <header>
        <History aria-hidden="true" />
        <h2>{w.digest}</h2>
        <IconButton
          label={w.dismiss}
          size="small"
          side="left"
          data-testid="digest-dismiss"
          onClick={() => setNews(undefined)}
        >
          <X />
        </IconButton>
      </header>
      <p data-testid="digest-words">{w.digestBy(tallyText(news.tally), w.and(names))}</p>
      <footer>
        <span>{w.digestSince(spokenTime(millisOf(news.since), Date.now(), language))}</span>
        <Button
          size="small"
          data-testid="digest-show"
          onClick={() => {
            compareWith({ kind: 'now' });
            past.player.seek(news.since);
          }}
        >
          {w.show}
        </Button>
      </footer>
    </section>
  );
}

/** Pages of events that are counted: who was away for longer reads on in the past itself. */
const PAGES_MOST = 10;

/** Undefined when nobody else did anything. */
export async function newsSince(
  { reader }: Pick<Past, 'reader'>,
  me: string,
  since: number,
): Promise<News | undefined> {
  const lines: Line[] = [];
  let from: number | Line = since;
  for (let page = 0; page < PAGES_MOST; page++) {
    const read: readonly Line[] = await reader.after(from);
    lines.push(...read.filter(({ by }) => by !== me));
    const last = read.at(-1);
    if (!last || read.length < PAGE) break;
    from = last;
  }
  const tally = tallyOf(lines);
  if (Object.keys(tally).length === 0) return undefined;
  return { since, tally, by: [...new Set(lines.map(({ by }) => by))] };
}
