/** The messages in a box that stays at its end, or where somebody reads, whatever comes above or below. */
import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react';
import { ActivityLine } from './ActivityLine.tsx';
import styles from './Chat.module.css';
import { NEAR_PX } from './constants.ts';
import { type Actions, MessageRow } from './MessageRow.tsx';
import { dayText, type Row } from './shown.ts';
import type { Message } from './types.ts';
import type { Older } from './useOlder.ts';
import { wordsOf } from './words.ts';

export interface ListHandle {
  toEnd(): void;
  /** False when the message is not drawn. */
  show(id: string): boolean;
}

export interface MessageListProps {
  handle: RefObject<ListHandle | null>;
  rows: readonly Row[];
  label: string;
  locale: string;
  me: string;
  now: number;
  nameOf: (user: string) => string;
  colorOf: (user: string) => string;
  find: (id: string) => Message | undefined;
  unsaved: ReadonlySet<string>;
  active: string | undefined;
  mayWrite: boolean;
  mayRemoveAll: boolean;
  mayMake: boolean;
  /** Only these can still be changed. */
  isKept: (id: string) => boolean;
  older: Older;
  /** More above, drawn already or not. */
  above: boolean;
  up(): void;
  ended(atEnd: boolean): void;
  actions: Actions;
}

export function MessageList(props: MessageListProps) {
  const { handle, rows, label, above, up, ended, older } = props;
  const words = wordsOf(props.locale);
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const anchor = useRef<{ key: string; top: number } | undefined>(undefined);
  const near = useRef({ above, up });
  near.current = { above: above && older.state === 'idle', up };

  const toEnd = useCallback(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, []);
  /** Which row stands at the top, and where: that one must not move under the reader's eyes. */
  const anchorNow = useCallback(() => {
    const edge = box.current?.scrollTop ?? 0;
    for (const row of list.current?.querySelectorAll<HTMLElement>('[data-message]') ?? [])
      if (row.offsetTop + row.offsetHeight > edge) {
        anchor.current = { key: row.dataset.message ?? '', top: row.offsetTop - edge };
        return;
      }
  }, []);
  const settle = useCallback(() => {
    const element = box.current;
    if (!element) return;
    if (atEnd.current) return toEnd();
    const row = anchor.current && rowOf(list.current, anchor.current.key);
    if (row && anchor.current) element.scrollTop = row.offsetTop - anchor.current.top;
  }, [toEnd]);

  useImperativeHandle(handle, () => ({
    toEnd,
    show(id) {
      const row = rowOf(list.current, id);
      row?.scrollIntoView({ block: 'center' });
      row?.focus({ preventScroll: true });
      return row !== undefined;
    },
  }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change of what is drawn
  useLayoutEffect(settle, [rows, settle]);
  useEffect(() => {
    if (typeof ResizeObserver === 'undefined' || !box.current || !list.current) return;
    const resized = new ResizeObserver(settle);
    resized.observe(box.current);
    resized.observe(list.current);
    return () => resized.disconnect();
  }, [settle]);

  const scrolled = () => {
    const element = box.current;
    if (!element) return;
    const { scrollTop, scrollHeight, clientHeight } = element;
    const end = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    if (end !== atEnd.current) {
      atEnd.current = end;
      ended(end);
    }
    anchorNow();
    if (scrollTop < NEAR_PX && near.current.above) near.current.up();
  };
  const key = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const row =
      event.target instanceof HTMLElement && event.target.matches('[data-message]')
        ? event.target
        : undefined;
    if (step === 0 || !row) return;
    event.preventDefault();
    const all = [...(list.current?.querySelectorAll<HTMLElement>('[data-message]') ?? [])];
    all[all.indexOf(row) + step]?.focus();
  };
  const last = rows.findLast((row) => row.kind === 'message')?.key;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows go from message to message in it
    <div ref={box} className={styles.box} onScroll={scrolled} onKeyDown={key} data-testid="chat-box">
      {above && (
        <p className={styles.above}>
          {older.state === 'failed' ? (
            <>
              {words.olderFailed}{' '}
              <button type="button" onClick={up}>
                {words.retry}
              </button>
            </>
          ) : older.state === 'loading' ? (
            words.readingOlder
          ) : (
            <button type="button" onClick={up}>
              {words.older}
            </button>
          )}
        </p>
      )}
      <div ref={list} className={styles.list} role="log" aria-label={label} aria-relevant="additions">
        {rows.map((row) => (
          <RowView key={row.key} row={row} reachable={row.key === last} {...props} />
        ))}
      </div>
    </div>
  );
}

const rowOf = (list: HTMLElement | null, id: string): HTMLElement | undefined =>
  [...(list?.querySelectorAll<HTMLElement>('[data-message]') ?? [])].find(
    (row) => row.dataset.message === id,
  );

function RowView({ row, reachable, ...props }: MessageListProps & { row: Row; reachable: boolean }) {
  const { locale, me, nameOf, colorOf, find, isKept } = props;
  switch (row.kind) {
    case 'day':
      return (
        <div className={styles.day}>
          <span>{dayText(row.at, props.now, locale)}</span>
        </div>
      );
    case 'new':
      return (
        <div className={styles.new}>
          <span>{wordsOf(locale).fresh}</span>
        </div>
      );
    case 'activity':
      return <ActivityLine activity={row.activity} me={me} locale={locale} nameOf={nameOf} />;
    case 'message': {
      const { message } = row;
      const own = message.userId === me;
      const kept = isKept(message.id);
      return (
        <MessageRow
          message={message}
          at={row.at}
          first={row.first}
          me={me}
          locale={locale}
          nameOf={nameOf}
          color={colorOf(message.userId)}
          answered={message.replyTo === undefined ? undefined : find(message.replyTo)}
          unsaved={props.unsaved.has(message.id)}
          active={props.active === message.id}
          mayWrite={props.mayWrite && kept}
          mayEdit={own}
          mayMake={props.mayMake}
          mayRemove={own || props.mayRemoveAll}
          reachable={reachable}
          actions={props.actions}
        />
      );
    }
  }
}
