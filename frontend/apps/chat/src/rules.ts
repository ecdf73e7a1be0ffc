/**
 * What the events of Chat's backend do, and which a command will most likely make: the same cases as
 * `gesso.cluster.chat` in Java. State: `{messages, earlier, commenters}` beside the shared-state keys. Not here:
 * how a chat looks.
 */
import { type BackendEvent, type JsonObject, type MicroAppRules, type Stamp, timeOf } from '@gesso/sdk';
import {
  type Chat,
  type ChatEvents,
  KEPT_MAX,
  KEPT_UNITS,
  MESSAGE_UNITS,
  type Message,
  REACTION_UNITS,
  type Reaction,
} from './generated/chat.ts';
import { messagesIn } from './messages.ts';
import { cleaned, mentionsIn } from './text.ts';

export type ChatEvent = {
  [Type in keyof ChatEvents]: { type: Type; data: ChatEvents[Type] };
}[keyof ChatEvents];

const KNOWN: Record<ChatEvent['type'], true> = {
  'chat.posted': true,
  'chat.edited': true,
  'chat.reacted': true,
  'chat.removed': true,
  'chat.restored': true,
  'chat.allowed': true,
};

export const EMPTY: Chat = { messages: [], earlier: 0, commenters: true };

function assertNever(event: never): never {
  throw new Error(`no case for ${JSON.stringify(event)}`);
}

export function evolveChat(chat: Chat, event: ChatEvent): Chat {
  switch (event.type) {
    case 'chat.posted': {
      const { data } = event;
      return find(chat, data.id) ? chat : kept(chat, [...chat.messages, { ...data, reactions: [] }]);
    }
    case 'chat.edited': {
      const { id, text, mentions, editedAt } = event.data;
      return change(chat, id, ({ editedAt: _, ...before }) => ({
        ...before,
        text,
        mentions,
        ...(editedAt === undefined ? {} : { editedAt }),
      }));
    }
    case 'chat.reacted': {
      const { id, emoji, userId, on } = event.data;
      return change(chat, id, (before) => ({
        ...before,
        reactions: reacted(before.reactions, emoji, userId, on),
      }));
    }
    case 'chat.removed':
      return change(chat, event.data.id, ({ editedAt: _, ...before }) => ({
        ...before,
        text: '',
        mentions: [],
        reactions: [],
        removedBy: event.data.removedBy,
      }));
    case 'chat.restored':
      return change(chat, event.data.id, () => event.data.message);
    case 'chat.allowed':
      return { ...chat, commenters: event.data.commenters };
    default:
      return assertNever(event);
  }
}

const find = (chat: Chat, id: unknown): Message | undefined => chat.messages.findLast((one) => one.id === id);

function change(chat: Chat, id: string, how: (before: Message) => Message): Chat {
  const index = chat.messages.findLastIndex((one) => one.id === id);
  const before = chat.messages[index];
  return before ? kept(chat, chat.messages.with(index, how(before))) : chat;
}

/** Sorted as Java sorts strings: by their units. */
const byUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function reacted(all: readonly Reaction[], emoji: string, user: string, on: boolean): Reaction[] {
  const before = all.find((one) => one.emoji === emoji)?.users ?? [];
  const others = before.filter((one) => one !== user);
  const users = on ? [...others, user].sort(byUnits) : others;
  const rest = all.filter((one) => one.emoji !== emoji);
  return users.length === 0 ? rest : [...rest, { emoji, users }].sort((a, b) => byUnits(a.emoji, b.emoji));
}

const unitsOf = ({ text, reactions }: Message): number =>
  MESSAGE_UNITS + text.length + REACTION_UNITS * reactions.reduce((sum, { users }) => sum + users.length, 0);

/** The oldest leave, by number and by size. */
function kept(chat: Chat, messages: Message[]): Chat {
  let units = messages.reduce((sum, message) => sum + unitsOf(message), 0);
  let leave = 0;
  for (; leave < messages.length - 1; leave++) {
    const first = messages[leave];
    if (!first || (messages.length - leave <= KEPT_MAX && units <= KEPT_UNITS)) break;
    units -= unitsOf(first);
  }
  return {
    ...chat,
    messages: leave === 0 ? messages : messages.slice(leave),
    earlier: chat.earlier + leave,
  };
}

function guess(chat: Chat, command: string, data: JsonObject, { by, at }: Stamp): ChatEvent[] {
  const { id, text, emoji, on, commenters, replyTo } = data;
  if (command === 'chat.allow')
    return typeof commenters === 'boolean' && commenters !== chat.commenters
      ? [{ type: 'chat.allowed', data: { commenters } }]
      : [];
  if (typeof id !== 'string') return [];
  const message = find(chat, id);
  if (command === 'chat.post') {
    if (message || typeof text !== 'string') return [];
    const clean = cleaned(text);
    const data = { id, text: clean, userId: by, createdAt: timeOf(at), mentions: mentionsIn(clean) };
    return [{ type: 'chat.posted', data: typeof replyTo === 'string' ? { ...data, replyTo } : data }];
  }
  if (!message || message.removedBy !== undefined) return [];
  switch (command) {
    case 'chat.edit': {
      if (typeof text !== 'string') return [];
      const clean = cleaned(text);
      if (clean === message.text) return [];
      const edited = {
        id,
        text: clean,
        mentions: mentionsIn(clean),
        editedAt: timeOf(at),
        was: message.text,
      };
      return [{ type: 'chat.edited', data: edited }];
    }
    case 'chat.react':
      return typeof emoji === 'string' && typeof on === 'boolean'
        ? [{ type: 'chat.reacted', data: { id, emoji, userId: by, on } }]
        : [];
    case 'chat.remove':
      return [{ type: 'chat.removed', data: { id, removedBy: by, was: message } }];
    default:
      return [];
  }
}

/** With the keys beside it, which are not Chat's. */
const chatOf = (state: JsonObject): Chat => ({
  ...state,
  messages: messagesIn(state),
  earlier: typeof state.earlier === 'number' ? state.earlier : 0,
  commenters: state.commenters !== false,
});

const rules: MicroAppRules = {
  initial: EMPTY as unknown as JsonObject,
  knows: (type) => Object.hasOwn(KNOWN, type),
  evolve: (state, event: BackendEvent) =>
    evolveChat(chatOf(state), event as unknown as ChatEvent) as unknown as JsonObject,
  predict: (state, command, data, stamp) =>
    guess(chatOf(state), command, data, stamp) as unknown as BackendEvent[],
};
export default rules;
