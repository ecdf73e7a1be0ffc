import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MicroAppHost, MicroAppSettings } from '../../../host/src/loader/MicroAppHost.tsx';
import { host } from '../../../host/src/modules.ts';
import { learn } from '../../../host/src/widget/appRules.ts';
import { clearBadges, useBadges } from '../../../host/src/widget/badges.ts';
import { installApps, show, type TestCanvas, testCanvas } from '../../../host/test/page.tsx';
import { Preview, Rules, Settings, Widget } from '../src/index.ts';
import type { Message } from '../src/types.ts';

learn('chat', Rules);
const SIZE = { w: 4, h: 6 };
const START = Date.parse('2026-11-22T08:00:00Z');
const message = (id: string, text: string, userId = 'bob', more: Partial<Message> = {}): Message => ({
  id,
  text,
  userId,
  createdAt: new Date(START + 60_000 * Number(id.replace(/\D/g, '') || 0)).toISOString(),
  mentions: [...text.matchAll(/<@([a-z]+)>/g)].map(([, user]) => user ?? ''),
  reactions: [],
  ...more,
});
const { reactions: _, ...POSTED } = message('m9', 'from Bob');
let page: TestCanvas;

interface Given {
  messages?: Message[];
  earlier?: number;
  commenters?: boolean;
  config?: object;
}
async function open({ messages = [], earlier = 0, commenters = true, config = {} }: Given = {}) {
  installApps({ chat: { Widget, Settings, Preview }, todo: {} });
  page = testCanvas([
    { id: 'w1', appId: 'chat', state: { messages, earlier, commenters } as never, config: config as never },
    {
      id: 'w2',
      state: { todos: [{ id: 't1', text: 'Buy milk', done: false, userId: 'bob', createdAt: '' }] },
    },
  ]);
  show(page, <MicroAppHost widgetId="w1" size={SIZE} />);
  await screen.findByRole('region', { name: 'Chat' });
  await act(async () => {}); // mounted: from now on it follows the page
}
const texts = () =>
  [...document.querySelectorAll('[data-message]')].map(
    (row) => row.querySelector('[class*=text]')?.textContent,
  );
const row = (id: string) => {
  const found = document.querySelector<HTMLElement>(`[data-message="${id}"]`);
  if (!found) throw new Error(`no message ${id}`);
  return found;
};
/** The tools of a message come with the pointer. */
const tools = (id: string) => {
  fireEvent.pointerEnter(row(id));
  return within(row(id));
};
const field = () => screen.getByLabelText<HTMLTextAreaElement>('Message');
const write = (text: string) => {
  const element = field();
  fireEvent.change(element, { target: { value: text } });
  element.setSelectionRange(text.length, text.length);
  fireEvent.select(element);
};
const sent = () => page.sent.map(({ do: name, data }) => [name, data]);

beforeEach(() => {
  localStorage.clear();
  clearBadges();
});
afterEach(cleanup);

