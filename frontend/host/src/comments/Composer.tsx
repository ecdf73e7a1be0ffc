import { Send } from 'lucide-react';
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { useHues } from '../board/usePeople.ts';
import { Avatar } from '../kit/Avatar.tsx';
import { Button } from '../kit/Button.tsx';
import { announce } from '../kit/toasts.ts';
import styles from './Comments.module.css';
import { complete, completionAt, type Person, toStored } from './mentions.ts';
import { commentWords } from './words.ts';

/** As the server's limit. */
const TEXT_MAX = 2_000;
/** From here on it is said how much is left. */
const TELL_LEFT = 200;

interface ComposerProps {
  readonly label: string;
  readonly people: readonly Person[];
  readonly start?: string;
  readonly action: string;
  readonly autoFocus?: boolean;
  readonly testId: string;
  onSend(text: string): void;
  onCancel?(): void;
}

/** Where a comment is written. `@` offers people; Ctrl and Enter send. */
export function Composer({
  label,
  people,
  start = '',
  action,
  autoFocus,
  testId,
  onSend,
  onCancel,
}: ComposerProps) {
  const w = commentWords();
  const id = useId();
  const hues = useHues();
  const [text, setText] = useState(start);
  const [caret, setCaret] = useState(start.length);
  const [chosen, setChosen] = useState(0);
  const [closed, setClosed] = useState(false);
  const picked = useRef<Person[]>([]);
  const area = useRef<HTMLTextAreaElement>(null);
  const put = useRef<number>(undefined);
  const offer = closed ? undefined : completionAt(text, caret, people);
  const at = offer ? Math.min(chosen, offer.people.length - 1) : 0;
  const stored = toStored(text.trim(), people, picked.current);
  const left = TEXT_MAX - stored.length;

  // The caret follows what was put in, and the field grows with the text.
  useLayoutEffect(() => {
    const { current } = area;
    if (!current) return;
    if (put.current !== undefined) current.setSelectionRange(put.current, put.current);
    put.current = undefined;
    current.style.height = 'auto';
    current.style.height = `${Math.min(current.scrollHeight + 2, 200)}px`;
  });

  const pick = (person: Person) => {
    if (!offer) return;
    const done = complete(text, caret, offer.from, person);
    picked.current = [...picked.current, person];
    put.current = done.caret;
    setText(done.text);
    setCaret(done.caret);
    setChosen(0);
    area.current?.focus();
  };
  const send = () => {
    if (stored === '' || left < 0) return;
    onSend(stored);
    picked.current = [];
    setText('');
    setCaret(0);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    } else if (offer && ['ArrowDown', 'ArrowUp', 'Enter', 'Tab', 'Escape'].includes(event.key)) {
      event.preventDefault();
      event.stopPropagation();
      const { people: offered } = offer;
      if (event.key === 'Escape') setClosed(true);
      else if (event.key === 'ArrowDown') setChosen((at + 1) % offered.length);
      else if (event.key === 'ArrowUp') setChosen((at + offered.length - 1) % offered.length);
      else if (offered[at]) pick(offered[at]);
    } else if (event.key === 'Escape' && onCancel) {
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    }
  };
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label htmlFor={id} className="hidden">
        {label}
      </label>
      <textarea
        ref={area}
        id={id}
        value={text}
        rows={1}
        placeholder={w.placeholder}
        aria-autocomplete="list"
        aria-controls={offer ? `${id}-people` : undefined}
        aria-activedescendant={offer ? `${id}-${at}` : undefined}
        aria-keyshortcuts="Control+Enter"
        data-testid={testId}
        // biome-ignore lint/a11y/noAutofocus: it was opened to type here
        autoFocus={autoFocus}
        onChange={(event) => {
          const { value, selectionStart } = event.currentTarget;
          setText(value);
          setCaret(selectionStart);
          setClosed(false);
          const next = completionAt(value, selectionStart, people);
          if (next && !offer) announce(w.offered(next.people.length));
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={press}
      />
      {offer && (
        <div id={`${id}-people`} className={styles.offer} role="listbox" aria-label={w.people}>
          {offer.people.map((person, i) => (
            <div
              key={person.user}
              id={`${id}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === at}
              data-testid="mention-offer"
              onPointerDown={(event) => {
                event.preventDefault();
                pick(person);
              }}
            >
              <Avatar name={person.name} hue={hues(person.user)} size={20} />
              {person.name}
            </div>
          ))}
        </div>
      )}
      <div className={styles.send}>
        {left < TELL_LEFT && (
          <span className={styles.left} data-bad={left < 0 || undefined}>
            {w.left(left)}
          </span>
        )}
        {onCancel && (
          <Button size="small" kind="bare" onClick={onCancel}>
            {w.cancel}
          </Button>
        )}
        <Button
          size="small"
          kind="primary"
          type="submit"
          icon={<Send />}
          disabled={stored === '' || left < 0}
          data-testid={`${testId}-send`}
        >
          {action}
        </Button>
      </div>
    </form>
  );
}
