import { act, cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CanvasView } from '../board/CanvasPage.tsx';
import { openPanel } from '../board/shell.ts';
import { openTestCanvas, show, type TestCanvas } from '../board/testing.tsx';
import type { CanvasEvent } from '../canvas/rules.ts';
import { host } from '../modules.ts';
import { complete, completionAt, partsOf, toStored, toTyped } from './mentions.ts';
import { openOn, threadsOf, unreadOf } from './threads.ts';

/** A panel's code comes over the file system first, on a busy machine slowly. */
configure({ asyncUtilTimeout: 20_000 });
beforeEach(() => localStorage.clear());
afterEach(cleanup);

const ANN = { user: 'u-ann', name: 'Ann' };
const ANNA = { user: 'u-anna', name: 'Anna Lee' };
const PEOPLE = [ANN, ANNA];
const nameOf = (user: string) => PEOPLE.find((one) => one.user === user)?.name;

describe('names in a comment', () => {
  it('[FE-160] are kept as ids and come back as they were typed', () => {
    const stored = toStored('@Ann ask @Anna Lee, not ann@x.org', PEOPLE);
    expect(stored).toBe('<@u-ann> ask <@u-anna>, not ann@x.org');
    expect(toTyped(stored, nameOf)).toBe('@Ann ask @Anna Lee, not ann@x.org');
    expect(toStored(toTyped('<@u-ann> and <@gone>', nameOf), PEOPLE)).toBe('<@u-ann> and <@gone>');
    expect(toStored('@Anne', PEOPLE)).toBe('@Anne');
  });
  it('[FE-160] of two people of one name mean the one that was picked', () => {
    const twin = { user: 'u-twin', name: 'Ann' };
    expect(toStored('@Ann', [ANN, twin], [twin])).toBe('<@u-twin>');
  });
  it('[FE-160] are offered while they are typed, and put in at the caret', () => {
    expect(completionAt('Ask @an', 7, PEOPLE)?.people).toEqual(PEOPLE);
    expect(completionAt('Ask @lee', 8, PEOPLE)?.people).toEqual([ANNA]);
    expect(completionAt('mail a@an', 9, PEOPLE)).toBeUndefined();
    expect(completionAt('@Ann ', 5, PEOPLE)).toBeUndefined();
    const offer = completionAt('Ask @an now', 7, PEOPLE);
    expect(complete('Ask @an now', 7, offer?.from ?? 0, ANNA)).toEqual({
      text: 'Ask @Anna Lee now',
      caret: 14,
    });
  });
  it('[FE-160] are shown apart from what is said', () => {
    expect(partsOf('Hi <@u-ann>!')).toEqual([{ text: 'Hi ' }, { user: 'u-ann' }, { text: '!' }]);
    expect(partsOf('<b>')).toEqual([{ text: '<b>' }]);
  });
});

const said = (
  comment: string,
  text: string,
  more: { widget?: string; parent?: string } = {},
): CanvasEvent => ({
  type: 'comment-added',
  data: { comment, text, mentions: [], about: 10, answers: [], ...more },
});
const comments = () => host.store.getState().comments;

