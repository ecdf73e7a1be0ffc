import type { Specification } from '@gesso/sandbox/specification';
import { lazy, Suspense, useState } from 'react';
import type { AppSpecification } from '../../generator/types.ts';
import { Button } from '../../kit/Button.tsx';
import { Bone, Later } from '../../kit/Skeleton.tsx';
import { lookOf } from '../../loader/context.ts';
import { Boundary } from '../../loader/Tile.tsx';
import { useCanvasState } from '../../state/index.ts';
import { problemText } from '../../words/problems.ts';
import panel from '../Panel.module.css';
import styles from './Make.module.css';
import type { PreviewState } from './usePreview.ts';
import { makeWords } from './words.ts';

const SandboxPreview = lazy(async () => ({
  default: (await import('../../sandbox/index.ts')).SandboxPreview,
}));

interface PreviewProps {
  readonly preview: PreviewState;
  readonly specification: AppSpecification;
  /** Nothing in it is to be mended. */
  readonly sound: boolean;
}

/** The app as it would be, alive in its sandbox. The newest that worked stays while the next one comes. */
export function Preview({ preview, specification, sound }: PreviewProps) {
  const { code, busy, error, problems } = preview;
  const w = makeWords();
  const theme = useCanvasState((state) => lookOf(state.preferences).theme);
  // Of this code's sandbox, which could not even begin.
  const [broken, setBroken] = useState<{ code: unknown; why: unknown }>();
  const [again, setAgain] = useState(0);
  const failed = broken !== undefined && broken.code === code;
  const unserved = sound && problems.length === 0 && error !== undefined;
  const note = !sound || problems.length > 0 ? w.previewWaits : unserved ? w.previewFailed : undefined;
  return (
    <section className={styles.preview} aria-label={w.preview} data-testid="make-preview">
      <div className={styles.previewHead}>
        <h3>{w.preview}</h3>
        <span className={panel.hint}>{w.previewNote}</span>
      </div>
      <div
        className={styles.stage}
        data-stale={note !== undefined || busy || undefined}
        aria-busy={busy || undefined}
      >
        {failed ? (
          <div className={styles.bones}>
            <p className={panel.hint} role="status">
              {w.previewFailed}. {problemText(broken.why)}
            </p>
            <div>
              <Button
                size="small"
                onClick={() => {
                  setBroken(undefined);
                  setAgain(again + 1);
                }}
              >
                {w.again}
              </Button>
            </div>
          </div>
        ) : code ? (
          <Boundary key={`${again} ${code.code}`} onError={(why) => setBroken({ code, why })}>
            <Suspense fallback={<Bones />}>
              <SandboxPreview
                code={code.code}
                specification={code.specification as Specification}
                theme={theme}
              />
            </Suspense>
          </Boundary>
        ) : note === undefined ? (
          <Bones title={specification.title} />
        ) : null}
      </div>
      {note !== undefined && (
        <p className={panel.hint} role="status">
          {note}
          {unserved ? `. ${problemText(error)}` : ''}
        </p>
      )}
      {unserved && (
        <div>
          <Button size="small" busy={busy} data-testid="make-preview-again" onClick={preview.again}>
            {w.again}
          </Button>
        </div>
      )}
    </section>
  );
}

function Bones({ title = '' }: { readonly title?: string }) {
  const w = makeWords();
  return (
    <Later>
      <div className={styles.bones} role="status" aria-label={`${w.previewLoading} ${title}`.trim()}>
        <Bone w="50%" h={18} />
        <Bone h={36} />
        <Bone h={36} />
        <Bone w="70%" h={36} />
      </div>
    </Later>
  );
}
