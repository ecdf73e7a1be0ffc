import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { MicroAppHost, MicroAppSettings } from '../../../host/src/loader/MicroAppHost.tsx';
import { host } from '../../../host/src/modules.ts';
import { learn } from '../../../host/src/widget/appRules.ts';
import { installApps, show, testCanvas } from '../../../host/test/page.tsx';
import { Heard, ownPhrases } from '../../../host/test/spoken.ts';
import { ActivityLine } from '../src/ActivityLine.tsx';
import { Preview, Rules, Settings, Widget } from '../src/index.ts';
import { EndBar, Typing } from '../src/parts.tsx';
import type { Did, Message } from '../src/types.ts';
import { wordsOf } from '../src/words.ts';

const SIZE = { w: 4, h: 6 };
const DAY = 86_400_000;
const DID: readonly Did[] = [
  'added',
  'removed',
  'brought back',
  'moved',
  'renamed',
  'finished',
  'voted for',
  'ticked off',
  'reopened',
];
const message = (id: string, at: number, userId: string, more: Partial<Message> = {}): Message => ({
  id,
  text: `X${id}`,
  userId,
  createdAt: new Date(at).toISOString(),
  mentions: [],
  reactions: [],
  ...more,
});

/** Everything that the app says to people, in the states that they bring it to. */
async function heardIn(locale: 'en' | 'de'): Promise<Heard> {
  const heard = new Heard();
  const words = wordsOf(locale);
  const say = words.writing;
  localStorage.clear();
  const { preferences } = host.store.getState();
  host.store.setState({ preferences: { ...preferences, language: locale } });
  learn('chat', Rules);
  installApps({ chat: { Widget, Settings, Preview } });
  const start = async (messages: Message[], { earlier = 0, refuse = false } = {}) => {
    const state = { messages, earlier, commenters: true } as never;
    const page = testCanvas([{ id: 'w1', appId: 'chat', state }], { refuse });
    vi.spyOn(page.canvas.intents, 'serves').mockReturnValue(true);
    show(
      page,
      <>
        <MicroAppHost widgetId="w1" size={SIZE} />
        <MicroAppSettings widgetId="w1" size={SIZE} />
      </>,
    );
    await screen.findByRole('region', { name: words.chat });
    await screen.findByLabelText(words.settings.events);
    await act(async () => {});
    heard.listen();
    return page;
  };
  const row = (id: string) => document.querySelector(`[data-message="${id}"]`) as HTMLElement;
  const tool = (id: string, name: string) => {
    fireEvent.pointerEnter(row(id));
    fireEvent.click(within(row(id)).getByLabelText(name));
    heard.listen();
  };
  const write = (text: string) => {
    const field = screen.getByRole('textbox');
    fireEvent.change(field, { target: { value: text } });
    (field as HTMLTextAreaElement).setSelectionRange(text.length, text.length);
    fireEvent.select(field);
    heard.listen();
  };

  // Nobody has written yet.
  const empty = await start([]);
  act(() => empty.role('viewer'));
  heard.listen();
  act(() => empty.role('commenter'));
  act(() => empty.event('w1', 'chat.allowed', { commenters: false }));
  heard.listen();
  cleanup();

  // A talk of two days.
  const now = Date.now();
  const read = vi.spyOn(host, 'api').mockRejectedValue(new Error('503'));
  const page = await start(
    [
      message('m1', now - DAY, 'ada', {
        text: `X${'x'.repeat(2_000)}`,
        editedAt: new Date(now).toISOString(),
      }),
      message('m2', now - DAY, 'bob', { reactions: [{ emoji: '👍', users: ['ada', 'bob'] }] }),
      message('m3', now - 3_000, 'bob', { replyTo: 'm1' }),
      message('m4', now - 3_000, 'gone', { replyTo: 'left' }),
      message('m5', now - 2_000, 'bob', { text: '', removedBy: 'bob' }),
      message('m6', now - 2_000, 'bob', { text: '', removedBy: 'ada' }),
      message('m7', now - 2_000, 'bob', { replyTo: 'm6' }),
      message('m8', now - 1_000, 'ada', {
        reactions: [{ emoji: '👍', users: ['ada', ...'bcdefghijk'] }],
      }),
    ],
    { earlier: 3 },
  );
  fireEvent.click(screen.getByText(words.older));
  heard.listen();
  await waitFor(() => screen.getByText(words.retry));
  heard.listen();
  read.mockRestore();
  fireEvent.click(screen.getByText(words.showAll));
  heard.listen();
  tool('m3', words.anotherReaction);
  tool('m3', words.answer);
  fireEvent.click(screen.getByLabelText(say.stopAnswering));
  fireEvent.click(within(row('m4')).getByText(words.earlierMessage));
  heard.listen();
  tool('m8', words.edit);
  fireEvent.click(screen.getByLabelText(say.stopEditing));
  write('@bo');
  write('x'.repeat(3_900));
  write('x'.repeat(4_100));
  write('X');
  fireEvent.click(screen.getByLabelText(say.send));
  heard.listen();
  tool('m8', words.remove);
  act(() => page.role('commenter'));
  tool('m1', words.remove);
  cleanup();

  // The person was away, and comes back to something new.
  const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  const away = await start([message('m1', now - 2_000, 'ada')]);
  const { reactions: _, ...posted } = message('m9', now, 'bob');
  act(() => away.event('w1', 'chat.posted', posted));
  heard.listen();
  hidden.mockRestore();
  cleanup();

  // The server takes nothing.
  await start([], { refuse: true });
  write('X');
  fireEvent.click(screen.getByLabelText(say.send));
  await screen.findByText(words.notSent);
  heard.listen();
  cleanup();

  // What takes others, or a page that scrolls.
  const nothing = () => {};
  for (const n of [0, 1, 2])
    render(<EndBar words={words} unread={n} mentions={n} toEnd={nothing} toMention={nothing} />);
  for (const names of [['X'], ['X', 'Y'], ['X', 'Y', 'Z']]) render(<Typing words={words} names={names} />);
  for (const did of DID)
    for (const by of ['ada', 'bob']) {
      const activity = { id: did, at: 1, by, did, about: 'X', more: 2 };
      render(<ActivityLine activity={activity} me="ada" locale={locale} nameOf={() => 'Y'} />);
    }
  heard.listen();
  cleanup();
  document.documentElement.lang = locale;
  render(<Preview />);
  heard.listen();
  return heard;
}

