/** A conversation of everybody on the canvas. */
import {
  defineMicroApp,
  type Edit,
  freshId,
  given,
  type MicroAppProps,
  timeOf,
  useAPI,
  useCanvas,
  useConfig,
  useEvents,
  useTyping,
} from '@gesso/sdk';
import { useEffect, useMemo, useRef, useState } from 'react';
import { joined, remember, remembered, toldOf } from './activity.ts';
import styles from './Chat.module.css';
import { Composer, type Writing } from './Composer.tsx';
import { DEFAULTS, DRAWN_STEP, TEXT_MAX, UNDO_MILLIS } from './constants.ts';
import { type ListHandle, MessageList } from './MessageList.tsx';
import type { Actions } from './MessageRow.tsx';
import { messagesIn } from './messages.ts';
import { Empty, EndBar, NoteBar, Typing } from './parts.tsx';
import { rowsOf, unsavedIds } from './shown.ts';
import { plainOf } from './text.ts';
import type { Message } from './types.ts';
import { useOlder } from './useOlder.ts';
import { useSeen, useVisible } from './useSeen.ts';
import { wordsOf } from './words.ts';

const NEW: Writing = { kind: 'new' };
/** What is said above the field, for a moment or until it is answered. */
export type Note =
  | { kind: 'removed'; edit: Edit }
  | { kind: 'sure'; message: Message }
  | { kind: 'told'; text: 'notSent' | 'further' };

