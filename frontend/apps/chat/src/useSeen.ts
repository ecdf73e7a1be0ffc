/**
 * What this person has seen of a chat, on this device: what people read is nobody else's business, so it is in no
 * journal. Not here: drawing the mark.
 */
import type { AppStorage, Json } from '@gesso/sdk';
import { useEffect, useRef, useState } from 'react';
import { type Seen, seenOf, unseen } from './shown.ts';
import type { Message } from './types.ts';

export interface Reading {
  /** The first message that came while the person was away. */
  firstNew: string | undefined;
  unread: number;
  /** Messages among the unread that name the person. */
  mentions: readonly Message[];
}

const stored = (value: Json | undefined): Seen | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && typeof value.at === 'number'
    ? { at: value.at, id: String(value.id) }
    : undefined;

export function useVisible(): boolean {
  const [visible, setVisible] = useState(document.visibilityState !== 'hidden');
  useEffect(() => {
    const changed = () => setVisible(document.visibilityState !== 'hidden');
    document.addEventListener('visibilitychange', changed);
    return () => document.removeEventListener('visibilitychange', changed);
  }, []);
  return visible;
}

export function useSeen(
  storage: AppStorage,
  messages: readonly Message[],
  me: string,
  atEnd: boolean,
  visible: boolean,
): Reading {
  const newest = messages.at(-1);
  const [seen, setSeen] = useState(
    () => stored(storage.get('seen')) ?? (newest ? seenOf(newest) : { at: 0, id: '' }),
  );
  // Where somebody begins is kept at once: who comes back finds what is new since, even if nothing came meanwhile.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, what is seen later is kept below
  useEffect(() => {
    if (!stored(storage.get('seen'))) storage.set('seen', { at: seen.at, id: seen.id });
  }, [storage]);
  /** Where the "New" mark stands: what had been seen when the person went away. */
  const [mark, setMark] = useState(seen);
  /** The mark stays where it is, since somebody who was away must find it. */
  const held = useRef(true);
  const reads = atEnd && visible;
  const spoke = newest?.userId === me;

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each going away; what is seen later leaves the mark
  useEffect(() => {
    if (!reads) {
      held.current = true;
      setMark(seen);
    }
  }, [reads]);
  useEffect(() => {
    if (!newest || !(reads || spoke)) return;
    if (spoke || unseen(messages, mark, me).length === 0) held.current = false;
    if (newest.id === seen.id) return;
    const now = seenOf(newest);
    if (!held.current) setMark(now);
    setSeen(now);
    storage.set('seen', { at: now.at, id: now.id });
  }, [messages, newest, seen, mark, me, reads, spoke, storage]);

  const unread = unseen(messages, seen, me);
  return {
    firstNew: unseen(messages, mark, me)[0]?.id,
    unread: unread.length,
    mentions: unread.filter((one) => one.mentions.includes(me)),
  };
}
