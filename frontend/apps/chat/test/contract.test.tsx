import { dirname } from 'node:path';
import { microAppContract } from '../../../host/test/contractKit.tsx';
import { Preview, Settings, Widget } from '../src/index.ts';
import rules from '../src/rules.ts';

const message = (id: string, userId: string, more: object = {}) => ({
  id,
  text: `Text of ${id}`,
  userId,
  createdAt: '2026-11-22T08:00:00Z',
  mentions: [],
  reactions: [],
  ...more,
});

microAppContract({
  id: 'chat',
  folder: dirname(import.meta.dirname),
  Widget,
  Settings,
  Preview,
  rules,
  states: [
    {
      messages: [
        message('a', 'ada', { reactions: [{ emoji: '👍', users: ['ada', 'bob'] }] }),
        message('b', 'bob', { text: 'Hi <@ada>, https://example.org', mentions: ['ada'], replyTo: 'a' }),
        message('c', 'gone', { text: 'x'.repeat(3_000), editedAt: '2026-11-22T09:00:00Z', replyTo: 'none' }),
        message('d', 'bob', { text: '', removedBy: 'ada' }),
        message('e', 'bob', { text: '🎉', createdAt: '2026-11-23T08:00:00Z' }),
      ],
      earlier: 0,
      commenters: true,
    },
    {
      messages: Array.from({ length: 60 }, (_, i) => message(`m${i}`, i % 3 === 0 ? 'ada' : 'bob')),
      earlier: 4,
      commenters: false,
    },
    { messages: [], earlier: 0, commenters: true },
  ],
  commands: [
    { do: 'chat.post', data: { id: 'n', text: 'Hello <@bob>' } },
    { do: 'chat.post', data: { id: 'o', text: 'Yes?', replyTo: 'n' } },
    { do: 'chat.edit', data: { id: 'n', text: 'Hello all' } },
    { do: 'chat.react', data: { id: 'n', emoji: '🎉', on: true } },
    { do: 'chat.allow', data: { commenters: false } },
    { do: 'chat.remove', data: { id: 'n' } },
  ],
});
