import { Lock, RotateCcw, Search } from 'lucide-react';
import { useState } from 'react';
import { focusWidget, jumpTo } from '../board/edits.ts';
import { type Found, findIn, textsIn } from '../board/find.ts';
import { openPanel, useShell } from '../board/shell.ts';
import { useCanvasHandle } from '../canvas/index.ts';
import { AppMark } from '../kit/AppMark.tsx';
import { Button } from '../kit/Button.tsx';
import { BlankDrawing } from '../kit/Drawings.tsx';
import { Notice } from '../kit/Notice.tsx';
import { announce } from '../kit/toasts.ts';
import { registry } from '../registry/index.ts';
import { useCanvasMeta, useCanvasState } from '../state/index.ts';
import type { Widget } from '../state/types.ts';
import { words } from '../words/words.ts';
import styles from './Panel.module.css';

const useWords = words({
  search: ['Search titles and contents', 'Titel und Inhalte suchen'],
  none: ['Nothing on this canvas has these words', 'Nichts auf dieser Leinwand enthält diese Wörter'],
  empty: ['No widgets yet', 'Noch keine Widgets'],
  emptyText: ['They are listed here, with those that were removed.', 'Hier stehen sie, auch die entfernten.'],
  add: ['Add app', 'App hinzufügen'],
  removed: ['Removed', 'Entfernt'],
  removedText: [
    'Their data is kept. Restoring brings it back as it was.',
    'Ihre Daten bleiben. Wiederherstellen bringt sie zurück, wie sie waren.',
  ],
  restore: ['Restore', 'Wiederherstellen'],
  restored: [(title: string) => `${title} is back`, (title: string) => `${title} ist zurück`],
  place: [
    (x: number, y: number) => `column ${x}, row ${y}`,
    (x: number, y: number) => `Spalte ${x}, Zeile ${y}`,
  ],
});

const matches = (query: string, ...texts: string[]): boolean =>
  texts.some((text) => text.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase()));

/** All widgets by name, to go to one; below them the removed ones, to bring one back. */
export default function WidgetsPanel() {
  const w = useWords();
  const { manager } = useCanvasHandle();
  const widgets = useCanvasState((state) => state.layout.widgets);
  const removed = useCanvasState((state) => state.removed);
  const canEdit = useCanvasMeta()?.canEdit ?? false;
  const selected = useShell((state) => state.selected);
  const [query, setQuery] = useState('');
  const appTitle = (appId: string) => registry.peek(appId)?.title ?? appId;
  const found = widgets.flatMap((one): { widget: Widget; inside: Found | undefined }[] => {
    if (matches(query, one.title, appTitle(one.appId))) return [{ widget: one, inside: undefined }];
    const inside = findIn(textsIn(one.state), query);
    return inside ? [{ widget: one, inside }] : [];
  });
  const gone = removed.filter((one) => matches(query, one.title, appTitle(one.appId)));
  if (widgets.length === 0 && removed.length === 0)
    return (
      <Notice
        drawing={<BlankDrawing />}
        title={w.empty}
        actions={canEdit && <Button onClick={() => openPanel({ kind: 'catalogue' })}>{w.add}</Button>}
      >
        {w.emptyText}
      </Notice>
    );
  return (
    <>
      <div className={styles.search}>
        <Search aria-hidden="true" />
        <input
          type="search"
          value={query}
          aria-label={w.search}
          placeholder={w.search}
          data-testid="widget-search"
          // biome-ignore lint/a11y/noAutofocus: the panel was opened to type here
          autoFocus
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            const first = found[0];
            if (event.key === 'Enter' && first) jumpTo(first.widget.id);
          }}
        />
      </div>
      <div className={styles.stack}>
        <ul className={styles.list} data-testid="widget-list">
          {found.map(({ widget, inside }) => (
            <li key={widget.id}>
              <button
                type="button"
                className={styles.row}
                data-chosen={widget.id === selected || undefined}
                onClick={() => jumpTo(widget.id)}
              >
                <AppMark app={registry.peek(widget.appId)} id={widget.appId} size={24} />
                <span className={styles.grow}>
                  <strong>{widget.title}</strong>
                  {inside ? (
                    <span data-testid="found-inside">
                      {inside.before}
                      <mark className={styles.match}>{inside.match}</mark>
                      {inside.after}
                    </span>
                  ) : (
                    <span>
                      {appTitle(widget.appId)} · {w.place(widget.position.x + 1, widget.position.y + 1)}
                    </span>
                  )}
                </span>
                {widget.locked && <Lock aria-hidden="true" />}
              </button>
            </li>
          ))}
        </ul>
        {found.length === 0 && gone.length === 0 && <p className={styles.hint}>{w.none}</p>}
        {gone.length > 0 && (
          <section className={styles.section}>
            <h3>{w.removed}</h3>
            <p className={styles.hint}>{w.removedText}</p>
            <ul className={styles.list} data-testid="removed-list">
              {gone.map((widget) => (
                <li key={widget.id} className={styles.row}>
                  <AppMark app={registry.peek(widget.appId)} id={widget.appId} size={24} />
                  <span className={styles.grow}>
                    <strong>{widget.title}</strong>
                    <span>{appTitle(widget.appId)}</span>
                  </span>
                  {canEdit && (
                    <Button
                      size="small"
                      icon={<RotateCcw />}
                      data-testid={`restore-${widget.id}`}
                      onClick={() => {
                        manager.restoreWidget(widget.id);
                        announce(w.restored(widget.title));
                        requestAnimationFrame(() => focusWidget(widget.id));
                      }}
                    >
                      {w.restore}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </>
  );
}