describe('comments on the page', () => {
  const opened = (role: 'owner' | 'commenter' | 'viewer' = 'owner'): TestCanvas => {
    const canvas = openTestCanvas({ role, widgets: { a: [0, 0, 3, 3] } });
    show(canvas, <CanvasView widgetId={undefined} />);
    return canvas;
  };

  it('[FE-161] a widget shows how many open threads it has; a press lists them', async () => {
    const canvas = opened();
    act(() => {
      canvas.hear(said('c1', 'Is this right?', { widget: 'a' }));
      canvas.hear(said('c2', 'Elsewhere'));
      canvas.hear(said('c3', 'Yes', { widget: 'a', parent: 'c1' }));
    });
    const mark = screen.getByTestId('comment-mark');
    expect(mark.dataset.count).toBe('1');
    fireEvent.click(mark);
    const threads = await screen.findAllByTestId('thread');
    expect(threads.map((one) => one.dataset.thread)).toEqual(['c1']);
    expect(within(threads[0] as HTMLElement).getAllByTestId('comment')).toHaveLength(2);
    act(() => canvas.hear({ type: 'comment-resolved', data: { comment: 'c1', resolved: true } }));
    expect(screen.queryByTestId('comment-mark')).toBeNull();
  });

  it('[FE-161] writing sends the text with ids and shows it at once', async () => {
    const canvas = opened();
    act(() => canvas.hear({ type: 'member-joined', data: { user: 'leo', role: 'editor' } }));
    host.store.setState(({ canvas: meta }) => ({
      canvas: meta && {
        ...meta,
        members: [
          ...meta.members.filter((one) => one.user !== 'leo'),
          { user: 'leo', role: 'editor', name: 'Leo' },
        ],
      },
    }));
    act(() => openPanel({ kind: 'comments', widget: 'a' }));
    const field = await screen.findByTestId<HTMLTextAreaElement>('write-comment');
    fireEvent.change(field, { target: { value: 'Look, @le', selectionStart: 9 } });
    expect(screen.getAllByTestId('mention-offer')).toHaveLength(1);
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(field.value).toBe('Look, @Leo ');
    fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
    expect(canvas.sent).toMatchObject([
      { to: 'canvas', do: 'comment', data: { text: 'Look, <@leo>', widget: 'a' } },
    ]);
    expect(field.value).toBe('');
    expect((await screen.findByTestId('comment')).textContent).toContain('Look, @');
  });

  it('[FE-161] is answered, resolved, and removed with a way back', async () => {
    const canvas = opened();
    act(() => canvas.hear(said('c1', 'Is <b>this</b> right?')));
    act(() => openPanel({ kind: 'comments' }));
    expect((await screen.findByTestId('comment')).textContent).toContain('Is <b>this</b> right?');
    fireEvent.click(screen.getByTestId('answer-open'));
    fireEvent.change(screen.getByTestId('answer'), { target: { value: 'Yes' } });
    fireEvent.click(screen.getByTestId('answer-send'));
    expect(canvas.sent.at(-1)).toMatchObject({ do: 'comment', data: { text: 'Yes', parent: 'c1' } });
    fireEvent.click(screen.getAllByTestId('comment-menu')[0] as HTMLElement);
    fireEvent.click(await screen.findByTestId('menu-remove'));
    await waitFor(() =>
      expect(canvas.sent.at(-1)).toMatchObject({ do: 'remove-comment', data: { comment: 'c1' } }),
    );
    expect(screen.getByText('This comment was removed')).toBeTruthy();
    fireEvent.click(screen.getByText('Undo'));
    expect(canvas.sent.at(-1)).toMatchObject({ do: 'restore-comment', data: { comment: 'c1' } });
    fireEvent.click(screen.getByTestId('resolve'));
    expect(canvas.sent.at(-1)).toMatchObject({ do: 'edit-comment', data: { comment: 'c1', resolved: true } });
    expect(screen.queryByTestId('thread')).toBeNull();
  });

  it('[FE-162] what others wrote since is marked until it was read', async () => {
    const canvas = opened();
    act(() => canvas.hear(said('c1', 'New?')));
    const now = comments().map((one) => ({ ...one, createdAt: new Date().toISOString() }));
    act(() => host.store.setState({ comments: now }));
    expect(screen.getByTestId('unread-comments').textContent).toBe('1');
    expect(unreadOf(now, 'leo', 0)).toBe(0);
    act(() => openPanel({ kind: 'comments' }));
    expect((await screen.findByTestId('thread')).dataset.unread).toBe('true');
    expect(screen.queryByTestId('unread-comments')).toBeNull();
  });

  it('[FE-108] who may only look reads, and is told who may write', async () => {
    opened('viewer');
    act(() => openPanel({ kind: 'comments' }));
    expect((await screen.findByTestId('no-comments')).textContent).toContain('ask the owner');
    expect(screen.queryByTestId('write-comment')).toBeNull();
  });

  it('[FE-161] a commenter writes, but does not resolve; the key C opens the widget’s comments', async () => {
    const canvas = opened('commenter');
    act(() => canvas.hear(said('c1', 'Hm', { widget: 'a' }), 'ana'));
    fireEvent.focus(document.querySelector('[data-widget="a"]') as HTMLElement);
    fireEvent.keyDown(document.querySelector('[data-widget="a"]') as HTMLElement, { key: 'c' });
    expect(await screen.findByTestId('write-comment')).toBeTruthy();
    expect(screen.queryByTestId('resolve')).toBeNull();
  });
});

describe('threads', () => {
  it('[FE-161] the one written to last comes first, and open ones are counted by widget', () => {
    const canvas = openTestCanvas({ widgets: { a: [0, 0, 3, 3] } });
    canvas.hear(said('c1', 'One', { widget: 'a' }));
    canvas.hear(said('c2', 'Two', { widget: 'a' }));
    const [first, second] = comments();
    if (!first || !second) throw new Error('two comments');
    const later = { ...first, id: 'c3', parent: 'c1', createdAt: '2999-01-01T00:00:00Z' };
    const list = [first, second, later];
    expect(threadsOf(list).map(({ start }) => start.id)).toEqual(['c1', 'c2']);
    expect(openOn(list, 'a')).toBe(2);
    expect(openOn(list, 'b')).toBe(0);
  });
});
