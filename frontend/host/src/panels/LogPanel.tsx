import { Download, History, Search, Undo2, UnfoldVertical } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { canvasPath, go } from '../app/router.tsx';
import { useCanvasHandle } from '../canvas/index.ts';
import { Button } from '../kit/Button.tsx';
import { Pick } from '../kit/Field.tsx';
import { toast } from '../kit/toasts.ts';
import { isLasting } from '../past/foresight.ts';
import { stretchOf } from '../past/stretch.ts';
import type { UndoWish } from '../past/undoing.ts';
import { fetchHistory } from '../people/index.ts';
import { registry } from '../registry/index.ts';
import { canvasState, EVENT_LOG_LIMIT, nameOf, useCanvasMeta, useEventLog } from '../state/index.ts';
import { problemText } from '../words/problems.ts';
import { exact } from '../words/time.tsx';
import { useLanguage, words } from '../words/words.ts';
import { Chain } from './Chain.tsx';
import { keyOf, type LoggedEvent, merged } from './history.ts';
import own from './LogPanel.module.css';
import { appOfEvent, didWhat, eventWords, filterLog } from './logWords.ts';
import styles from './Panel.module.css';
import { EARLIER_MOST, useEarlier } from './useEarlier.ts';

const UndoDialog = lazy(() => import('../past/UndoDialog.tsx'));

const useWords = words({
  undoThis: ['Undo this…', 'Das zurücknehmen…'],
  choose: ['Undo a stretch…', 'Eine Strecke zurücknehmen…'],
  chooseFirst: ['Choose where the stretch begins', 'Wähle, wo die Strecke beginnt'],
  chooseLast: ['Choose where it ends', 'Wähle, wo sie endet'],
  chosen: [
    (n: number) => (n === 1 ? '1 change chosen' : `${n} changes chosen`),
    (n: number) => (n === 1 ? '1 Änderung gewählt' : `${n} Änderungen gewählt`),
  ],
  undoChosen: ['Undo these…', 'Diese zurücknehmen…'],
  cancel: ['Cancel', 'Abbrechen'],
  pick: ['Choose', 'Wählen'],
  openThen: [
    (time: string) => `Open the canvas as it was at ${time}`,
    (time: string) => `Leinwand öffnen, wie sie um ${time} war`,
  ],
  search: ['Search events', 'Ereignisse suchen'],
  text: [
    (n: number) => `The last ${n} events of this visit, and earlier ones from the server, which keeps all.`,
    (n: number) => `Die letzten ${n} Ereignisse dieses Besuchs und frühere vom Server, der alle behält.`,
  ],
  who: ['Who', 'Wer'],
  where: ['Where', 'Wo'],
  app: ['App', 'App'],
  what: ['What', 'Was'],
  anybody: ['Anybody', 'Alle'],
  anywhere: ['Anywhere', 'Überall'],
  anyApp: ['Any app', 'Jede App'],
  anything: ['Anything', 'Alles'],
  canvas: ['Canvas', 'Leinwand'],
  empty: [
    'Nothing has happened since you opened this canvas.',
    'Seit du diese Leinwand geöffnet hast, ist nichts geschehen.',
  ],
  none: ['No event matches.', 'Kein Ereignis passt.'],
  earlier: ['Show earlier events', 'Frühere Ereignisse zeigen'],
  again: ['That did not work. Try again', 'Das ging nicht. Erneut versuchen'],
  beginning: ['This is where the canvas began.', 'Hier begann die Leinwand.'],
  enough: [
    (n: number) => `${n} earlier events are shown. The complete history has the others.`,
    (n: number) => `${n} frühere Ereignisse sind gezeigt. Der ganze Verlauf hat die übrigen.`,
  ],
  download: ['Download complete history', 'Ganzen Verlauf laden'],
  somebody: ['Somebody', 'Jemand'],
});

/** Rows drawn at first; more are drawn with each earlier page. */
const ROWS = 200;

