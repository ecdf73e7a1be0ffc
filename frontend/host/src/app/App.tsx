import { lazy, Suspense, useEffect } from 'react';
import { ToastArea } from '../kit/ToastArea.tsx';
import { useSession } from '../security/index.ts';
import { usePreferences } from '../state/index.ts';
import { applyAppearance, languageOf } from '../theme/appearance.ts';
import { speak } from '../words/words.ts';
import { Opening } from './Opening.tsx';
import { type Route, routeOf, usePath } from './router.tsx';

const EntryPage = lazy(() => import('../entry/EntryPage.tsx'));
const JoinPage = lazy(() => import('../entry/JoinPage.tsx'));
const HomePage = lazy(() => import('../home/HomePage.tsx'));
const MissingPage = lazy(() => import('./MissingPage.tsx'));
const CanvasPage = lazy(() => import('../board/CanvasPage.tsx'));
const ActivityPage = lazy(() => import('../activity/ActivityPage.tsx'));
const AnalysisPage = lazy(() => import('../analysis/AnalysisPage.tsx'));
const TemplatesPage = lazy(() => import('../templates/TemplatesPage.tsx'));
const DiagnosticsPage = lazy(() => import('../panels/DiagnosticsPage.tsx'));

/** The page's root: who is here, and which page they want. */
export function App() {
  const route = routeOf(usePath());
  const { status } = useSession();
  const preferences = usePreferences();
  useEffect(() => {
    applyAppearance(document.documentElement, preferences);
    speak(languageOf(preferences.language, navigator.language));
  }, [preferences]);
  return (
    <>
      <Suspense fallback={<Opening />}>
        {status === 'loading' ? (
          <Opening />
        ) : status === 'signed-out' ? (
          <EntryPage joining={route.page === 'join'} returning={route.page === 'canvas'} />
        ) : (
          <Page route={route} />
        )}
      </Suspense>
      <ToastArea />
    </>
  );
}

function Page({ route }: { readonly route: Route }) {
  switch (route.page) {
    case 'home':
      return <HomePage />;
    case 'diagnostics':
      return <DiagnosticsPage />;
    case 'activity':
      return <ActivityPage />;
    case 'analysis':
      return <AnalysisPage />;
    case 'templates':
      return <TemplatesPage />;
    case 'join':
      return <JoinPage link={route.link} />;
    case 'canvas':
      return <CanvasPage key={route.canvas} canvasId={route.canvas} widgetId={route.widget} />;
    case 'missing':
      return <MissingPage />;
  }
}
