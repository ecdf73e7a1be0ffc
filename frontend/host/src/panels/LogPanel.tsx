import { Download, Search } from 'lucide-react';
import { useState } from 'react';
import { useCanvasHandle } from '../canvas/index.ts';
import { Button } from '../kit/Button.tsx';
import { Pick } from '../kit/Field.tsx';
import { toast } from '../kit/toasts.ts';
import { fetchHistory } from '../people/index.ts';
import { canvasState, EVENT_LOG_LIMIT, nameOf, useEventLog } from '../state/index.ts';
import type { EventLogEntry } from '../state/types.ts';
import { problemText } from '../words/problems.ts';
import { exact } from '../words/time.tsx';
import { useLanguage, words } from '../words/words.ts';
import own from './LogPanel.module.css';
import { didWhat, eventWords, filterLog } from './logWords.ts';
import styles from './Panel.module.css';

const useWords = words({
  search: ['Search events', 'Ereignisse suchen'],
  text: [
    (n: number) => `The last ${n} events of this visit. The server keeps all of them.`,
    (n: number) => `Die letzten ${n} Ereignisse dieses Besuchs. Der Server behält alle.`,
  ],
  who: ['Who', 'Wer'],
  where: ['Where', 'Wo'],
  anybody: ['Anybody', 'Alle'],
  anywhere: ['Anywhere', 'Überall'],
  canvas: ['Canvas', 'Leinwand'],
  empty: [
    'Nothing has happened since you opened this canvas.',
    'Seit du diese Leinwand geöffnet hast, ist nichts geschehen.',
  ],
  none: ['No event matches.', 'Kein Ereignis passt.'],
  download: ['Download complete history', 'Ganzen Verlauf laden'],
  somebody: ['Somebody', 'Jemand'],
  details: ['Data', 'Daten'],
});

/** Rows drawn at once; a filter reaches the others. */
const ROWS_MAX = 200;

/** [S6] What happened, live, filterable; bounded here, complete on the server. */
export default function LogPanel() {
  const w = useWords();
  const spoken = eventWords();
  const language = useLanguage();
  const { id } = useCanvasHandle();
  const log = useEventLog();
  const [text, setText] = useState('');
  const [by, setBy] = useState('');
  const [of, setOf] = useState('');
  const [busy, setBusy] = useState(false);
  const titleOf = (entity: string) =>
    entity === 'canvas' ? w.canvas : (canvasState().widgets[entity]?.title ?? entity);
  const said = (entry: EventLogEntry) =>
    `${nameOf(entry.by) ?? w.somebody} ${didWhat(entry.type, spoken)} ${titleOf(entry.of)} ${textIn(entry)}`;
  const found = filterLog(log, { text, by, of }, said);
  const people = [...new Set(log.map((entry) => entry.by))];
  const places = [...new Set(log.map((entry) => entry.of))];
  const download = () => {
    setBusy(true);
    fetchHistory(id)
      .then(save(`gesso-${id}.ndjson`), (error: unknown) => toast({ text: problemText(error), tone: 'bad' }))
      .finally(() => setBusy(false));
  };
  return (
    <>
      <div className={styles.search}>
        <Search aria-hidden="true" />
        <input
          type="search"
          value={text}
          aria-label={w.search}
          placeholder={w.search}
          data-testid="log-search"
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <div className={styles.stack}>
        <div className={styles.line}>
          <Pick
            bare
            label={w.who}
            value={by}
            testId="log-by"
            options={[
              { value: '', label: w.anybody },
              ...people.map((user) => ({ value: user, label: nameOf(user) ?? user })),
            ]}
            onChange={setBy}
          />
          <Pick
            bare
            label={w.where}
            value={of}
            testId="log-of"
            options={[
              { value: '', label: w.anywhere },
              ...places.map((place) => ({ value: place, label: titleOf(place) })),
            ]}
            onChange={setOf}
          />
        </div>
        <p className={styles.hint}>{w.text(EVENT_LOG_LIMIT)}</p>
        <ol className={own.log} data-testid="event-log" data-count={found.length}>
          {found.slice(0, ROWS_MAX).map((entry) => (
            <li key={entry.n} data-testid="event" data-type={entry.type}>
              <time dateTime={new Date(entry.time).toISOString()} title={exact(entry.time, language)}>
                {new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(entry.time)}
              </time>
              <details>
                <summary>
                  <strong>{nameOf(entry.by) ?? w.somebody}</strong> {didWhat(entry.type, spoken)}
                  <em>{entry.of === 'canvas' ? textIn(entry) : `${titleOf(entry.of)} ${textIn(entry)}`}</em>
                </summary>
                <code>
                  {entry.type} · {entry.of} · {entry.rev}
                  {'\n'}
                  {JSON.stringify(entry.data, null, 1)}
                </code>
              </details>
            </li>
          ))}
        </ol>
        {found.length === 0 && <p className={styles.hint}>{log.length === 0 ? w.empty : w.none}</p>}
        <div>
          <Button icon={<Download />} busy={busy} data-testid="download-history" onClick={download}>
            {w.download}
          </Button>
        </div>
      </div>
    </>
  );
}

/** The words that an event carries: a title, a task's text, a layout's name. */
function textIn({ data }: EventLogEntry): string {
  for (const key of ['title', 'text', 'name']) {
    const value = data[key];
    if (typeof value === 'string') return `“${value}”`;
  }
  return '';
}

const save = (name: string) => (content: Blob) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};
