import type { Role } from '@gesso/sdk/protocol';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { MicroAppHost, MicroAppSettings } from '../../../host/src/loader/MicroAppHost.tsx';
import { host } from '../../../host/src/modules.ts';
import { learn } from '../../../host/src/widget/appRules.ts';
import { installApps, show, testCanvas } from '../../../host/test/page.tsx';
import { Heard, ownPhrases } from '../../../host/test/spoken.ts';
import { toBase64 } from '../src/doc/base64.ts';
import type { Here } from '../src/editor/commands.ts';
import { Messages } from '../src/editor/Messages.tsx';
import { LinkField } from '../src/editor/Toolbar.tsx';
import type { NoteView } from '../src/editor/view.ts';
import { wordsOf as editorWordsOf } from '../src/editor/words.ts';
import { Preview, Rules, Settings, Widget } from '../src/index.ts';
import { Waiting } from '../src/Waiting.tsx';
import { wordsOf } from '../src/words.ts';

const SIZE = { w: 5, h: 6 };
/** A check list of one item. */
function listed() {
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('X')]);
  const item = new Y.XmlElement('check_item');
  item.insert(0, [paragraph]);
  const list = new Y.XmlElement('check_list');
  list.insert(0, [item]);
  doc.getXmlFragment('note').insert(0, [list]);
  return toBase64(Y.encodeStateAsUpdate(doc));
}
const both = (locale: string) => ({ ...wordsOf(locale), editor: editorWordsOf(locale) });

/** Everything that the app says to people, in the states that they bring it to. */
async function heardIn(locale: 'en' | 'de'): Promise<Heard> {
  const heard = new Heard();
  const words = wordsOf(locale);
  const editor = editorWordsOf(locale);
  const { preferences } = host.store.getState();
  host.store.setState({ preferences: { ...preferences, language: locale } });
  installApps({ notes: { Widget, Settings, Preview } });
  learn('notes', Rules);
  const start = async (doc: object[], role: Role = 'editor') => {
    const page = testCanvas([{ id: 'w1', appId: 'notes', state: { doc: doc as never } }]);
    page.role(role);
    show(
      page,
      <>
        <MicroAppHost widgetId="w1" size={SIZE} />
        <MicroAppSettings widgetId="w1" size={SIZE} />
      </>,
    );
    const text = await screen.findByTestId('note-text');
    await screen.findByLabelText(words.settings.spellCheck);
    heard.listen();
    return { page, text };
  };

  const { page, text } = await start([{ from: 1, upto: 1, update: '%%%' }]);
  const bar = within(screen.getByRole('toolbar'));
  fireEvent.click(bar.getByLabelText(words.toolbar.link));
  const field = screen.getByLabelText(words.toolbar.addressOf);
  fireEvent.change(field, { target: { value: 'javascript:alert(1)' } });
  fireEvent.submit(field);
  heard.listen();
  fireEvent.change(field, { target: { value: 'x.org' } });
  fireEvent.submit(field);
  await waitFor(() => screen.getByRole('link'));
  fireEvent.click(bar.getByLabelText(words.toolbar.link));
  heard.listen();
  const paste = (kind: string, said: string) =>
    fireEvent.paste(text, {
      clipboardData: {
        getData: (wanted: string) => (wanted === kind ? said : ''),
        items: [],
        types: [kind],
        files: [],
      },
    });
  for (const [kind, said] of [
    ['text/plain', 'x '.repeat(3_000_000)],
    ['text/html', '<img src="x.png">'],
  ] as const) {
    paste(kind, said);
    await screen.findByTestId('note-trouble');
    heard.listen();
    fireEvent.click(screen.getByText(editor.close));
  }
  act(() => page.role('viewer'));
  await waitFor(() => screen.getByText(editor.readOnly));
  heard.listen();
  cleanup();

  await start([{ from: 1, upto: 1, update: listed() }]);
  cleanup();
  await start([], 'viewer');
  cleanup();

  // What takes a note of a megabyte, or a server that refuses.
  const copy = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  for (const letters of [400, 5_300_000])
    for (const kind of ['no-room', 'full'] as const)
      for (const unreadable of [1, 2]) {
        const refused = { code: unreadable === 1 ? 'forbidden' : 'conflict', detail: '', text: 'X' };
        render(
          <Messages
            words={editor}
            troubles={words.troubles}
            trouble={kind === 'full' ? { kind } : { kind, letters }}
            state={{ full: true, unreadable, refused, outdated: false }}
            forget={() => {}}
            anew={() => {}}
          />,
        );
        heard.listen();
        fireEvent.click(screen.getByText(editor.copy));
        await screen.findByText(editor.copied);
        heard.listen();
        cleanup();
      }
  expect(copy).toHaveBeenCalledWith('X');
  for (const failed of [false, true]) render(<Waiting words={words} failed={failed} again={() => {}} />);
  const here = { link: 'https://x.org' } as Here;
  render(<LinkField words={words.toolbar} note={{} as NoteView} here={here} close={() => {}} />);
  heard.listen();
  cleanup();
  document.documentElement.lang = locale;
  render(<Preview />);
  heard.listen();
  return heard;
}

// A chunk of its own, which may take its time to come.
beforeAll(() => import('../src/editor/Editor.tsx'), 60_000);
afterEach(() => {
  cleanup();
  document.documentElement.lang = '';
});

it('[NO-23][W1] says nothing in English to who reads German, in all that it says', async () => {
  const english = ownPhrases(both('en'), both('de'));
  const german = ownPhrases(both('de'), both('en'));
  const inGerman = await heardIn('de');
  expect([...inGerman.among(english)]).toEqual([]);
  expect([...german.keys()].filter((key) => !inGerman.among(german).has(key))).toEqual([]);
  cleanup();
  const inEnglish = await heardIn('en');
  expect([...inEnglish.among(german)]).toEqual([]);
  expect([...english.keys()].filter((key) => !inEnglish.among(english).has(key))).toEqual([]);
});