afterEach(() => {
  cleanup();
  document.documentElement.lang = '';
});

it('[CH-1][W1] says nothing in English to who reads German, in all that it says', async () => {
  const english = ownPhrases(wordsOf('en'), wordsOf('de'));
  const german = ownPhrases(wordsOf('de'), wordsOf('en'));
  const inGerman = await heardIn('de');
  expect([...inGerman.among(english)]).toEqual([]);
  expect([...german.keys()].filter((key) => !inGerman.among(german).has(key))).toEqual([]);
  cleanup();
  const inEnglish = await heardIn('en');
  expect([...inEnglish.among(german)]).toEqual([]);
  expect([...english.keys()].filter((key) => !inEnglish.among(english).has(key))).toEqual([]);
});

it('[CH-1][W9] says in German what somebody did, with the verb at the end', () => {
  const line = (did: Did, by: string, more: number) => {
    const activity = { id: 'a', at: 1, by, did, about: 'Milch', more };
    const { container } = render(
      <ActivityLine activity={activity} me="ada" locale="de-AT" nameOf={() => 'Bob'} />,
    );
    return container.textContent;
  };
  expect(line('ticked off', 'bob', 0)).toBe('Bob hat Milch abgehakt');
  expect(line('added', 'ada', 2)).toBe('Du hast Milch und 2 weitere hinzugefügt');
  expect(line('voted for', 'bob', 0)).toBe('Bob hat für Milch gestimmt');
});
