/** Text that several people write at once. The editor comes as a chunk of its own when a note is looked at. */
import { type CanvasContext, defineMicroApp, type MicroAppProps, useCanvas } from '@gesso/sdk';
import { type ComponentType, useCallback, useEffect, useState } from 'react';
import styles from './Notes.module.css';
import { Waiting } from './Waiting.tsx';
import { wordsOf } from './words.ts';

type EditorType = ComponentType<{ context: CanvasContext; anew: () => void }>;
let loaded: EditorType | undefined;

function Notes({ context }: MicroAppProps) {
  const words = wordsOf(useCanvas().locale);
  const [Editor, setEditor] = useState<EditorType | undefined>(() => loaded);
  const [failed, setFailed] = useState(false);
  const [run, setRun] = useState(0);
  useEffect(() => {
    if (Editor || failed) return;
    let here = true;
    import('./editor/Editor.tsx').then(
      ({ default: found }) => {
        loaded = found;
        if (here) setEditor(() => found);
      },
      () => {
        if (here) setFailed(true);
      },
    );
    return () => {
      here = false;
    };
  }, [Editor, failed]);
  const anew = useCallback(() => setRun((n) => n + 1), []);
  return (
    <section className={styles.notes} aria-label={words.note}>
      {Editor ? (
        <Editor key={run} context={context} anew={anew} />
      ) : (
        <Waiting words={words} failed={failed} again={() => setFailed(false)} />
      )}
    </section>
  );
}

export default defineMicroApp({ Widget: Notes });
