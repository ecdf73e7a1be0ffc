import { ChevronsUp, Link2, Lock, LockOpen, Minus, Plus } from 'lucide-react';
import { copyLink, grow } from '../board/edits.ts';
import { SadTile } from '../board/FrameBody.tsx';
import { closePanel } from '../board/shell.ts';
import { useCanvasHandle } from '../canvas/index.ts';
import { AppMark } from '../kit/AppMark.tsx';
import { Button, IconButton } from '../kit/Button.tsx';
import { MicroAppSettings } from '../loader/index.ts';
import PastApp from '../past/PastApp.tsx';
import { useApp } from '../registry/index.ts';
import { useCanvasMeta, useInPast, useWidget } from '../state/index.ts';
import { words } from '../words/words.ts';
import styles from './Panel.module.css';

const useWords = words({
  settings: [(app: string) => `Settings of ${app}`, (app: string) => `Einstellungen von ${app}`],
  widget: ['On the canvas', 'Auf der Leinwand'],
  width: ['Width', 'Breite'],
  height: ['Height', 'Höhe'],
  cells: [(n: number) => `${n} cells`, (n: number) => `${n} Zellen`],
  wider: ['Wider', 'Breiter'],
  narrower: ['Narrower', 'Schmaler'],
  taller: ['Taller', 'Höher'],
  shorter: ['Shorter', 'Niedriger'],
  lock: ['Lock in its place', 'An seinem Platz sperren'],
  unlock: ['Unlock', 'Entsperren'],
  raise: ['Bring to front', 'Nach vorn'],
  link: ['Copy link', 'Link kopieren'],
  gone: ['This widget was removed.', 'Dieses Widget wurde entfernt.'],
  close: ['Close', 'Schließen'],
});

/** [W14] The app's own settings, and below them the widget's place and size for those without a mouse. */
export default function SettingsPanel({ widgetId }: { readonly widgetId: string }) {
  const w = useWords();
  const canvas = useCanvasHandle();
  const widget = useWidget(widgetId);
  const app = useApp(widget?.appId ?? '');
  const canEdit = useCanvasMeta()?.canEdit ?? false;
  const past = useInPast();
  if (!widget)
    return (
      <div className={styles.stack}>
        <p>{w.gone}</p>
        <Button onClick={() => closePanel()}>{w.close}</Button>
      </div>
    );
  const title = app?.title ?? widget.appId;
  const settings = (
    <MicroAppSettings
      widgetId={widgetId}
      size={widget.size}
      renderFailure={(failure, retry) => <SadTile title={title} failure={failure} retry={retry} />}
    />
  );
  const stepper = (
    label: string,
    value: number,
    less: string,
    more: string,
    by: { x: number; y: number },
  ) => (
    <div className={styles.row}>
      <span className={styles.grow}>
        <strong>{label}</strong>
        <span className="figures">{w.cells(value)}</span>
      </span>
      <IconButton
        label={less}
        size="small"
        side="left"
        disabled={!canEdit}
        onClick={() => grow(canvas, widget, { x: -by.x, y: -by.y })}
      >
        <Minus />
      </IconButton>
      <IconButton
        label={more}
        size="small"
        side="left"
        disabled={!canEdit}
        onClick={() => grow(canvas, widget, by)}
      >
        <Plus />
      </IconButton>
    </div>
  );
  return (
    <div className={styles.stack} data-testid="widget-settings" data-widget-id={widgetId}>
      <div className={styles.line}>
        <AppMark app={app} id={widget.appId} size={28} />
        <div className={styles.grow}>
          <strong>{widget.title}</strong>
          <span>
            {title} {widget.appVersion}
          </span>
        </div>
      </div>
      <section className={styles.section}>
        <h3>{w.settings(title)}</h3>
        {past ? <PastApp>{settings}</PastApp> : settings}
      </section>
      <section className={styles.section}>
        <h3>{w.widget}</h3>
        {stepper(w.width, widget.size.w, w.narrower, w.wider, { x: 1, y: 0 })}
        {stepper(w.height, widget.size.h, w.shorter, w.taller, { x: 0, y: 1 })}
        <div className={styles.line}>
          {canEdit && (
            <>
              <Button
                size="small"
                icon={widget.locked ? <LockOpen /> : <Lock />}
                onClick={() => canvas.manager.lockWidget(widgetId, !widget.locked)}
              >
                {widget.locked ? w.unlock : w.lock}
              </Button>
              <Button size="small" icon={<ChevronsUp />} onClick={() => canvas.manager.raiseWidget(widgetId)}>
                {w.raise}
              </Button>
            </>
          )}
          <Button size="small" icon={<Link2 />} onClick={() => copyLink(canvas.id, widgetId)}>
            {w.link}
          </Button>
        </div>
      </section>
    </div>
  );
}
