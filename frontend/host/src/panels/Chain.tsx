import { useEffect, useMemo, useState } from 'react';
import { useCanvasHandle } from '../canvas/index.ts';
import { useNameOf } from '../state/index.ts';
import { problemText } from '../words/problems.ts';
import { exact } from '../words/time.tsx';
import { useLanguage, words } from '../words/words.ts';
import { chainOf, type Link } from './chain.ts';
import { eventsAround, keyOf, type LoggedEvent, merged } from './history.ts';
import own from './LogPanel.module.css';
import { didWhat, eventWords } from './logWords.ts';

const useWords = words({
  chain: ['What led to this, and what followed', 'Was dazu führte und was daraus folgte'],
  alone: [
    'Nothing led to this, and nothing followed from it.',
    'Nichts führte dazu, und nichts folgte daraus.',
  ],
  somebody: ['Somebody', 'Jemand'],
  looking: ['Looking for what belongs to it', 'Sucht, was dazugehört'],
});

interface ChainProps {
  readonly event: LoggedEvent;
  /** What is known here, for the first moment and without network. */
  readonly known: readonly LoggedEvent[];
  titleOf(of: string): string;
}

/** [E7] One event between its causes and its effects, whoever's widgets they are in. */
export function Chain({ event, known, titleOf }: ChainProps) {
  const w = useWords();
  const { id } = useCanvasHandle();
  const [found, setFound] = useState<readonly LoggedEvent[]>();
  const [failure, setFailure] = useState<string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: an event never changes
  useEffect(() => {
    let wanted = true;
    eventsAround(id, event).then(
      (events) => wanted && setFound(events),
      (error: unknown) => wanted && setFailure(problemText(error)),
    );
    return () => {
      wanted = false;
    };
  }, [id, keyOf(event)]);
  const links = useMemo(() => chainOf(merged(known, found ?? [], [event]), event), [known, found, event]);
  const waiting = !found && failure === undefined;
  return (
    <section className={own.chain} aria-busy={waiting} data-testid="chain" data-count={links.length}>
      {links.length > 1 && <h4>{w.chain}</h4>}
      {links.length > 1 ? (
        <ol aria-label={w.chain}>
          {links.map((link) => (
            <Step
              key={keyOf(link.event)}
              link={link}
              current={keyOf(link.event) === keyOf(event)}
              titleOf={titleOf}
            />
          ))}
        </ol>
      ) : (
        <p role="status">{waiting ? w.looking : (failure ?? w.alone)}</p>
      )}
    </section>
  );
}

interface StepProps {
  readonly link: Link;
  readonly current: boolean;
  titleOf(of: string): string;
}

function Step({ link: { event, depth }, current, titleOf }: StepProps) {
  const w = useWords();
  const spoken = eventWords();
  const language = useLanguage();
  const name = useNameOf(event.by) ?? w.somebody;
  return (
    <li
      style={{ '--depth': depth } as React.CSSProperties}
      aria-current={current || undefined}
      data-testid="chain-event"
      data-type={event.type}
      data-depth={depth}
    >
      <time dateTime={new Date(event.time).toISOString()} title={exact(event.time, language)}>
        {new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(event.time)}
      </time>
      <span>
        <strong>{name}</strong> {didWhat(event.type, spoken)}
        {event.of !== 'canvas' && <em>{titleOf(event.of)}</em>}
      </span>
    </li>
  );
}
