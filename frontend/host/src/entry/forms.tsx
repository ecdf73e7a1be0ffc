import { type FormEvent, type ReactNode, useState } from 'react';
import { ApiError } from '../http/index.ts';
import { Button } from '../kit/Button.tsx';
import { Field } from '../kit/Field.tsx';
import { security } from '../security/index.ts';
import { fieldProblem, problemText, referenceOf } from '../words/problems.ts';
import { words } from '../words/words.ts';
import styles from './EntryPage.module.css';

const useWords = words({
  name: ['Your name', 'Dein Name'],
  nameHint: ['Shown to the people you share a canvas with.', 'Sehen die, mit denen du eine Leinwand teilst.'],
  nameMissing: ['Enter a name', 'Gib einen Namen ein'],
  email: ['E-mail', 'E-Mail'],
  emailMissing: ['Enter an e-mail address', 'Gib eine E-Mail-Adresse ein'],
  password: ['Password', 'Passwort'],
  passwordHint: ['At least 8 characters.', 'Mindestens 8 Zeichen.'],
  passwordMissing: ['Enter a password', 'Gib ein Passwort ein'],
  start: ['Start', 'Beginnen'],
  login: ['Log in', 'Anmelden'],
  register: ['Create account', 'Konto anlegen'],
  wrong: ['E-mail and password do not match.', 'E-Mail und Passwort passen nicht zusammen.'],
  taken: [
    'There is an account with this e-mail already. Log in instead.',
    'Mit dieser E-Mail gibt es schon ein Konto. Melde dich stattdessen an.',
  ],
  reference: ['Reference', 'Referenz'],
  guestNote: [
    'A guest’s canvases belong to this browser. Register to reach them from anywhere.',
    'Die Leinwände eines Gastes gehören zu diesem Browser. Registriere dich, um sie überall zu öffnen.',
  ],
});

/** One try of a form at a time: what it says while busy and when refused. */
function useAttempt(attempt: () => Promise<unknown>) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    attempt().then(
      () => setBusy(false),
      (reason: unknown) => {
        setBusy(false);
        setError(reason);
      },
    );
  };
  return { busy, error, submit };
}

function Refusal({ error, text }: { readonly error: unknown; readonly text?: string | undefined }) {
  const w = useWords();
  if (!error) return null;
  const reference = referenceOf(error);
  const ours = error instanceof ApiError && error.status >= 500;
  return (
    <p className={styles.refusal} role="alert" data-testid="entry-error">
      {text ?? problemText(error)}
      {ours && reference && (
        <small>
          {w.reference} <code>{reference}</code>
        </small>
      )}
    </p>
  );
}

/** A missing entry is said by the form itself, without asking the server. */
class Missing extends Error {
  constructor(
    readonly field: string,
    readonly words: string,
  ) {
    super(words);
  }
}

function need(values: Record<string, string>, messages: Record<string, string>): void {
  for (const [field, message] of Object.entries(messages)) {
    if (!values[field]?.trim()) throw new Missing(field, message);
  }
}

const missing = (error: unknown, field: string): string | undefined =>
  error instanceof Missing && error.field === field ? error.words : fieldProblem(error, field);

const isWhole = (error: unknown): boolean =>
  !(error instanceof Missing) && !(error instanceof ApiError && error.errors.length > 0);

interface FormProps {
  readonly attempt: ReturnType<typeof useAttempt>;
  readonly action: string;
  readonly refusal?: string | undefined;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

function Form({ attempt, action, refusal, note, children }: FormProps) {
  return (
    <form className={styles.form} noValidate onSubmit={attempt.submit}>
      {children}
      {isWhole(attempt.error) && <Refusal error={attempt.error} text={refusal} />}
      <Button type="submit" kind="primary" wide busy={attempt.busy} data-testid="entry-submit">
        {action}
      </Button>
      {note && <p className={styles.note}>{note}</p>}
    </form>
  );
}

export function GuestForm() {
  const w = useWords();
  const [name, setName] = useState('');
  const attempt = useAttempt(async () => {
    need({ name }, { name: w.nameMissing });
    await security.guest(name.trim());
  });
  return (
    <Form attempt={attempt} action={w.start} note={w.guestNote}>
      <Field
        label={w.name}
        hint={w.nameHint}
        value={name}
        maxLength={80}
        autoComplete="nickname"
        autoFocus
        data-testid="guest-name"
        problem={missing(attempt.error, 'name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </Form>
  );
}

export function LoginForm() {
  const w = useWords();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const attempt = useAttempt(async () => {
    need({ email, password }, { email: w.emailMissing, password: w.passwordMissing });
    await security.login({ email: email.trim(), password });
  });
  const wrong = attempt.error instanceof ApiError && attempt.error.status === 401;
  return (
    <Form attempt={attempt} action={w.login} refusal={wrong ? w.wrong : undefined}>
      <Field
        label={w.email}
        type="email"
        autoComplete="username"
        value={email}
        data-testid="email"
        problem={missing(attempt.error, 'email')}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <Field
        label={w.password}
        type="password"
        autoComplete="current-password"
        value={password}
        data-testid="password"
        problem={missing(attempt.error, 'password')}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </Form>
  );
}

interface RegisterFormProps {
  /** Of the guest who registers. */
  readonly name?: string;
  onDone?(): void;
}

export function RegisterForm({ name = '', onDone }: RegisterFormProps) {
  const w = useWords();
  const [person, setPerson] = useState({ name, email: '', password: '' });
  const attempt = useAttempt(async () => {
    need(person, { name: w.nameMissing, email: w.emailMissing, password: w.passwordMissing });
    await security.register({ ...person, name: person.name.trim(), email: person.email.trim() });
    onDone?.();
  });
  const taken = attempt.error instanceof ApiError && attempt.error.status === 409;
  const change = (field: keyof typeof person) => (event: { currentTarget: HTMLInputElement }) => {
    const { value } = event.currentTarget;
    setPerson((now) => ({ ...now, [field]: value }));
  };
  return (
    <Form attempt={attempt} action={w.register} refusal={taken ? w.taken : undefined}>
      <Field
        label={w.name}
        autoComplete="name"
        maxLength={80}
        value={person.name}
        data-testid="register-name"
        problem={missing(attempt.error, 'name')}
        onChange={change('name')}
      />
      <Field
        label={w.email}
        type="email"
        autoComplete="email"
        value={person.email}
        data-testid="register-email"
        problem={missing(attempt.error, 'email')}
        onChange={change('email')}
      />
      <Field
        label={w.password}
        hint={w.passwordHint}
        type="password"
        autoComplete="new-password"
        value={person.password}
        data-testid="register-password"
        problem={missing(attempt.error, 'password')}
        onChange={change('password')}
      />
    </Form>
  );
}
