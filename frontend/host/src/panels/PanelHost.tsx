import { X } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { closePanel, type Panel, useShell } from '../board/shell.ts';
import { IconButton } from '../kit/Button.tsx';
import { Bone, Later } from '../kit/Skeleton.tsx';
import { words } from '../words/words.ts';
import styles from './Panel.module.css';

const CataloguePanel = lazy(() => import('./CataloguePanel.tsx'));
const WidgetsPanel = lazy(() => import('./WidgetsPanel.tsx'));
const SharePanel = lazy(() => import('./SharePanel.tsx'));
const LayoutsPanel = lazy(() => import('./LayoutsPanel.tsx'));
const LogPanel = lazy(() => import('./LogPanel.tsx'));
const GridPanel = lazy(() => import('./GridPanel.tsx'));
const DiagnosticsPanel = lazy(() => import('./DiagnosticsPanel.tsx'));
const CommentsPanel = lazy(() => import('./CommentsPanel.tsx'));
const GeneratorPanel = lazy(() => import('./GeneratorPanel.tsx'));
const SettingsPanel = lazy(() => import('./SettingsPanel.tsx'));

const useWords = words({
  close: ['Close', 'Schließen'],
  loading: ['Loading', 'Lädt'],
  catalogue: ['Add an app', 'App hinzufügen'],
  widgets: ['Widgets', 'Widgets'],
  share: ['Share canvas', 'Leinwand teilen'],
  layouts: ['Layouts', 'Anordnungen'],
  log: ['Event log', 'Ereignisse'],
  grid: ['Grid', 'Raster'],
  diagnostics: ['Diagnostics', 'Diagnose'],
  settings: ['Widget', 'Widget'],
  comments: ['Comments', 'Kommentare'],
  make: ['Make with AI', 'Mit KI machen'],
});

function contentOf(panel: Panel): ReactNode {
  switch (panel.kind) {
    case 'catalogue':
      return <CataloguePanel />;
    case 'widgets':
      return <WidgetsPanel />;
    case 'share':
      return <SharePanel />;
    case 'layouts':
      return <LayoutsPanel />;
    case 'log':
      return <LogPanel />;
    case 'grid':
      return <GridPanel />;
    case 'diagnostics':
      return <DiagnosticsPanel />;
    case 'comments':
      return (
        <CommentsPanel
          key={`${panel.widget ?? ''} ${panel.comment ?? ''}`}
          widget={panel.widget}
          comment={panel.comment}
        />
      );
    case 'make':
      return <GeneratorPanel job={panel.job} prompt={panel.prompt} />;
    case 'settings':
      return <SettingsPanel key={panel.widget} widgetId={panel.widget} />;
  }
}

/**
 * What is open at the right. It takes its room from the board instead of lying over it; the focus goes
 * in when it opens and back when it closes.
 */
export default function PanelHost() {
  const w = useWords();
  const panel = useShell((state) => state.panel);
  const aside = useRef<HTMLElement>(null);
  const kind = panel?.kind;
  useEffect(() => {
    const { current } = aside;
    // A panel may have put the focus into its own field already.
    if (kind && current && !current.contains(document.activeElement)) current.focus({ preventScroll: true });
  }, [kind]);
  if (!panel) return null;
  return (
    <aside
      ref={aside}
      className={styles.panel}
      tabIndex={-1}
      aria-label={w[panel.kind]}
      data-testid="panel"
      data-panel={panel.kind}
      data-wide={panel.kind === 'diagnostics' || undefined}
    >
      <header className={styles.head}>
        <h2>{w[panel.kind]}</h2>
        <IconButton
          label={w.close}
          keys="Esc"
          side="left"
          data-testid="close-panel"
          onClick={() => closePanel()}
        >
          <X />
        </IconButton>
      </header>
      <div
        className={styles.body}
        // It has nothing else to scroll it by.
        tabIndex={panel.kind === 'diagnostics' ? 0 : undefined}
      >
        <Suspense
          fallback={
            <Later>
              <div className={styles.waiting} role="status" aria-label={w.loading}>
                <Bone w="70%" />
                <Bone />
                <Bone w="84%" />
              </div>
            </Later>
          }
        >
          {contentOf(panel)}
        </Suspense>
      </div>
    </aside>
  );
}
