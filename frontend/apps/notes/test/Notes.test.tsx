import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { MicroAppHost, MicroAppSettings } from '../../../host/src/loader/MicroAppHost.tsx';
import { learn } from '../../../host/src/widget/appRules.ts';
import { installApps, show, type TestCanvas, testCanvas } from '../../../host/test/page.tsx';
import { fromBase64, toBase64 } from '../src/doc/base64.ts';
import { Preview, Rules, Settings, Widget } from '../src/index.ts';

const SIZE = { w: 5, h: 6 };
let page: TestCanvas;

/** A note that says this, one paragraph each. */
function noteOf(...lines: string[]) {
  const doc = new Y.Doc();
  doc.getXmlFragment('note').insert(
    0,
    lines.map((line) => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(line)]);
      return paragraph;
    }),
  );
  return doc;
}
const piecesOf = (...docs: Y.Doc[]) =>
  docs.map((doc, i) => ({ from: i + 1, upto: i + 1, update: toBase64(Y.encodeStateAsUpdate(doc)) }));

async function open(doc: ReturnType<typeof piecesOf> = [], config = {}) {
  installApps({ notes: { Widget, Settings, Preview } });
  learn('notes', Rules);
  page = testCanvas([{ id: 'w1', appId: 'notes', state: { doc }, config }]);
  show(page, <MicroAppHost widgetId="w1" size={SIZE} />);
  return screen.findByTestId('note-text');
}
/** What everybody has by what was sent. */
const kept = (start: Y.Doc[]) => {
  const doc = new Y.Doc();
  for (const one of start) Y.applyUpdate(doc, Y.encodeStateAsUpdate(one));
  for (const { do: name, data } of page.sent)
    if (name === 'notes.update') Y.applyUpdate(doc, fromBase64(String(data.update)) ?? new Uint8Array());
  return doc.getXmlFragment('note').toString();
};

// A chunk of its own, which may take its time to come.
beforeAll(() => import('../src/editor/Editor.tsx'), 60_000);
beforeEach(() => {
  localStorage.clear();
});
afterEach(cleanup);

