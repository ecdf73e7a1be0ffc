/** The buttons above a note. One stop for Tab; arrows go from button to button. */
import { type FormEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { redoCommand, undoCommand } from 'y-prosemirror';
import type { Words } from '../words.ts';
import {
  type BlockName,
  type Here,
  insertRule,
  type ListName,
  type MarkName,
  removeLink,
  setBlock,
  setLink,
  toggle,
  toggleList,
  toggleQuote,
} from './commands.ts';
import styles from './Editor.module.css';
import { addressOf } from './links.ts';
import type { NoteView } from './view.ts';

const BLOCKS: readonly BlockName[] = ['paragraph', 'h1', 'h2', 'h3', 'code_block'];
const MARKS: readonly { id: MarkName; icon: ReactNode }[] = [
  {
    id: 'strong',
    icon: (
      <path d="M5.5 3.5h4a2.75 2.75 0 0 1 0 5.5h-4zM5.5 9h4.75a2.75 2.75 0 0 1 0 5.5H5.5z" strokeWidth="2" />
    ),
  },
  { id: 'em', icon: <path d="M8 3.5h5M5 14.5h5M10.5 3.5l-3 11" /> },
  {
    id: 'strike',
    icon: (
      <path d="M3 9h12M12.5 6c-.4-1.6-1.7-2.5-3.5-2.5S5.5 4.5 5.5 6.200M5.5 12c.4 1.6 1.7 2.5 3.5 2.500s3.5-1 3.5-2.700c0-.6-.2-1-.4-1.3" />
    ),
  },
  { id: 'code', icon: <path d="M6 5L2 9l4 4M12 5l4 4-4 4" /> },
];
const LISTS: readonly { id: ListName; icon: ReactNode }[] = [
  {
    id: 'bullet_list',
    icon: <path d="M7 4.500h8M7 9h8M7 13.500h8M3.250 4.500h.01M3.250 9h.01M3.250 13.500h.01" />,
  },
  {
    id: 'ordered_list',
    icon: (
      <path d="M8 4.500h7M8 9h7M8 13.500h7M2.5 3.500l1-.5v4M2.5 11.500c1.5-1 2.5.3 1.2 1.500L2.5 14.500h2.2" />
    ),
  },
  {
    id: 'check_list',
    icon: <path d="M9 5h6M9 12.500h6M2.5 5l1.3 1.3 2.7-3M2.5 12.500l1.3 1.3 2.7-3" />,
  },
];

type ToolbarWords = Words['toolbar'];
export interface ToolbarProps {
  words: ToolbarWords;
  note: NoteView;
  here: Here;
  /** The field for an address is open. */
  linking: boolean;
  setLinking(open: boolean): void;
}

export function Toolbar({ words, note, here, linking, setLinking }: ToolbarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const keysOf = (keys: string) => keys.replace('Ctrl', words.ctrl).replace('Shift', words.shift);
  const button = (
    label: string,
    icon: ReactNode,
    press: () => void,
    more: { pressed?: boolean; disabled?: boolean; keys?: string } = {},
  ) => (
    <button
      key={label}
      type="button"
      tabIndex={-1}
      title={more.keys ? `${label} (${keysOf(more.keys)})` : label}
      aria-label={label}
      aria-pressed={more.pressed}
      aria-disabled={more.disabled || undefined}
      onMouseDown={(event) => event.preventDefault()} // the text keeps its selection
      onClick={() => {
        if (!more.disabled) press();
      }}
    >
      <svg viewBox="0 0 18 18" aria-hidden="true">
        {icon}
      </svg>
    </button>
  );
  return (
    <div
      ref={bar}
      className={styles.toolbar}
      role="toolbar"
      aria-label={words.format}
      onKeyDown={(event) => walk(event, bar.current)}
    >
      <select
        aria-label={words.kind}
        value={here.block}
        onChange={(event) => note.run(setBlock(event.target.value as BlockName))}
      >
        {BLOCKS.map((id) => (
          <option key={id} value={id}>
            {words.blocks[id]}
          </option>
        ))}
      </select>
      <span className={styles.group}>
        {MARKS.map(({ id, icon }) =>
          button(words.marks[id], icon, () => note.run(toggle(id)), {
            pressed: here.marks[id],
            keys: { strong: 'Ctrl+B', em: 'Ctrl+I', strike: 'Ctrl+Shift+X', code: 'Ctrl+E' }[id],
          }),
        )}
        {button(words.link, LINK, () => setLinking(!linking), {
          pressed: here.link !== undefined,
          keys: 'Ctrl+K',
        })}
      </span>
      <span className={styles.group}>
        {LISTS.map(({ id, icon }) =>
          button(words.lists[id], icon, () => note.run(toggleList(id)), { pressed: here.list === id }),
        )}
        {button(words.quote, QUOTE, () => note.run(toggleQuote), { pressed: here.quote })}
        {button(words.line, RULE, () => note.run(insertRule))}
      </span>
      <span className={styles.group}>
        {button(words.undo, UNDO, () => note.run(undoCommand), {
          disabled: !note.can(undoCommand),
          keys: 'Ctrl+Z',
        })}
        {button(words.redo, REDO, () => note.run(redoCommand), {
          disabled: !note.can(redoCommand),
          keys: 'Ctrl+Shift+Z',
        })}
      </span>
    </div>
  );
}

const LINK = (
  <path d="M7.5 10.500l3-3M8 5.500l1.3-1.300a3.2 3.2 0 0 1 4.5 4.500L12.5 10M10 12.500l-1.3 1.300a3.2 3.2 0 0 1-4.5-4.500L5.5 8" />
);
const QUOTE = <path d="M3.5 12.500c2-.5 3-2 3-4.500h-3V5h3.500M11 12.500c2-.5 3-2 3-4.500h-3V5h3.5" />;
const RULE = <path d="M2.5 9h13" />;
const UNDO = <path d="M6.5 4L3 7.5 6.5 11M3 7.500h7a4 4 0 0 1 0 8H7" />;
const REDO = <path d="M11.5 4L15 7.5 11.5 11M15 7.500H8a4 4 0 0 0 0 8h3" />;

/** Arrows, Home and End inside the bar. The select keeps its own up and down. */
function walk(event: KeyboardEvent, bar: HTMLElement | null): void {
  const all = [...(bar?.querySelectorAll<HTMLElement>('select, button') ?? [])];
  const now = all.indexOf(event.target as HTMLElement);
  const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined || now < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  all[(to + all.length) % all.length]?.focus();
}

interface LinkFieldProps {
  words: ToolbarWords;
  note: NoteView;
  here: Here;
  close(): void;
}
/** Asks for the address of a link. */
export function LinkField({ words, note, here, close }: LinkFieldProps) {
  const [text, setText] = useState(here.link ?? '');
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const href = addressOf(text);
    if (href === undefined) return setWrong(true);
    close();
    note.run(setLink(href));
  };
  return (
    <form className={styles.link} onSubmit={submit}>
      <input
        // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field
        autoFocus
        type="text"
        inputMode="url"
        value={text}
        placeholder={words.address}
        aria-label={words.addressOf}
        aria-invalid={wrong || undefined}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
          setWrong(false);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation(); // Esc leaves the field, not the widget
          close();
          note.view.focus();
        }}
      />
      <button type="submit">{words.link}</button>
      {here.link !== undefined && (
        <button
          type="button"
          onClick={() => {
            close();
            note.run(removeLink);
          }}
        >
          {words.remove}
        </button>
      )}
      {wrong && <p role="alert">{words.noAddress}</p>}
    </form>
  );
}
