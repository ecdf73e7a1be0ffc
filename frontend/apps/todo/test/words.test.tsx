import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { MicroAppHost, MicroAppSettings } from '../../../host/src/loader/MicroAppHost.tsx';
import { host } from '../../../host/src/modules.ts';
import { installApps, show, testCanvas } from '../../../host/test/page.tsx';
import { Heard, ownPhrases } from '../../../host/test/spoken.ts';
import { Preview, Settings, Widget } from '../src/index.ts';
import { wordsOf } from '../src/words.ts';

const SIZE = { w: 3, h: 4 };
const todo = (id: string, more: object = {}) => ({
  id,
  text: `X${id}`,
  done: false,
  userId: 'ada',
  createdAt: '2026-11-22T00:00:00Z',
  ...more,
});

/** Everything that the app says to people, in the states that they bring it to. */
async function heardIn(locale: 'en' | 'de'): Promise<Heard> {
  const heard = new Heard();
  const words = wordsOf(locale);
  const { preferences } = host.store.getState();
  host.store.setState({ preferences: { ...preferences, language: locale } });
  installApps({ todo: { Widget, Settings, Preview } });
  const press = (name: string) => {
    fireEvent.click(screen.getByRole('button', { name }));
    heard.listen();
  };
  const page = testCanvas([{ id: 'w1', state: { todos: [] } }]);
  vi.spyOn(page.canvas.intents, 'serves').mockReturnValue(true);
  show(
    page,
    <>
      <MicroAppHost widgetId="w1" size={SIZE} />
      <MicroAppSettings widgetId="w1" size={SIZE} />
    </>,
  );
  await screen.findByRole('region');
  await screen.findByLabelText(words.settings.hideDone);
  heard.listen();
  const today = new Date().toLocaleDateString('sv');
  for (const one of [
    todo('1', { due: today, userId: 'bob', assignee: 'bob' }),
    todo('2', { userId: 'gone' }),
    todo('3', { assignee: 'gone' }),
  ])
    act(() => page.event('w1', 'todo.created', one, one.userId));
  for (const filter of ['done', 'mine', 'due', 'open', 'all'] as const) press(words.filters[filter]);
  press(words.details('X3'));
  fireEvent.click(screen.getByText('X3'));
  heard.listen();
  fireEvent.blur(screen.getByLabelText(words.text));
  fireEvent.keyDown(screen.getByText('X3'), { key: 'ArrowUp', altKey: true });
  heard.listen();
  press(words.newList);
  act(() => page.event('w1', 'todo.list-added', { id: 'l', name: 'Xl' }));
  fireEvent.blur(screen.getByLabelText(words.listName));
  press('Xl');
  press(words.removeList('Xl'));
  press(words.details('X3'));
  act(() => page.event('w1', 'todo.list-added', { id: 'k', name: 'Xk' }));
  press(words.everything);
  press(words.details('X2'));
  press(words.allDone);
  act(() => page.event('w1', 'todo.ticked', { ids: ['1', '2', '3'], done: true }));
  press(words.filters.due);
  press(words.filters.open);
  press(words.filters.all);
  press(words.removeTodo('X1'));
  press(words.clearDone);
  act(() => page.role('viewer'));
  heard.listen();
  for (const id of ['1', '2', '3'])
    act(() => page.event('w1', 'todo.removed', { id, item: todo(id), index: 0 }));
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

it('[TD-1][W1] says nothing in English to who reads German, in all that it says', async () => {
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
