/** The whole of an app on the screen: tabs of its views, the view, and what there is to say. */

import { DRAW } from './kinds/kinds.ts';
import type { View } from './model.ts';
import type { Page } from './page.ts';
import { button, iconButton } from './parts.ts';
import { h, type Node } from './tree.ts';

const TAB = 'tab';

export function views(page: Page, all: readonly View[]): Node {
  const kept = Number(page.store.storage[TAB] ?? 0);
  const at = Math.min(Math.max(0, page.get(TAB, Number.isInteger(kept) ? kept : 0)), all.length - 1);
  const view = all[at];
  if (!view) return h('div', { class: 'app' });
  const go = (to: number) => {
    page.set(TAB, to);
    page.store.call('storage.set', { key: TAB, value: to });
  };
  const keys = (event: { key?: string }) => {
    const next = (at + (event.key === 'ArrowRight' ? 1 : -1) + all.length) % all.length;
    go(next);
    page.focus(`tab ${next}`);
  };
  return h(
    'div',
    { class: `app k-${view.kind}`, lang: page.locale },
    all.length > 1 &&
      h(
        'div',
        { class: 'tabs', role: 'tablist', key: 'tabs' },
        all.map((one, i) =>
          h(
            'button',
            {
              type: 'button',
              role: 'tab',
              key: i,
              'aria-selected': i === at,
              tabindex: i === at ? 0 : -1,
              dir: 'auto',
              'data-keys': 'ArrowLeft ArrowRight',
              onKeyDown: keys,
              onClick: () => go(i),
              ...page.focusAt(`tab ${i}`),
            },
            one.title,
          ),
        ),
      ),
    h(
      'div',
      {
        class: 'view',
        key: `view ${at}`,
        ...(all.length > 1 ? { role: 'tabpanel', 'aria-label': view.title } : {}),
      },
      DRAW[view.kind](page, view, `v${at}`),
    ),
    toast(page),
    h('div', { class: 'vh', role: 'status', key: 'said' }, page.said),
  );
}

export function toast(page: Page): Node | false {
  const shown = page.toast;
  if (!shown) return false;
  return h(
    'div',
    { class: `toast${shown.bad ? ' bad' : ''}`, role: shown.bad ? 'alert' : 'status', key: 'toast' },
    h('span', { dir: 'auto' }, shown.text),
    shown.undo && button(page.words.putBack, shown.undo, { class: 'btn link' }),
    iconButton('remove', page.words.close, () => page.show(undefined)),
  );
}
