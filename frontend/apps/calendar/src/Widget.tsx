/** A shared calendar: month, week, agenda. */
import { defineMicroApp, freshId, given, useAPI, useCanvas, useConfig } from '@gesso/sdk';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Agenda } from './Agenda.tsx';
import { Asking } from './Asking.tsx';
import { Bar } from './Bar.tsx';
import styles from './Calendar.module.css';
import { describe } from './Chip.tsx';
import { AGENDA_DAYS, AGENDA_DAYS_MAX, DEFAULTS, SMALL, VIEWS } from './constants.ts';
import { addDays, addMonths, dayText, wallOf } from './dates.ts';
import { added, asked, changed, type Draft, draftOf, isEmpty, newDraft } from './draft.ts';
import { Details, Form } from './Form.tsx';
import { exportFile, importFile } from './files.ts';
import { firstWeekday, monthName, weekName } from './format.ts';
import { inMonth, Month, measureMonth, monthDays } from './Month.tsx';
import { Empty, type FileReport, Line, Report } from './Notices.tsx';
import { byDay, entriesIn, pictureOf, type Shown } from './occurrences.ts';
import type { Scene } from './scene.ts';
import type { View } from './types.ts';
import { useBox } from './useBox.ts';
import { useChanges } from './useChanges.ts';
import { useDrag } from './useDrag.ts';
import { useExpansion } from './useExpansion.ts';
import { useNow } from './useToday.ts';
import { measureWeek, Week, weekDays } from './Week.tsx';
import { wordsOf } from './words.ts';
import { viewerZone } from './zones.ts';

/** `draft` is what changes are told from, `typed` what the fields show when a save was refused. */
type Open = { shown?: Shown; draft: Draft; typed?: Draft };
const NONE: readonly Shown[] = [];
/** Below these pixels the ways to look are one list, and a week has fewer days. */
const NARROW = 470;

