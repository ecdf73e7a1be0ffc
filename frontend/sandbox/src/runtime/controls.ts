/** One control for each type of field, with its label and what is wrong with it. */
import type { ViewEvent } from '../wire.ts';
import { type Field, isSaid } from './model.ts';
import type { Page } from './page.ts';
import { h, type Node } from './tree.ts';
import { EMAIL_MAX, LONGTEXT_MAX, starsOf, TEXT_MAX, UNREAD, URL_MAX } from './values.ts';

export interface ControlOptions {
  value: string | boolean;
  error?: string | undefined;
  focus: string;
  wide?: boolean;
  write(value: string | boolean): void;
}

export const typed = ({ value = '', bad }: ViewEvent): string => (bad ? UNREAD : value);

export function control(page: Page, field: Field, options: ControlOptions): Node {
  const { words } = page;
  const { value, error, wide, write } = options;
  const shared = {
    name: field.name,
    'aria-invalid': error ? true : null,
    'aria-required': field.required ? true : null,
    dir: 'auto',
    onInput: (event: ViewEvent) => write(typed(event)),
    ...page.focusAt(options.focus),
  };
  const star =
    field.required && h('span', { class: 'req', title: words.required, 'aria-hidden': 'true' }, '*');
  const wrong = error && h('span', { class: 'err', role: 'alert', dir: 'auto' }, error);
  const unit = field.unit && !isSaid(field) ? ` (${field.unit})` : field.type === 'duration' ? ' (h:mm)' : '';
  const label = h('span', { class: 'lab', dir: 'auto' }, field.label, unit, star);
  const cell = `f${wide ? ' wide' : ''}${error ? ' wrong' : ''}`;
  if (field.type === 'boolean')
    return h(
      'label',
      { class: `${cell} tickrow`, key: field.name },
      h('input', {
        type: 'checkbox',
        name: field.name,
        checked: value === true,
        onChange: (event: { checked?: boolean }) => write(event.checked === true),
        ...page.focusAt(options.focus),
      }),
      label,
      wrong,
    );
  if (field.type === 'rating')
    return h('div', { class: cell, key: field.name }, label, starPicker(page, field, options), wrong);
  return h(
    'label',
    { class: cell, key: field.name },
    label,
    entry(page, field, String(value), shared),
    wrong,
  );
}

/** The control alone, as the type of the field asks for it. */
export function entry(page: Page, field: Field, draft: string, shared: object): Node {
  const { words } = page;
  // It stays in its control, whose value is empty.
  const value = draft === UNREAD ? '' : draft;
  const input = (type: string, more: object = {}) =>
    h('input', { type, value, autocomplete: 'off', ...shared, ...more });
  const select = (options: readonly { value: string; text: string }[], empty: string) =>
    h(
      'select',
      { ...shared, value },
      (!field.required || value === '' || !options.some((one) => one.value === value)) &&
        h('option', { value: '', key: '' }, empty),
      options.map((one) => h('option', { value: one.value, key: one.value }, one.text)),
    );
  switch (field.type) {
    case 'longtext':
      return h('textarea', {
        rows: 3,
        value,
        maxlength: Math.min(field.max ?? LONGTEXT_MAX, LONGTEXT_MAX),
        ...shared,
      });
    case 'number':
      return input('number', { step: 'any', inputmode: 'decimal', min: field.min, max: field.max });
    case 'date':
      return input('date');
    case 'time':
      return input('time');
    case 'duration':
      return input('text', { inputmode: 'text', placeholder: '0:30' });
    case 'url':
      return input('url', { inputmode: 'url', maxlength: URL_MAX, placeholder: 'https://' });
    case 'email':
      return input('email', { inputmode: 'email', maxlength: EMAIL_MAX });
    case 'choice':
      return select(
        (field.options ?? []).map((one) => ({ value: one, text: one })),
        field.required ? words.choose : words.none,
      );
    case 'person': {
      const me = page.store.me;
      const people = page.store.snapshot.people.map(({ id, name }) => ({
        value: id,
        text: id === me ? words.me(name) : name,
      }));
      if (value !== '' && !people.some((one) => one.value === value))
        people.push({ value, text: words.somebody });
      return select(people, field.required ? words.choose : words.nobody);
    }
    default:
      return input('text', { maxlength: Math.min(field.max ?? TEXT_MAX, TEXT_MAX) });
  }
}

/** Stars by pointer, and by arrow keys as any radio group. */
export function starPicker(page: Page, field: Field, { value, focus, write }: ControlOptions): Node {
  const most = starsOf(field);
  const now = Number(value) || 0;
  const choose = (stars: number) => write(stars === 0 ? '' : String(stars));
  const key = (event: { key?: string }) => {
    const by = event.key === 'ArrowRight' || event.key === 'ArrowUp' ? 1 : -1;
    const next = Math.min(most, Math.max(field.required ? 1 : 0, now + by));
    choose(next);
    page.focus(`${focus}.${Math.max(1, next)}`);
  };
  return h(
    'span',
    {
      class: 'pick',
      role: 'radiogroup',
      'aria-label': field.label,
      'aria-required': field.required ? true : null,
    },
    Array.from({ length: most }, (_, i) => i + 1).map((stars) =>
      h(
        'button',
        {
          key: stars,
          type: 'button',
          role: 'radio',
          class: stars <= now ? 'on' : 'off',
          'aria-checked': stars === now,
          'aria-label': page.words.stars(stars, most),
          tabindex: stars === Math.max(1, now) ? 0 : -1,
          'data-keys': 'ArrowRight ArrowLeft ArrowUp ArrowDown',
          onKeyDown: key,
          onClick: () => choose(stars === now && !field.required ? 0 : stars),
          ...page.focusAt(`${focus}.${stars}`),
          ...(stars === 1 ? page.focusAt(focus) : {}),
        },
        '★',
      ),
    ),
  );
}