/** [S6] What happened, live, filterable; bounded here, complete on the server. A press shows the chain. */
export default function LogPanel() {
  const w = useWords();
  const spoken = eventWords();
  const { id } = useCanvasHandle();
  const log = useEventLog();
  const [text, setText] = useState('');
  const [by, setBy] = useState('');
  const [of, setOf] = useState('');
  const [app, setApp] = useState('');
  const [type, setType] = useState('');
  const [busy, setBusy] = useState(false);
  const meta = useCanvasMeta();
  const [undoing, setUndoing] = useState<readonly UndoWish[]>();
  const [ends, setEnds] = useState<readonly LoggedEvent[]>();
  const apps = appsOfWidgets();
  const wanted = { by: one(by), of: of === '' ? widgetsOf(apps, app) : [of], types: one(type) };
  const earlier = useEarlier(id, wanted, log);
  const all = merged(earlier.events, log);
  const titleOf = (entity: string) => (entity === 'canvas' ? w.canvas : titleOfWidget(entity));
  const said = (entry: LoggedEvent) =>
    `${nameOf(entry.by) ?? w.somebody} ${didWhat(entry.type, spoken)} ${titleOf(entry.of)} ${textIn(entry)}`;
  const appOf = (entry: LoggedEvent) => appOfEvent(entry, apps);
  const found = filterLog(all, { text, by, of, app, type }, said, appOf);
  const rows = found.slice(0, ROWS + earlier.events.length);
  const stretch = ends?.length === 2 ? stretchOf(found, ends) : [];
  const choose = (entry: LoggedEvent) =>
    setEnds((now = []) => (now.length === 2 ? [entry] : [...now, entry]));
  const undoStretch = () => {
    const { canvas, user } = canvasState();
    setUndoing(wishesOf(stretch, { of, by, me: user?.id ?? '', owner: canvas?.role === 'owner' }));
    setEnds(undefined);
  };
  const download = () => {
    setBusy(true);
    fetchHistory(id)
      .then(save(`gesso-${id}.ndjson`), (error: unknown) => toast({ text: problemText(error), tone: 'bad' }))
      .finally(() => setBusy(false));
  };
  const options = (values: readonly string[], any: string, label: (value: string) => string) => [
    { value: '', label: any },
    ...[...new Set(values)].map((value) => ({ value, label: label(value) })),
  ];
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
        <div className={own.filters}>
          <Pick
            bare
            label={w.who}
            value={by}
            testId="log-by"
            options={options(
              kept(by, ...all.map((entry) => entry.by)),
              w.anybody,
              (user) => nameOf(user) ?? user,
            )}
            onChange={setBy}
          />
          <Pick
            bare
            label={w.app}
            value={app}
            testId="log-app"
            options={options(kept(app, ...apps.values()), w.anyApp, titleOfApp)}
            onChange={setApp}
          />
          <Pick
            bare
            label={w.where}
            value={of}
            testId="log-of"
            options={options(kept(of, ...all.map((entry) => entry.of)), w.anywhere, titleOf)}
            onChange={setOf}
          />
          <Pick
            bare
            label={w.what}
            value={type}
            testId="log-type"
            options={options(kept(type, ...all.map((entry) => entry.type)), w.anything, (name) =>
              didWhat(name, spoken),
            )}
            onChange={setType}
          />
        </div>
        <p className={styles.hint}>{w.text(EVENT_LOG_LIMIT)}</p>
        {meta?.canEdit && (
          <div className={own.range} data-testid="log-range">
            {ends === undefined ? (
              <Button
                size="small"
                icon={<UnfoldVertical />}
                data-testid="log-stretch"
                onClick={() => setEnds([])}
              >
                {w.choose}
              </Button>
            ) : (
              <>
                <span role="status">
                  {[w.chooseFirst, w.chooseLast][ends.length] ?? w.chosen(stretch.length)}
                </span>
                {stretch.length > 0 && (
                  <Button size="small" kind="primary" data-testid="undo-stretch" onClick={undoStretch}>
                    {w.undoChosen}
                  </Button>
                )}
                <Button size="small" onClick={() => setEnds(undefined)}>
                  {w.cancel}
                </Button>
              </>
            )}
          </div>
        )}
        <ol className={own.log} data-testid="event-log" data-count={found.length}>
          {rows.map((entry) => (
            <Row
              key={keyOf(entry)}
              entry={entry}
              known={all}
              titleOf={titleOf}
              chosen={stretch.includes(entry) || (ends?.includes(entry) ?? false)}
              {...(ends ? { choose } : {})}
              {...(meta?.canEdit ? { undo: () => setUndoing([{ op: entry.op }]) } : {})}
            />
          ))}
        </ol>
        {found.length === 0 && <p className={styles.hint}>{all.length === 0 ? w.empty : w.none}</p>}
        {earlier.more ? (
          <div>
            <Button
              icon={<History />}
              busy={earlier.state === 'busy'}
              data-testid="log-earlier"
              onClick={earlier.more}
            >
              {earlier.state === 'failed' ? w.again : w.earlier}
            </Button>
          </div>
        ) : (
          <p className={styles.hint} role="status">
            {earlier.events.length >= EARLIER_MOST ? w.enough(earlier.events.length) : w.beginning}
          </p>
        )}
        <div>
          <Button icon={<Download />} busy={busy} data-testid="download-history" onClick={download}>
            {w.download}
          </Button>
        </div>
      </div>
      {undoing && (
        <Suspense fallback={null}>
          <UndoDialog wishes={undoing} onClose={() => setUndoing(undefined)} />
        </Suspense>
      )}
    </>
  );
}