describe('the Notes widget', () => {
  it('[W1] shows what is written, and what an empty note is for', async () => {
    const text = await open(piecesOf(noteOf('Hello', 'World')));
    expect([...text.querySelectorAll('p')].map((p) => p.textContent)).toEqual(['Hello', 'World']);
    expect(await screen.findByText('2 words')).toBeTruthy();
    cleanup();
    const empty = await open();
    expect(empty.querySelector('[data-placeholder]')?.getAttribute('data-placeholder')).toMatch(/Everybody/);
  });

  it('[W1][C4] takes in what others write while it is open', async () => {
    const doc = noteOf('Hello');
    const text = await open(piecesOf(doc));
    const before = Y.encodeStateVector(doc);
    ((doc.getXmlFragment('note').get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(5, ' from Bob');
    const update = toBase64(Y.encodeStateAsUpdate(doc, before));
    act(() => page.event('w1', 'notes.updated', { n: 2, update }, 'bob'));
    await waitFor(() => expect(text.textContent).toBe('Hello from Bob'));
    expect(page.sent).toEqual([]);
  });

  it('[W1] formats by its buttons, and takes back own typing only', async () => {
    const doc = noteOf('Plan');
    await open(piecesOf(doc));
    const bar = screen.getByRole('toolbar');
    fireEvent.change(within(bar).getByLabelText('Kind of paragraph'), { target: { value: 'h2' } });
    await waitFor(() => expect(screen.getByRole('heading', { level: 4 }).textContent).toBe('Plan'));
    expect(kept([doc])).toContain('<heading level="2">Plan</heading>');
    fireEvent.click(within(bar).getByLabelText('Undo my typing'));
    await waitFor(() => expect(screen.queryByRole('heading')).toBeNull());
    await waitFor(() => expect(kept([doc])).toContain('<paragraph>Plan</paragraph>'));
    expect(page.sent.every((edit) => edit.do === 'notes.update')).toBe(true);
  });

  it('[W1] goes through its buttons by arrows, with one stop for Tab', async () => {
    await open();
    const bar = screen.getByRole('toolbar');
    const stops = [...bar.querySelectorAll<HTMLElement>('select, button')];
    expect(stops.filter((one) => one.tabIndex >= 0)).toHaveLength(1);
    stops[0]?.focus();
    fireEvent.keyDown(stops[0] as HTMLElement, { key: 'ArrowRight' });
    expect(document.activeElement).toBe(stops[1]);
    fireEvent.keyDown(stops[1] as HTMLElement, { key: 'End' });
    expect(document.activeElement).toBe(stops.at(-1));
  });

  it('[W1] links to safe addresses only', async () => {
    const doc = noteOf('see');
    await open(piecesOf(doc));
    fireEvent.click(screen.getByLabelText('Link'));
    const field = screen.getByLabelText('Address of the link');
    fireEvent.change(field, { target: { value: 'javascript:alert(1)' } });
    fireEvent.submit(field);
    expect(screen.getByRole('alert').textContent).toMatch(/no address/);
    fireEvent.change(field, { target: { value: 'example.org' } });
    fireEvent.submit(field);
    const link = await waitFor(() => screen.getByRole('link'));
    expect(link.getAttribute('href')).toBe('https://example.org');
    expect(link.getAttribute('rel')).toContain('noopener');
  });

  it('[X6] draws nothing of what a hostile page has written: scripts, levels, addresses', async () => {
    const doc = new Y.Doc();
    const heading = new Y.XmlElement('heading');
    heading.setAttribute('level', '1 onclick=alert(1)' as never);
    const text = new Y.XmlText();
    text.insert(0, '<img src=x onerror=alert(1)>', { link: { href: 'javascript:alert(1)' } });
    heading.insert(0, [text]);
    const script = new Y.XmlElement('script');
    script.insert(0, [new Y.XmlText('alert(1)')]);
    doc.getXmlFragment('note').insert(0, [heading, script]);
    const shown = await open(piecesOf(doc));
    await waitFor(() => expect(shown.textContent).toContain('<img src=x onerror=alert(1)>'));
    expect(shown.querySelector('script, img[src], a[href]')).toBeNull();
    expect(shown.querySelector('[data-level]')?.getAttribute('data-level')).toBe('1');
  });

  it('[W1][X5] lets a viewer read, and nothing else', async () => {
    const text = await open(piecesOf(noteOf('Only to read')));
    act(() => page.role('viewer'));
    await waitFor(() => expect(text.getAttribute('contenteditable')).toBe('false'));
    expect(screen.queryByRole('toolbar')).toBeNull();
    expect(screen.getByText('Read only')).toBeTruthy();
    expect(page.sent).toEqual([]);
  });

  it('[W1][X5] lets whoever may edit from now on tick, and whoever may not any more not', async () => {
    const doc = new Y.Doc();
    const [list, item, line] = ['check_list', 'check_item', 'paragraph'].map((one) => new Y.XmlElement(one));
    line?.insert(0, [new Y.XmlText('Milk')]);
    item?.insert(0, [line as Y.XmlElement]);
    list?.insert(0, [item as Y.XmlElement]);
    doc.getXmlFragment('note').insert(0, [list as Y.XmlElement]);
    await open(piecesOf(doc));
    const box = screen.getByLabelText<HTMLInputElement>('Done: Milk');
    act(() => page.role('viewer'));
    await waitFor(() => expect(box.disabled).toBe(true));
    act(() => page.role('editor'));
    await waitFor(() => expect(box.disabled).toBe(false));
    fireEvent.click(box);
    await waitFor(() => expect(kept([doc])).toContain('checked="true"'));
  });

  it('[W1] refuses a paste of 5 MB before anything is made of it, and says so', async () => {
    const text = await open(piecesOf(noteOf('Before')));
    const huge = 'five megabytes of text '.repeat(230_000);
    const clipboardData = {
      getData: (kind: string) => (kind === 'text/plain' ? huge : ''),
      items: [],
      types: ['text/plain'],
      files: [],
    };
    const started = performance.now();
    fireEvent.paste(text, { clipboardData });
    expect(performance.now() - started).toBeLessThan(200);
    expect((await screen.findByTestId('note-trouble')).textContent).toMatch(/5\.3 million letters/);
    expect(text.textContent).toBe('Before');
    expect(page.sent).toEqual([]);
    fireEvent.click(screen.getByText('Close'));
    expect(screen.queryByTestId('note-trouble')).toBeNull();
  });

  it('[W7] lets go of its document and its timers with the widget', async () => {
    await open(piecesOf(noteOf('x')));
    const before = vi.spyOn(console, 'error').mockImplementation(() => {});
    cleanup();
    act(() => page.event('w1', 'notes.updated', { n: 2, update: 'AAA=' }, 'bob'));
    expect(before).not.toHaveBeenCalled();
  });
});

describe('Notes settings and preview', () => {
  it('[W1][W14] set letters, width and spell check, for everybody', async () => {
    installApps({ notes: { Widget, Settings, Preview } });
    learn('notes', Rules);
    page = testCanvas([{ id: 'w1', appId: 'notes', state: { doc: [] } }]);
    show(
      page,
      <>
        <MicroAppHost widgetId="w1" size={SIZE} />
        <MicroAppSettings widgetId="w1" size={SIZE} />
      </>,
    );
    const text = await screen.findByTestId('note-text');
    expect(text.getAttribute('spellcheck')).toBe('true');
    fireEvent.click(screen.getByLabelText('Underline words that may be misspelt'));
    fireEvent.change(screen.getByLabelText('Size of the letters'), { target: { value: 'large' } });
    fireEvent.change(screen.getByLabelText('Width of the text'), { target: { value: 'column' } });
    expect(page.sent.at(-1)?.data).toEqual({
      config: { spellCheck: false, fontSize: 'large', width: 'column' },
    });
    expect(text.getAttribute('spellcheck')).toBe('false');
    expect(text.closest('[data-size]')?.getAttribute('data-size')).toBe('large');
  });
  it('[W1] preview draws without a canvas', () => {
    const failed = vi.spyOn(console, 'error').mockImplementation(() => {});
    render(<Preview />);
    expect(screen.getByText('Trip to Porto')).toBeTruthy();
    expect(failed).not.toHaveBeenCalled();
  });
});
