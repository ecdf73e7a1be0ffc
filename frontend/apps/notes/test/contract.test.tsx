import { dirname } from 'node:path';
import { beforeAll } from 'vitest';
import * as Y from 'yjs';
import { microAppContract } from '../../../host/test/contractKit.tsx';
import { toBase64 } from '../src/doc/base64.ts';
import { Preview, Rules, Settings, Widget } from '../src/index.ts';

/** A note with one of everything. */
function full(): Y.Doc {
  const doc = new Y.Doc();
  const node = (
    name: string,
    content: (Y.XmlElement | Y.XmlText)[],
    attributes: Record<string, unknown> = {},
  ) => {
    const made = new Y.XmlElement(name);
    made.insert(0, content);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
    return made;
  };
  const line = (text: string) => node('paragraph', [new Y.XmlText(text)]);
  doc
    .getXmlFragment('note')
    .insert(0, [
      node('heading', [new Y.XmlText('Plan')], { level: 1 }),
      line('Some words'),
      node('check_list', [node('check_item', [line('done')], { checked: true })]),
      node('bullet_list', [node('list_item', [line('one')])]),
      node('blockquote', [line('wise')]),
      node('code_block', [new Y.XmlText('x = 1')]),
      node('horizontal_rule', []),
    ]);
  return doc;
}
const piece = (n: number, update: string) => ({ from: n, upto: n, update });

// A chunk of its own, which may take its time to come.
beforeAll(() => import('../src/editor/Editor.tsx'), 60_000);

microAppContract({
  id: 'notes',
  folder: dirname(import.meta.dirname),
  Widget,
  Settings,
  Preview,
  rules: Rules,
  states: [
    { doc: [piece(1, toBase64(Y.encodeStateAsUpdate(full())))] },
    { doc: [piece(1, '%%%'), piece(2, 'AQEB'), piece(3, 'AAA=')] },
    { doc: [] },
  ],
  commands: [
    { do: 'notes.update', data: { update: 'AAA=' } },
    { do: 'notes.compact', data: { from: 1, upto: 1, update: 'AAA=' } },
  ],
});
