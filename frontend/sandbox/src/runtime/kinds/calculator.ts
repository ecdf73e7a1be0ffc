/** Numbers in, results at once. Nothing leaves this screen. */
import { control } from '../controls.ts';
import { checked, type Draft } from '../form.ts';
import { filledIn, type Rec, type View, valueIn } from '../model.ts';
import type { Page } from '../page.ts';
import { iconButton } from '../parts.ts';
import { type Child, h } from '../tree.ts';
import { draftOf, textOf } from '../values.ts';

export function calculator(page: Page, view: View, key: string): Child {
  const { collection } = view;
  const { words } = page;
  const draft = page.get<Draft>(`${key}:draft`, {});
  const touched = page.get<Readonly<Record<string, boolean>>>(`${key}:touched`, {});
  const { values, errors } = checked(page, collection, draft, (field) => draftOf(field, undefined));
  const record: Rec = { id: '', values };
  const results = collection.fields.filter(({ formula }) => formula);
  const isWritten = Object.values(draft).some((one) => one !== '' && one !== false);
  return [
    h(
      'form',
      { class: 'form calc', key: 'calc', 'aria-label': view.title, onSubmit: () => page.redraw() },
      h(
        'div',
        { class: 'fields' },
        filledIn(collection).map((field) =>
          control(page, field, {
            value: draft[field.name] ?? draftOf(field, undefined),
            error: touched[field.name] && draft[field.name] !== '' ? errors[field.name] : undefined,
            focus: `${key}.${field.name}`,
            write: (value) => {
              page.set(`${key}:touched`, { ...touched, [field.name]: true });
              page.set(`${key}:draft`, { ...draft, [field.name]: value });
            },
          }),
        ),
      ),
    ),
    h(
      'dl',
      { class: 'results', key: 'results' },
      results.map((field) => {
        const text = isWritten
          ? textOf(field, valueIn(field, record, collection.fields), page.reading) || '–'
          : '–';
        return h(
          'div',
          { key: field.name },
          h('dt', { dir: 'auto' }, field.label),
          h(
            'dd',
            null,
            h('output', { class: 'num' }, text),
            text !== '–' &&
              iconButton('copy', `${words.copy}: ${field.label}`, () => {}, { 'data-copy': text }),
          ),
        );
      }),
    ),
    h(
      'div',
      { class: 'foot', key: 'foot' },
      h('span', null, words.notKept),
      isWritten &&
        h(
          'button',
          {
            type: 'button',
            class: 'btn link',
            onClick: () => {
              page.set(`${key}:draft`, {});
              page.set(`${key}:touched`, {});
            },
          },
          words.reset,
        ),
    ),
  ];
}