describe('the Chat widget', () => {
  it('[W1] sends with Enter, shows it at once with a pending mark, and takes it as durable when confirmed', async () => {
    await open();
    expect(screen.getByText(/A place to talk/)).toBeTruthy();
    write('  Hello  ');
    fireEvent.keyDown(field(), { key: 'Enter', shiftKey: true });
    expect(page.sent).toHaveLength(0);
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(texts()).toEqual(['Hello']);
    expect(screen.getByLabelText('Sent, not durable yet')).toBeTruthy();
    expect(field().value).toBe('');
    const [, data] = sent()[0] as [string, { id: string; text: string }];
    expect(data.text).toBe('Hello');
    act(() =>
      page.event('w1', 'chat.posted', { ...POSTED, id: data.id, text: 'Hello', userId: 'ada' }, 'ada'),
    );
    expect(texts()).toEqual(['Hello']);
    expect(screen.queryByLabelText('Sent, not durable yet')).toBeNull();
    write('   ');
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(page.sent).toHaveLength(1);
  });

  it('[W1] keeps what is written over a reload, and says when it is too long instead of cutting it', async () => {
    await open();
    write(`${'x'.repeat(4_100)}`);
    expect(screen.getByRole('alert').textContent).toContain('100 characters too many');
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(page.sent).toHaveLength(0);
    write('Half a sent');
    cleanup();
    show(page, <MicroAppHost widgetId="w1" size={SIZE} />);
    await screen.findByRole('region', { name: 'Chat' });
    expect(field().value).toBe('Half a sent');
  });

  it('[W1] completes names, sends ids, and shows names again', async () => {
    await open();
    write('Hi @bo');
    const list = screen.getByRole('listbox');
    expect(
      within(list)
        .getAllByRole('option')
        .map((one) => one.textContent),
    ).toEqual(['Bob Noyce']);
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(field().value).toBe('Hi @Bob Noyce ');
    expect(screen.queryByRole('listbox')).toBeNull();
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(sent()[0]).toMatchObject(['chat.post', { text: 'Hi <@bob>' }]);
    expect(texts()).toEqual(['Hi @Bob Noyce']);
  });

  it('[W1] marks a mention of me, counts it on the widget and in the title until it is seen', async () => {
    let waiting = 0;
    const Waiting = () => {
      waiting = useBadges();
      return null;
    };
    render(<Waiting />);
    const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    await open({ messages: [message('m1', 'old')] });
    act(() => page.event('w1', 'chat.posted', { ...POSTED, text: 'And <@ada>?', mentions: ['ada'] }));
    expect(row('m9').dataset.mention).toBe('true');
    expect(screen.getByText('New')).toBeTruthy();
    expect(waiting).toBe(1);
    hidden.mockReturnValue('visible');
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    expect(waiting).toBe(0);
    expect(screen.getByText('New')).toBeTruthy();
    expect(JSON.parse(localStorage.getItem('gesso.app|ada|c1|w1|seen') ?? '{}')).toMatchObject({ id: 'm9' });
  });

  it('[W1] edits my last message with ArrowUp, and leaves it with Escape', async () => {
    await open({ messages: [message('m1', 'one', 'ada'), message('m2', 'two')] });
    fireEvent.keyDown(field(), { key: 'ArrowUp' });
    const editing = screen.getByLabelText<HTMLTextAreaElement>('New text of the message');
    expect(editing.value).toBe('one');
    fireEvent.change(editing, { target: { value: 'won' } });
    fireEvent.keyDown(editing, { key: 'Enter' });
    expect(sent()).toEqual([['chat.edit', { id: 'm1', text: 'won' }]]);
    expect(row('m1').textContent).toContain('won (edited)');
    fireEvent.keyDown(field(), { key: 'ArrowUp' });
    fireEvent.keyDown(screen.getByLabelText('New text of the message'), { key: 'Escape' });
    expect(field().value).toBe('');
    expect(page.sent).toHaveLength(1);
  });

  it('[W1] an edit, saved or left, brings back the half-written message', async () => {
    await open({ messages: [message('m1', 'one', 'ada')] });
    const stored = () => localStorage.getItem('gesso.app|ada|c1|w1|draft');
    write('Half a sent');
    for (const key of ['Enter', 'Escape']) {
      fireEvent.click(tools('m1').getByLabelText('Edit'));
      const editing = screen.getByLabelText<HTMLTextAreaElement>('New text of the message');
      expect(editing.value).toBe(key === 'Enter' ? 'one' : 'won');
      fireEvent.change(editing, { target: { value: 'won' } });
      fireEvent.keyDown(editing, { key });
      expect(field().value).toBe('Half a sent');
      expect(stored()).toContain('Half a sent');
    }
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(field().value).toBe('');
    expect(stored()).toBeNull();
    expect(sent()).toMatchObject([
      ['chat.edit', { text: 'won' }],
      ['chat.post', { text: 'Half a sent' }],
    ]);
  });

  it('[W1][FE-104] keeps the focus in the field when an edit begins and ends', async () => {
    await open({ messages: [message('m1', 'one', 'ada')] });
    const editing = () => screen.getByLabelText('New text of the message');
    const leave = [
      () => fireEvent.keyDown(editing(), { key: 'Escape' }),
      () => fireEvent.keyDown(editing(), { key: 'Enter' }),
      () => fireEvent.click(screen.getByLabelText('Stop editing')),
    ];
    for (const by of leave) {
      tools('m1').getByLabelText('Edit').focus();
      fireEvent.click(tools('m1').getByLabelText('Edit'));
      expect(document.activeElement).toBe(editing());
      by();
      expect(document.activeElement).toBe(field());
    }
  });

  it.each([
    ['who has only read', [message('m1', 'old')]],
    ['who found nobody', []],
  ])('[W1] marks what came meanwhile as new for %s', async (_who, messages) => {
    await open({ messages });
    cleanup();
    await open({ messages: [...messages, message('m2', 'new')] });
    expect(screen.getByText('New')).toBeTruthy();
  });

  it('[W1][FE-104] leaves the focus on the board of emoji while others write, and closes it by its button', async () => {
    await open({ messages: [message('m1', 'one')] });
    const press = (button: HTMLElement) => {
      fireEvent.pointerDown(button);
      fireEvent.click(button);
    };
    const openers = [
      () => screen.getByLabelText('Emoji', { selector: 'button' }),
      () => tools('m1').getByLabelText('Another reaction'),
    ];
    for (const [i, opener] of openers.entries()) {
      press(opener());
      const board = within(screen.getByRole('dialog'));
      const rocket = board.getByText('🚀');
      rocket.focus();
      act(() => page.event('w1', 'chat.posted', { ...POSTED, id: `n${i}` }));
      act(() => page.event('w1', 'chat.reacted', { id: 'm1', emoji: '🎉', userId: 'bob', on: i === 0 }));
      expect(document.activeElement).toBe(rocket);
      press(opener());
      expect(screen.queryByRole('dialog')).toBeNull();
    }
    press(openers[0]?.() as HTMLElement);
    fireEvent.pointerDown(field());
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('[W1] removes with a way back; a tombstone stays', async () => {
    await open({ messages: [message('m1', 'one', 'ada'), message('m2', 'two')] });
    expect(tools('m2').queryByLabelText('Remove')).toBeNull();
    fireEvent.click(tools('m1').getByLabelText('Remove'));
    expect(row('m1').textContent).toContain('Message removed');
    fireEvent.click(screen.getByText('Put back'));
    expect(page.sent.at(-1)).toMatchObject({ to: 'canvas', do: 'undo', data: { op: page.sent[0]?.id } });
  });

  it('[W1][X5] lets an owner remove what others wrote', async () => {
    await open({ messages: [message('m2', 'two')] });
    act(() => page.role('owner'));
    fireEvent.click(tools('m2').getByLabelText('Remove'));
    expect(sent()).toEqual([['chat.remove', { id: 'm2' }]]);
  });

  it('[W1] reacts, takes it back, and says whose a reaction is', async () => {
    await open({
      messages: [message('m1', 'Lunch?', 'bob', { reactions: [{ emoji: '👍', users: ['ada', 'bob'] }] })],
    });
    const chip = within(row('m1')).getByRole('button', { name: '👍 2: You and Bob Noyce' });
    expect(chip.getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(chip);
    fireEvent.click(tools('m1').getByLabelText('Another reaction'));
    fireEvent.click(within(screen.getByRole('dialog')).getByText('🚀'));
    expect(sent()).toEqual([
      ['chat.react', { id: 'm1', emoji: '👍', on: false }],
      ['chat.react', { id: 'm1', emoji: '🚀', on: true }],
    ]);
    expect(within(row('m1')).getByRole('button', { name: '👍 1: Bob Noyce' })).toBeTruthy();
  });

  it('[W1] answers a message and quotes it', async () => {
    await open({ messages: [message('m1', 'Lunch?')] });
    fireEvent.click(tools('m1').getByLabelText('Answer'));
    expect(screen.getByText(/Answering Bob Noyce: Lunch\?/)).toBeTruthy();
    write('Yes');
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(sent()[0]).toMatchObject(['chat.post', { text: 'Yes', replyTo: 'm1' }]);
    const quote = screen.getByRole('button', { name: /Answers Bob Noyce ?Lunch/ });
    fireEvent.click(quote);
    expect(document.activeElement).toBe(row('m1'));
  });

  it('[W1] shows markup as text, safe addresses as links, and no others', async () => {
    const script = '<img src=x onerror="alert(1)"><script>alert(1)</script>';
    await open({
      messages: [
        message('m1', script),
        message('m2', 'https://example.org, javascript:alert(1)'),
        message('m3', 'x'.repeat(4_000)),
      ],
    });
    expect(texts()[0]).toBe(script);
    expect(document.querySelector('[data-message] img, script')).toBeNull();
    const links = [...document.querySelectorAll('a')];
    expect(links.map((link) => link.href)).toEqual(['https://example.org/']);
    expect(links[0]?.rel).toBe('noopener noreferrer nofollow');
    expect(links[0]?.target).toBe('_blank');
    fireEvent.click(screen.getByText('Show all'));
    expect(screen.getByText('Show less')).toBeTruthy();
  });

  it('[W1] walks through messages with the arrows, and reaches their tools with Enter', async () => {
    await open({ messages: [message('m1', 'one'), message('m2', 'two')] });
    expect([row('m1').tabIndex, row('m2').tabIndex]).toEqual([-1, 0]);
    row('m2').focus();
    fireEvent.keyDown(row('m2'), { key: 'ArrowUp' });
    expect(document.activeElement).toBe(row('m1'));
    fireEvent.keyDown(row('m1'), { key: 'Enter' });
    expect(document.activeElement?.getAttribute('aria-label')).toBe('React with 👍');
  });

  it('[W1] draws the newest first and reads older ones from the server, page by page', async () => {
    const messages = Array.from({ length: 100 }, (_, i) => message(`m${i + 100}`, `Text ${i + 100}`));
    const read = vi
      .spyOn(host, 'api')
      .mockRejectedValueOnce(new Error('503'))
      .mockResolvedValueOnce({ items: [message('m98', 'Text 98'), message('m99', 'Text 99')], next: 'more' })
      .mockResolvedValueOnce({ items: [message('m97', 'The first')], next: null });
    await open({ messages, earlier: 3 });
    const press = (label: string) => vi.waitFor(() => fireEvent.click(screen.getByText(label)));
    const first = (text: string) => vi.waitFor(() => expect(texts()[0]).toBe(text));
    expect(texts()).toHaveLength(80);
    expect(texts().at(-1)).toBe('Text 199');
    await press('Older messages');
    expect(texts()).toHaveLength(100);
    expect(read).not.toHaveBeenCalled();
    await press('Older messages');
    await press('Try again');
    await first('Text 98');
    const asked = decodeURIComponent(String(read.mock.calls[1]?.[0]));
    expect(asked).toBe(`/api/apps/chat/w1/messages?limit=60&before=${messages[0]?.createdAt}~m100`);
    expect(tools('m98').queryByLabelText('Answer')).toBeNull();
    await press('Older messages');
    await first('The first');
    expect(String(read.mock.calls[2]?.[0])).toContain('before=more');
    expect(screen.queryByText('Older messages')).toBeNull();
    expect(texts()).toHaveLength(103);
  });

  it('[W9] shows quietly what happens in the other apps, and nothing when that is switched off', async () => {
    await open({ messages: [message('m1', 'Hi')] });
    act(() => page.event('w2', 'todo.toggled', { id: 't1', done: true }, 'bob', 2_048 * Date.now()));
    expect(document.querySelector('[data-activity]')?.textContent).toBe('Bob Noyce ticked off Buy milk');
    act(() => page.event('w2', 'widget-moved', {}));
    expect(document.querySelectorAll('[data-activity]')).toHaveLength(1);
    act(() => page.event('w1', 'configured', { config: { showEvents: false }, was: {} }));
    expect(document.querySelector('[data-activity]')).toBeNull();
  });

  it('[W1][X5] lets a viewer read, and a commenter write while the chat is open to them', async () => {
    await open({ messages: [message('m1', 'Hi')] });
    act(() => page.role('viewer'));
    expect(screen.queryByLabelText('Message')).toBeNull();
    expect(screen.getByText(/You can read here/)).toBeTruthy();
    expect(tools('m1').queryByLabelText('Answer')).toBeNull();
    act(() => page.role('commenter'));
    write('May I?');
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(sent()).toMatchObject([['chat.post', { text: 'May I?' }]]);
    const own = String(page.sent[0]?.data.id);
    fireEvent.click(tools(own).getByLabelText('Remove'));
    expect(page.sent).toHaveLength(1);
    fireEvent.click(within(screen.getByRole('status')).getByText('Remove'));
    expect(page.sent.at(-1)?.do).toBe('chat.remove');
    act(() => page.event('w1', 'chat.allowed', { commenters: false }));
    expect(screen.queryByLabelText('Message')).toBeNull();
    expect(screen.getByText(/This chat is for editors/)).toBeTruthy();
  });

  it('[C4] takes in what others write, edit, react and remove while it is open', async () => {
    await open({ messages: [message('m1', 'a')] });
    act(() => page.event('w1', 'chat.posted', POSTED));
    expect(texts()).toEqual(['a', 'from Bob']);
    act(() => page.event('w1', 'chat.reacted', { id: 'm9', emoji: '🎉', userId: 'bob', on: true }));
    expect(within(row('m9')).getByRole('button', { name: '🎉 1: Bob Noyce' })).toBeTruthy();
    const was = message('m1', 'a');
    act(() => page.event('w1', 'chat.removed', { id: 'm1', removedBy: 'carl', was: was as never }));
    expect(row('m1').textContent).toContain('Removed by somebody');
  });
});

describe('Chat settings and preview', () => {
  it('[W1][W14] set events of other apps, commenters and density, for everybody', async () => {
    installApps({ chat: { Widget, Settings, Preview } });
    page = testCanvas([{ id: 'w1', appId: 'chat', state: { messages: [], earlier: 0, commenters: true } }]);
    show(page, <MicroAppSettings widgetId="w1" size={SIZE} />);
    fireEvent.click(await screen.findByLabelText('Show what happens in other apps'));
    fireEvent.click(screen.getByLabelText('Commenters may write and react'));
    fireEvent.change(screen.getByLabelText('Density'), { target: { value: 'compact' } });
    expect(sent()).toEqual([
      ['configure', { config: { showEvents: false } }],
      ['chat.allow', { commenters: false }],
      ['configure', { config: { showEvents: false, density: 'compact' } }],
    ]);
    const commenters = screen.getByLabelText<HTMLInputElement>('Commenters may write and react');
    await vi.waitFor(() => expect(commenters.checked).toBe(false));
    act(() => page.role('viewer'));
    expect(screen.getByLabelText<HTMLSelectElement>('Density').disabled).toBe(true);
  });
  it('[W1] preview draws without a canvas', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    render(<Preview />);
    expect(screen.getByText('Lovely! Who brings the good pens?')).toBeTruthy();
    expect(console.error).not.toHaveBeenCalled();
  });
});