function CalendarWidget() {
  const { state, pending, readOnly, size, locale, nameOf, user } = useCanvas();
  const { command, read, intent, serves } = useAPI();
  const [config] = useConfig(DEFAULTS);
  const words = wordsOf(locale);
  const zone = useMemo(viewerZone, []);
  const now = useNow(zone);
  const today = dayText(now);
  const [day, setDay] = useState(today);
  const [chosen, choose] = useState<View>();
  const [agendaDays, setAgendaDays] = useState(AGENDA_DAYS);
  const [open, setOpen] = useState<Open>();
  const [report, setReport] = useState<FileReport>();
  const [notice, setNotice] = useState<string>();
  const [dropping, setDropping] = useState(false);

  const entries = useMemo(() => entriesIn(state.events), [state.events]);
  const loading = useExpansion(entries);
  const { expansion } = loading;
  const changes = useChanges(words, zone, expansion);

  const telling = (shown: Shown) => () =>
    void intent('chat.message', { text: describe(shown, { words, locale }) });

  const root = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const weeks = useRef<HTMLDivElement>(null);
  const hours = useRef<HTMLDivElement>(null);
  const above = useRef<HTMLDivElement>(null);
  const refs = useMemo(() => ({ hours, above }), []);
  const box = useBox(body, { width: size.w * 96, height: size.h * 88 - 48 });
  const small = size.w < SMALL.w || size.h < SMALL.h;
  const narrow = box.width < NARROW;
  const first = firstWeekday(config.weekStart, locale);
  const wanted = chosen ?? (VIEWS.includes(config.view) ? config.view : DEFAULTS.view);
  const view: View = small ? 'agenda' : wanted;

  const [from, days] = rangeOf(view, day, first, box.width, agendaDays);
  const picture = useMemo(
    () => pictureOf(entries, from, addDays(from, days), zone, expansion),
    [entries, from, days, zone, expansion],
  );
  const drag = useDrag({
    disabled: readOnly,
    measure: (x, y) => {
      if (view === 'month')
        return weeks.current ? wallOf(measureMonth(weeks.current, from, x, y)) : undefined;
      return measureWeek(refs, from, days, x, y);
    },
    drop: changes.place,
  });
  const { preview } = drag;
  const shown = useMemo(
    () =>
      preview
        ? picture.shown.map((one) => (one.key === preview.key ? { ...one, ...preview } : one))
        : picture.shown,
    [picture, preview],
  );
  const onDays = useMemo(() => byDay(shown), [shown]);
  const unsaved = useMemo(
    () =>
      new Set(
        pending.flatMap(({ do: name, data }) => (name.startsWith('calendar.') ? [String(data.id)] : [])),
      ),
    [pending],
  );

  // The focus follows the day that the arrow keys have turned to.
  const follow = useRef(false);
  useEffect(() => {
    if (!follow.current) return;
    follow.current = false;
    root.current?.querySelector<HTMLElement>(`button[data-day="${day}"]`)?.focus({ preventScroll: true });
  }, [day]);
  const turn = (to: string) => {
    follow.current = root.current?.contains(document.activeElement) ?? false;
    setDay(to);
  };
  const add = (on: string, at?: number) =>
    setOpen({ draft: newDraft(on, at, config.dayStart, config.zone || zone) });
  const acts: Scene['actions'] = {
    open: (one) => setOpen({ shown: one, draft: draftOf(one, config.zone || zone) }),
    remove: changes.remove,
    place: changes.place,
    add,
    turn,
    list: (on) => {
      setDay(on);
      choose('agenda');
    },
  };
  const actions = useSteady(acts);
  // The picture is drawn again when something in it changes, not when a panel opens over it.
  const scene: Scene = useMemo(
    () => ({
      words,
      locale,
      readOnly,
      config,
      now,
      today,
      day,
      picture,
      shown,
      on: (date) => onDays.get(date) ?? NONE,
      drag,
      unsaved,
      actions,
    }),
    [words, locale, readOnly, config, now, today, day, picture, shown, onDays, drag, unsaved, actions],
  );
  const step = (by: -1 | 1) =>
    setDay(view === 'month' ? addMonths(day, by) : addDays(day, by * (view === 'week' ? days : 7)));
  const save = (draft: Draft) => {
    if (!open) return;
    setOpen(undefined);
    // What was typed is not lost; another form that is open by then stays.
    const refused = () => setOpen((now) => now ?? { ...open, typed: draft });
    if (!open.shown) {
      changes.add(added(draft), refused);
      if (view !== 'month' || !inMonth(from, draft.day)) setDay(draft.day);
      return;
    }
    const change = changed(open.shown, open.draft, draft);
    if (!isEmpty(change)) changes.edit(open.shown, change, refused);
  };
  const bring = async (text: string) => {
    setNotice(words.reading);
    const known = new Set(entries.map(({ id }) => id));
    try {
      const { first: edit, added: n, troubles } = await importFile(text, known, command);
      setNotice(undefined);
      if (edit) changes.tell({ text: words.imported(n), edit });
      if (troubles.length > 0 || n === 0) setReport({ added: n, troubles });
    } catch {
      setNotice(words.importFailed);
    }
  };
  const more = useCallback(() => setAgendaDays((n) => Math.min(AGENDA_DAYS_MAX, n + AGENDA_DAYS)), []);
  const failed = () => setNotice(words.exportFailed);
  const keys = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      target.closest('input, textarea, select, [role=dialog]')
    )
      return;
    const way = { PageUp: -1, PageDown: 1 }[event.key] as -1 | 1 | undefined;
    if (way) step(way);
    else if (event.key === 't') turn(today);
    else if (event.key === 'm' && !small) choose('month');
    else if (event.key === 'w' && !small) choose('week');
    else if (event.key === 'a' && !small) choose('agenda');
    else if (event.key === 'n' && !readOnly) add(day);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const maker = (id: string) => (id === user.id ? words.you : (nameOf(id) ?? words.somebody));
  const name =
    view === 'week'
      ? weekName(from, addDays(from, days - 1), locale)
      : monthName(day, locale, narrow ? 'short' : 'long');

  return (
    <section
      ref={root}
      className={styles.calendar}
      data-density={config.density}
      data-small={small || undefined}
      data-dropping={dropping || undefined}
      aria-label={words.calendar}
      onKeyDown={keys}
      onDragOver={(event) => {
        if (readOnly || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={(event) => {
        setDropping(false);
        const file = event.dataTransfer.files[0];
        if (readOnly || !file) return;
        event.preventDefault();
        event.stopPropagation();
        void file.text().then(bring);
      }}
    >
      <Bar
        words={words}
        name={name}
        view={view}
        small={small}
        narrow={narrow}
        readOnly={readOnly}
        choose={choose}
        step={step}
        today={() => setDay(today)}
        add={() => add(day)}
        save={() => exportFile(read, words.calendar).catch(failed)}
        open={(text) => void bring(text)}
      />
      <div ref={body} className={styles.body}>
        {view === 'agenda' && entries.length === 0 ? (
          <Empty text={readOnly ? words.empty : words.emptyAdd} />
        ) : view === 'month' ? (
          <Month scene={scene} from={from} body={weeks} box={box} />
        ) : view === 'week' ? (
          <Week scene={scene} from={from} days={days} refs={refs} box={box} />
        ) : (
          <Agenda
            scene={scene}
            from={from}
            days={days}
            small={small}
            {...(agendaDays < AGENDA_DAYS_MAX ? { more } : {})}
          />
        )}
      </div>
      {loading.failed && <Line text={words.noRepeats} action={words.retry} act={loading.retry} />}
      {!picture.whole && <p className={styles.hint}>{words.tooMuch}</p>}
      {notice && <Line text={notice} action={words.close} act={() => setNotice(undefined)} />}
      {changes.done && <Line text={changes.done.text} action={words.undo} act={changes.takeBack} />}
      {open?.shown && readOnly ? (
        <Details
          words={words}
          locale={locale}
          shown={open.shown}
          by={maker(open.shown.entry.userId)}
          close={() => setOpen(undefined)}
        />
      ) : (
        open && (
          <Form
            words={words}
            locale={locale}
            first={open.typed ?? open.draft}
            save={save}
            close={() => setOpen(undefined)}
            {...formOf(open.shown, changes, () => setOpen(undefined), maker)}
            {...(open.shown && serves('chat.message') ? { tell: telling(open.shown) } : {})}
          />
        )
      )}
      {changes.question && <Asking words={words} question={changes.question} close={changes.leave} />}
      {report && <Report words={words} report={report} close={() => setReport(undefined)} />}
    </section>
  );
}

function formOf(
  shown: Shown | undefined,
  changes: Pick<ReturnType<typeof useChanges>, 'remove' | 'reset'>,
  close: () => void,
  maker: (id: string) => string,
) {
  if (!shown) return {};
  const then = (act: (one: Shown) => void) => () => {
    close();
    act(shown);
  };
  return {
    shown,
    by: maker(shown.entry.userId),
    remove: then(changes.remove),
    ...(shown.changed ? { reset: then(changes.reset) } : {}),
  };
}

/** The same functions for ever, which do what the newest ones do. */
function useSteady(acts: Scene['actions']): Scene['actions'] {
  const latest = useRef(acts);
  latest.current = acts;
  return useMemo(
    () => ({
      open: (one) => latest.current.open(one),
      remove: (one) => latest.current.remove(one),
      place: (one, from, to) => latest.current.place(one, from, to),
      add: (on, at) => latest.current.add(on, at),
      turn: (to) => latest.current.turn(to),
      list: (on) => latest.current.list(on),
    }),
    [],
  );
}

/** First day and number of days that a view shows. */
function rangeOf(view: View, day: string, first: number, width: number, agenda: number): [string, number] {
  if (view === 'week') return weekDays(day, first, width);
  if (view === 'agenda') return [day, agenda];
  return [monthDays(day, first)[0], 42];
}

export default defineMicroApp({
  Widget: CalendarWidget,
  /** `calendar.event`: a day is a whole day, a moment without an end takes an hour. */
  async onIntent({ data, step }, context) {
    const id = freshId();
    const event = asked(String(data.title), String(data.start), data.end, viewerZone());
    await given(context.command('calendar.add', { id, ...event }, step));
    return { id };
  },
});
