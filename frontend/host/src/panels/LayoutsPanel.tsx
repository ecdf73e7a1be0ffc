import { LayoutTemplate } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { undo } from '../board/edits.ts';
import { useCanvasHandle } from '../canvas/index.ts';
import { Button } from '../kit/Button.tsx';
import { LayoutsDrawing } from '../kit/Drawings.tsx';
import { Field } from '../kit/Field.tsx';
import { Notice } from '../kit/Notice.tsx';
import { toast } from '../kit/toasts.ts';
import { nameOf, useCanvasMeta } from '../state/index.ts';
import { SaveTemplate } from '../templates/SaveTemplate.tsx';
import { When } from '../words/time.tsx';
import { words } from '../words/words.ts';
import styles from './Panel.module.css';

const useWords = words({
  name: ['Save this arrangement as', 'Diese Anordnung sichern als'],
  placeholder: ['Monday review', 'Montagsrunde'],
  hint: [
    'It keeps where everything lies, not what is in it.',
    'Sie hält fest, wo alles liegt, nicht was darin steht.',
  ],
  save: ['Save layout', 'Anordnung sichern'],
  saved: [(name: string) => `Layout “${name}” saved`, (name: string) => `Anordnung „${name}“ gesichert`],
  load: ['Load', 'Laden'],
  loaded: [
    (name: string) => `“${name}” loaded. The arrangement before is kept.`,
    (name: string) => `„${name}“ geladen. Die Anordnung davor bleibt erhalten.`,
  ],
  undo: ['Undo', 'Zurücknehmen'],
  empty: ['No saved layouts', 'Keine gesicherten Anordnungen'],
  emptyText: [
    'Save how the widgets lie now, to come back to it later. What is in them is never touched.',
    'Sichere, wie die Widgets jetzt liegen, um später zurückzukehren. Ihr Inhalt bleibt unberührt.',
  ],
  failed: ['That did not work', 'Das hat nicht geklappt'],
  kept: ['kept before a load', 'vor einem Laden festgehalten'],
  by: [(name: string) => `by ${name}`, (name: string) => `von ${name}`],
});

/** As the server's limit for names. */
const NAME_MAX = 120;

/** [C7] Arrangements under a name; loading one keeps the arrangement before and can be undone. */
export default function LayoutsPanel() {
  const w = useWords();
  const canvas = useCanvasHandle();
  const meta = useCanvasMeta();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState<string>();
  if (!meta) return null;
  const failed = (error: unknown) =>
    toast({ text: error instanceof Error ? error.message : w.failed, tone: 'bad' });
  const save = (event: FormEvent) => {
    event.preventDefault();
    setBusy('save');
    canvas.manager
      .saveLayout(name.trim() || undefined)
      .then((layout) => {
        setName('');
        toast({ text: w.saved(layout.name) });
      }, failed)
      .finally(() => setBusy(undefined));
  };
  const load = (id: string, title: string) => {
    setBusy(id);
    canvas.manager
      .loadLayout(id)
      .then(
        () => toast({ text: w.loaded(title), action: { label: w.undo, run: () => undo(canvas) } }),
        failed,
      )
      .finally(() => setBusy(undefined));
  };
  const layouts = [...meta.layouts].reverse();
  return (
    <div className={styles.stack}>
      {meta.canEdit && (
        <form className={styles.section} onSubmit={save}>
          <Field
            label={w.name}
            hint={w.hint}
            placeholder={w.placeholder}
            value={name}
            maxLength={NAME_MAX}
            data-testid="layout-name"
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" kind="primary" busy={busy === 'save'} data-testid="save-layout">
            {w.save}
          </Button>
        </form>
      )}
      {layouts.length === 0 ? (
        <Notice drawing={<LayoutsDrawing />} title={w.empty}>
          {w.emptyText}
        </Notice>
      ) : (
        <ul className={styles.list} data-testid="layout-list">
          {layouts.map((layout) => {
            const author = nameOf(layout.by);
            return (
              <li key={layout.id} className={styles.row} data-testid="layout" data-layout={layout.id}>
                <LayoutTemplate aria-hidden="true" />
                <span className={styles.grow}>
                  <strong>{layout.name}</strong>
                  <span>
                    {layout.kept ? w.kept : author && w.by(author)} <When at={layout.at} />
                  </span>
                </span>
                {meta.canEdit && (
                  <Button
                    size="small"
                    busy={busy === layout.id}
                    data-testid="load-layout"
                    onClick={() => load(layout.id, layout.name)}
                  >
                    {w.load}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      <SaveTemplate canvas={meta.id} title={meta.title} />
    </div>
  );
}
