/** The text of a note with its toolbar and what there is to say about it. A chunk of its own. */
import { type CanvasContext, useCanvas, useConfig } from '@gesso/sdk';
import { type KeyboardEvent, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { redoCommand, undoCommand } from 'y-prosemirror';
import { DEFAULTS } from '../constants.ts';
import { NoteSync, type SyncState } from '../doc/noteSync.ts';
import { wordsOf as appWordsOf } from '../words.ts';
import { type Here, hereOf } from './commands.ts';
import styles from './Editor.module.css';
import type { Trouble } from './guards.ts';
import { Messages } from './Messages.tsx';
import { LinkField, Toolbar } from './Toolbar.tsx';
import { NoteView, wordsIn } from './view.ts';
import { wordsOf } from './words.ts';

/** Counting waits until the hands rest. */
const COUNT_MILLIS = 400;

interface Running {
  sync: NoteSync;
  note: NoteView;
}

export default function Editor({ context, anew }: { context: CanvasContext; anew: () => void }) {
  const { readOnly, locale } = useCanvas();
  const [config] = useConfig(DEFAULTS);
  const place = useRef<HTMLDivElement>(null);
  const [running, setRunning] = useState<Running>();
  const [here, setHere] = useState<Here>();
  const [linking, setLinking] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const [count, setCount] = useState<number>();
  const words = wordsOf(locale);
  const { toolbar, troubles } = appWordsOf(locale);
  const first = useRef({ readOnly, spellCheck: config.spellCheck });

  useEffect(() => {
    const root = place.current;
    if (!root) return;
    const sync = new NoteSync(context);
    let counting: ReturnType<typeof setTimeout> | undefined;
    const say = wordsOf(locale);
    const recount = () => {
      const { doc } = note.view.state;
      setCount(wordsIn(doc.textBetween(0, doc.content.size, '\n', ' '), locale));
    };
    const note = new NoteView(root, {
      text: sync.text,
      presence: context.presence,
      ...first.current,
      placeholder: {
        text: first.current.readOnly ? say.empty : say.write,
        className: styles.placeholder ?? '',
      },
      className: styles.text ?? '',
      locale,
      room: () => sync.room,
      trouble: setTrouble,
      link: () => setLinking(true),
      changed: () => {
        setHere((before) => same(before, hereOf(note.view.state)));
        clearTimeout(counting);
        counting = setTimeout(recount, COUNT_MILLIS);
      },
    });
    sync.start();
    recount();
    setHere(hereOf(note.view.state));
    setRunning({ sync, note });
    return () => {
      clearTimeout(counting);
      note.destroy();
      sync.stop();
      setRunning(undefined);
    };
  }, [context, locale]);
  useEffect(() => {
    first.current = { readOnly, spellCheck: config.spellCheck };
    running?.note.configure(readOnly, config.spellCheck);
  }, [running, readOnly, config.spellCheck]);

  const state = useSync(running?.sync);
  useEffect(() => {
    if (state?.outdated) anew();
  }, [state, anew]);

  const keyed = (event: KeyboardEvent) => {
    if (!running || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    const letter = event.key.toLowerCase();
    // On the toolbar too these mean the text, not the canvas.
    const command =
      letter === 'y' || (letter === 'z' && event.shiftKey)
        ? redoCommand
        : letter === 'z'
          ? undoCommand
          : undefined;
    if (!command || readOnly || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    command(running.note.view.state, running.note.view.dispatch);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only passes keys on to the text
    <div className={styles.editor} data-size={config.fontSize} data-width={config.width} onKeyDown={keyed}>
      {!readOnly && running && here && (
        <Toolbar words={toolbar} note={running.note} here={here} linking={linking} setLinking={setLinking} />
      )}
      {!readOnly && running && here && linking && (
        <LinkField words={toolbar} note={running.note} here={here} close={() => setLinking(false)} />
      )}
      <Messages
        words={words}
        troubles={troubles}
        trouble={trouble}
        state={state}
        forget={() => setTrouble(undefined)}
        anew={() => running?.sync.acknowledgeRefusal()}
      />
      <div ref={place} className={styles.paper} />
      <footer className={styles.foot}>
        {count !== undefined && <span>{words.count(count)}</span>}
        {readOnly && <span>{words.readOnly}</span>}
      </footer>
    </div>
  );
}

const nothing = () => () => {};
function useSync(sync: NoteSync | undefined): SyncState | undefined {
  return useSyncExternalStore(sync ? (listener) => sync.subscribe(listener) : nothing, () =>
    sync?.snapshot(),
  );
}

const same = (before: Here | undefined, now: Here): Here =>
  before && JSON.stringify(before) === JSON.stringify(now) ? before : now;