function Chat({ context }: MicroAppProps) {
  const { state, pending, readOnly, role, size, locale, people, user } = useCanvas();
  const words = wordsOf(locale);
  const typing = useTyping();
  const { command, undo, intent, serves } = useAPI();
  const [config] = useConfig(DEFAULTS);
  const messages = useMemo(() => messagesIn(state), [state]);
  const mayWrite = !readOnly || (role === 'commenter' && state.commenters !== false);
  const older = useOlder(messages, typeof state.earlier === 'number' ? state.earlier : 0);
  const all = useMemo(() => [...older.messages, ...messages], [older.messages, messages]);

  const [atEnd, setAtEnd] = useState(true);
  const visible = useVisible();
  const { firstNew, unread, mentions } = useSeen(context.storage, messages, user.id, atEnd, visible);
  useEffect(() => context.badge(mentions.length), [context, mentions.length]);
  const activities = useActivities(context.widgetId, config.showEvents);

  // Only the newest are drawn, and more as somebody goes up; back at the end it is the newest again.
  const [top, setTop] = useState<string>();
  const from = Math.max(
    0,
    top === undefined ? all.length - DRAWN_STEP : all.findIndex(({ id }) => id === top),
  );
  const rows = useMemo(
    () => rowsOf(all.slice(from), config.showEvents ? activities : [], firstNew),
    [all, from, activities, config.showEvents, firstNew],
  );
  const up = () => {
    if (from > 0) setTop(all[Math.max(0, from - DRAWN_STEP)]?.id);
    else older.load();
  };
  const firstOlder = older.messages[0]?.id;
  useEffect(() => {
    if (firstOlder !== undefined) setTop(firstOlder);
  }, [firstOlder]);

  const list = useRef<ListHandle>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [writing, setWriting] = useState<Writing>(NEW);
  const [draft, setDraft] = useState(() => textOf(context.storage.get('draft')));
  const [note, setNote] = useState<Note>();
  const [active, setActive] = useState<string>();
  useEffect(() => {
    if (!note || note.kind === 'sure') return;
    const timer = setTimeout(() => setNote(undefined), UNDO_MILLIS);
    return () => clearTimeout(timer);
  }, [note]);

  const keep = (text: string) => {
    setDraft(text);
    if (writing.kind === 'edit') return;
    if (text === '') context.storage.remove('draft');
    else context.storage.set('draft', text);
  };
  const write = (next: Writing) => {
    if (next.kind === 'edit') setDraft(next.message.text);
    else if (writing.kind === 'edit') setDraft(textOf(context.storage.get('draft')));
    setWriting(next);
    setActive(undefined);
    field.current?.focus({ preventScroll: true });
  };
  const send = (text: string) => {
    const { kind } = writing;
    if (kind === 'edit') {
      if (text !== writing.message.text) command('chat.edit', { id: writing.message.id, text });
      write(NEW);
      return;
    }
    const answer = kind === 'answer' ? { replyTo: writing.message.id } : {};
    command('chat.post', { id: freshId(), text, ...answer }).done.catch(() => {
      setDraft((now) => (now === '' ? text : now)); // refused: what was written comes back
      setNote({ kind: 'told', text: 'notSent' });
    });
    setWriting(NEW);
    setTop(undefined);
    requestAnimationFrame(() => list.current?.toEnd());
  };
  const remove = (message: Message) => {
    const edit = command('chat.remove', { id: message.id });
    setNote(readOnly ? undefined : { kind: 'removed', edit });
  };
  const jump = (id: string) => {
    if (list.current?.show(id)) return;
    if (!all.some((message) => message.id === id)) return setNote({ kind: 'told', text: 'further' });
    setTop(id);
    requestAnimationFrame(() => list.current?.show(id));
  };
  const last = () => {
    const own = messages.findLast((one) => one.userId === user.id && one.removedBy === undefined);
    if (own) write({ kind: 'edit', message: own });
    return own !== undefined;
  };

  const latest = useRef({ write, remove, jump });
  latest.current = { write, remove, jump };
  const may = useRef(readOnly);
  may.current = readOnly;
  const actions = useMemo<Actions>(
    () => ({
      reply: (message) => latest.current.write({ kind: 'answer', message }),
      edit: (message) => latest.current.write({ kind: 'edit', message }),
      // Who cannot undo is asked first.
      remove: (message) =>
        may.current ? setNote({ kind: 'sure', message }) : latest.current.remove(message),
      react: (message, emoji, on) => void command('chat.react', { id: message.id, emoji, on }),
      jump: (id) => latest.current.jump(id),
      touch: (id) => setActive((now) => (now === id ? undefined : id)),
      todo: ({ text }) => {
        const plain = plainOf(text, (id) => context.nameOf(id) ?? words.somebody);
        void intent('todo.item', { text: plain.slice(0, TEXT_MAX) });
      },
      makesTodos: () => serves('todo.item'),
    }),
    [command, intent, serves, context, words],
  );
  const names = useMemo(() => {
    const known = new Map(people.map(({ id, name }) => [id, name]));
    return (id: string) => known.get(id) ?? context.nameOf(id) ?? words.somebody;
  }, [people, context, words]);
  const colors = useMemo(() => new Map(people.map(({ id, colour }) => [id, colour])), [people]);
  const kept = useMemo(() => new Map(all.map((message) => [message.id, message])), [all]);
  const keptIds = useMemo(() => new Set(messages.map(({ id }) => id)), [messages]);

  return (
    <section
      className={styles.chat}
      data-small={size.w < 3 || undefined}
      data-density={config.density}
      aria-label={words.chat}
    >
      {all.length === 0 && rows.length === 0 ? (
        <Empty words={words} mayWrite={mayWrite} />
      ) : (
        <MessageList
          handle={list}
          rows={rows}
          label={words.messages}
          locale={locale}
          me={user.id}
          now={Date.now()}
          nameOf={names}
          colorOf={(id) => colors.get(id) ?? '#57534e'}
          find={(id) => kept.get(id)}
          unsaved={unsavedIds(pending)}
          active={active}
          mayWrite={mayWrite}
          mayRemoveAll={role === 'owner'}
          mayMake={!readOnly}
          isKept={(id) => keptIds.has(id)}
          older={older}
          above={from > 0 || older.more}
          up={up}
          ended={(end) => {
            setAtEnd(end);
            if (end) setTop(undefined);
          }}
          actions={actions}
        />
      )}
      {!atEnd && (
        <EndBar
          words={words}
          unread={unread}
          mentions={mentions.length}
          toEnd={() => list.current?.toEnd()}
          toMention={() => jump(mentions[0]?.id ?? '')}
        />
      )}
      <Typing words={words} names={typing.map(names)} />
      {note && (
        <NoteBar
          words={words}
          note={note}
          undo={(edit) => {
            undo(edit);
            setNote(undefined);
          }}
          remove={(message) => {
            setNote(undefined);
            remove(message);
          }}
          close={() => setNote(undefined)}
        />
      )}
      {mayWrite ? (
        <Composer
          words={words}
          field={field}
          people={people}
          me={user.id}
          nameOf={names}
          writing={writing}
          draft={draft}
          keep={keep}
          send={send}
          leave={() => write(NEW)}
          last={last}
        />
      ) : (
        <p className={styles.closed}>{role === 'commenter' ? words.commentersOut : words.viewersOut}</p>
      )}
    </section>
  );
}

/** Quiet lines of the other apps; remembered while the widget is out of sight. */
function useActivities(widget: string, shown: boolean) {
  const [lines, setLines] = useState(() => remembered(widget));
  useEvents('*', (event) => {
    if (!shown || event.source === widget) return;
    const millis = event.at === undefined ? Date.now() : Date.parse(timeOf(event.at));
    const told = toldOf(event, millis);
    if (told) setLines((before) => joined(before, told));
  });
  useEffect(() => remember(widget, lines), [widget, lines]);
  return lines;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export default defineMicroApp({
  Widget: Chat,
  /** `chat.message` */
  async onIntent({ data, step }, context) {
    const id = freshId();
    await given(context.command('chat.post', { id, text: String(data.text).slice(0, TEXT_MAX) }, step));
    return { id };
  },
});
