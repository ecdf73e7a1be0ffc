import { describe, expect, it } from 'vitest';
import { KEPT_MAX, KEPT_UNITS, MESSAGE_UNITS, TEXT_MAX } from '../src/generated/chat.ts';
import rules, { type ChatEvent, EMPTY, evolveChat } from '../src/rules.ts';

const posted = (id: string, text = id): ChatEvent => ({
  type: 'chat.posted',
  data: { id, text, userId: 'ada', createdAt: '2026-11-22T00:00:00Z', mentions: [] },
});
const reacted = (emoji: string, userId: string, on: boolean): ChatEvent => ({
  type: 'chat.reacted',
  data: { id: 'a', emoji, userId, on },
});
const after = (...events: ChatEvent[]) => events.reduce(evolveChat, EMPTY);
const stamp = { by: 'ada', at: 3_612_262_400_000_003 };

describe('the events of Chat', () => {
  it('[FE-37] fold totally: what does not fit changes nothing', () => {
    const chat = after(posted('a'));
    expect(evolveChat(chat, posted('a', 'again'))).toBe(chat);
    expect(evolveChat(EMPTY, reacted('👍', 'eve', true))).toBe(EMPTY);
    const was = chat.messages[0];
    if (!was) throw new Error('no message');
    const removed = evolveChat(chat, { type: 'chat.removed', data: { id: 'a', removedBy: 'eve', was } });
    expect(removed.messages).toMatchObject([{ id: 'a', text: '', removedBy: 'eve' }]);
    expect(evolveChat(removed, { type: 'chat.restored', data: { id: 'a', message: was } })).toEqual(chat);
  });

  it('[FE-37] keep reactions sorted, so that who changes their mind leaves no trace', () => {
    const chat = after(
      posted('a'),
      reacted('👍', 'eve', true),
      reacted('🎉', 'bob', true),
      reacted('👍', 'bob', true),
    );
    expect(chat.messages[0]?.reactions).toEqual([
      { emoji: '🎉', users: ['bob'] },
      { emoji: '👍', users: ['bob', 'eve'] },
    ]);
    expect(evolveChat(evolveChat(chat, reacted('👍', 'bob', false)), reacted('👍', 'bob', true))).toEqual(
      chat,
    );
  });

  it('[FE-37] keep as many messages as the backend, by number and by size', () => {
    const many = after(...Array.from({ length: KEPT_MAX + 7 }, (_, i) => posted(`m${i}`)));
    expect(many.messages).toHaveLength(KEPT_MAX);
    expect(many).toMatchObject({ earlier: 7 });
    expect(many.messages[0]?.id).toBe('m7');
    const long = after(...Array.from({ length: KEPT_MAX }, (_, i) => posted(`m${i}`, 'x'.repeat(TEXT_MAX))));
    expect(long.messages).toHaveLength(Math.floor(KEPT_UNITS / (TEXT_MAX + MESSAGE_UNITS)));
    expect(long.messages).toHaveLength(124);
    expect(long.earlier).toBe(KEPT_MAX - 124);
  });

  it('[FE-33] are guessed: what the server will most likely make of a command, and nothing of a wrong one', () => {
    const guess = (state: object, command: string, data: object) =>
      rules.predict(state as never, command, data as never, stamp);
    const [made] = guess(rules.initial, 'chat.post', { id: 'a', text: ' Hi <@bob>\u0007 ' });
    expect(made).toMatchObject({
      type: 'chat.posted',
      data: { id: 'a', text: 'Hi <@bob>', userId: 'ada', mentions: ['bob'] },
    });
    const chat = after(posted('a'));
    expect(guess(chat, 'chat.post', { id: 'a', text: 'again' })).toEqual([]);
    expect(guess(chat, 'chat.edit', { id: 'a', text: 'a' })).toEqual([]);
    expect(guess(chat, 'chat.edit', { id: 'a', text: 'b' })).toMatchObject([
      { data: { text: 'b', was: 'a' } },
    ]);
    expect(guess(chat, 'chat.remove', { id: 'none' })).toEqual([]);
    expect(guess(chat, 'chat.remove', { id: 'a' })).toMatchObject([{ type: 'chat.removed' }]);
    expect(guess(chat, 'chat.allow', { commenters: true })).toEqual([]);
    expect(guess(chat, 'chat.allow', { commenters: false })).toMatchObject([{ type: 'chat.allowed' }]);
    expect(guess(chat, 'chat.react', { id: 'a', emoji: '👍', on: true })).toMatchObject([
      { data: { userId: 'ada' } },
    ]);
  });
});
