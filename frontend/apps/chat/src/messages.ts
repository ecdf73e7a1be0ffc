/** The messages in a state, whoever wrote it: what is none is left out. Pure. */
import type { WidgetState } from '@gesso/sdk';
import type { Message } from './generated/chat.ts';

const isMessage = (value: unknown): value is Message => {
  const { id, text, userId, createdAt, mentions, reactions } = (value ?? {}) as Partial<Message>;
  return (
    [id, text, userId, createdAt].every((part) => typeof part === 'string') &&
    Array.isArray(mentions) &&
    Array.isArray(reactions) &&
    reactions.every((one) => typeof one?.emoji === 'string' && Array.isArray(one.users))
  );
};

export const messagesIn = ({ messages }: WidgetState): Message[] => {
  if (!Array.isArray(messages)) return [];
  const all: unknown[] = messages;
  return all.every(isMessage) ? all : all.filter(isMessage);
};