interface RowProps {
  readonly entry: LoggedEvent;
  readonly known: readonly LoggedEvent[];
  readonly chosen: boolean;
  titleOf(of: string): string;
  /** There while one chooses from where to where. */
  choose?(entry: LoggedEvent): void;
  undo?(): void;
}

function Row({ entry, known, chosen, titleOf, choose, undo }: RowProps) {
  const w = useWords();
  const spoken = eventWords();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(entry.time);
  return (
    <li data-testid="event" data-type={entry.type} data-chosen={chosen || undefined}>
      <button
        type="button"
        aria-label={choose ? `${w.pick}: ${time}` : w.openThen(time)}
        aria-pressed={choose ? chosen : undefined}
        data-testid={choose ? 'choose-event' : 'open-then'}
        onClick={() =>
          choose ? choose(entry) : go(`${canvasPath(canvasState().canvas?.id ?? '')}?at=${entry.at}`)
        }
      >
        <time dateTime={new Date(entry.time).toISOString()} title={exact(entry.time, language)}>
          {time}
        </time>
      </button>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <strong>{nameOf(entry.by) ?? w.somebody}</strong> {didWhat(entry.type, spoken)}
          <em>{entry.of === 'canvas' ? textIn(entry) : `${titleOf(entry.of)} ${textIn(entry)}`}</em>
        </summary>
        {open && undo && !isLasting(entry) && (
          <Button size="small" icon={<Undo2 />} data-testid="undo-this" onClick={undo}>
            {w.undoThis}
          </Button>
        )}
        {open && <Chain event={entry} known={known} titleOf={titleOf} />}
        {open && (
          <code>
            {entry.type} · {entry.of} · {entry.rev}
            {'\n'}
            {JSON.stringify(entry.data, null, 1)}
          </code>
        )}
      </details>
    </li>
  );
}

interface Chooser {
  readonly of: string;
  readonly by: string;
  readonly me: string;
  readonly owner: boolean;
}
/** The server takes one person's steps at a time; of others only an owner takes any back. */
function wishesOf(stretch: readonly LoggedEvent[], { of, by, me, owner }: Chooser): UndoWish[] {
  const times = stretch.map(({ at }) => at);
  const span = { from: Math.min(...times), to: Math.max(...times) + 1, ...(of === '' ? {} : { of }) };
  const people = by === '' ? [...new Set(stretch.map((entry) => entry.by))] : [by];
  return people.filter((user) => owner || user === me).map((user) => ({ user, ...span }));
}

const one = (value: string): readonly string[] => (value === '' ? [] : [value]);
/** What is chosen stays among what can be chosen. */
const kept = (chosen: string, ...values: readonly string[]): readonly string[] => [...one(chosen), ...values];
const titleOfApp = (app: string): string => registry.peek(app)?.title ?? app;

/** Which app each widget is of, also of those that were removed. */
function appsOfWidgets(): ReadonlyMap<string, string> {
  const { widgets, removed } = canvasState();
  return new Map([...Object.values(widgets), ...removed].map(({ id, appId }) => [id, appId]));
}
/** With the canvas, whose events name widgets. */
const widgetsOf = (apps: ReadonlyMap<string, string>, app: string): readonly string[] =>
  app === '' ? [] : ['canvas', ...[...apps].flatMap(([widget, its]) => (its === app ? [widget] : []))];
function titleOfWidget(id: string): string {
  const { widgets, removed } = canvasState();
  return widgets[id]?.title ?? removed.find((one) => one.id === id)?.title ?? id;
}

/** The words that an event carries: a title, a task's text, a layout's name. */
function textIn({ data }: LoggedEvent): string {
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
