import { useState } from 'react';
import { Mark } from '../kit/Mark.tsx';
import { words } from '../words/words.ts';
import styles from './EntryPage.module.css';
import { GuestForm, LoginForm, RegisterForm } from './forms.tsx';
import { WorkshopDrawing } from './WorkshopDrawing.tsx';

const useWords = words({
  what: [
    'A shared board of small apps, where everything anybody does is kept.',
    'Ein gemeinsames Brett voller kleiner Apps, auf dem alles erhalten bleibt, was jemand tut.',
  ],
  more: [
    'Put a to-do list beside the plan, work on it together, and take any step back.',
    'Lege eine Aufgabenliste neben den Plan, arbeitet zusammen daran, und nimm jeden Schritt zurück.',
  ],
  guest: ['Start as a guest', 'Als Gast beginnen'],
  login: ['Log in', 'Anmelden'],
  register: ['Register', 'Registrieren'],
  joining: ['You are invited to a canvas', 'Du bist auf eine Leinwand eingeladen'],
  joiningText: [
    'Enter a name, so that the others know who you are. No account is needed.',
    'Gib einen Namen ein, damit die anderen wissen, wer du bist. Ein Konto brauchst du nicht.',
  ],
  returning: ['Sign in to open this canvas', 'Melde dich an, um diese Leinwand zu öffnen'],
  welcome: ['Come in', 'Komm herein'],
  ways: ['Ways to sign in', 'Arten der Anmeldung'],
});

type Way = 'guest' | 'login' | 'register';

interface EntryPageProps {
  /** The person came by a share link. */
  readonly joining: boolean;
  /** The person came by the address of a canvas. */
  readonly returning: boolean;
}

/** What Gesso is, and the way in. */
export default function EntryPage({ joining, returning }: EntryPageProps) {
  const w = useWords();
  const [way, setWay] = useState<Way>(returning ? 'login' : 'guest');
  const ways: readonly (readonly [Way, string])[] = [
    ['guest', w.guest],
    ['login', w.login],
    ['register', w.register],
  ];
  return (
    <main className={styles.entry}>
      <section className={styles.story}>
        <header className={styles.brand}>
          <Mark size={36} />
          <span>Gesso</span>
        </header>
        <h1>{w.what}</h1>
        <p>{w.more}</p>
        <div className={styles.drawing}>
          <WorkshopDrawing />
        </div>
      </section>
      <section className={styles.way}>
        <div className={styles.card}>
          <h2>{joining ? w.joining : returning ? w.returning : w.welcome}</h2>
          {joining && <p className={styles.lead}>{w.joiningText}</p>}
          <div className={styles.tabs} role="tablist" aria-label={w.ways}>
            {ways.map(([one, label]) => (
              <button
                key={one}
                type="button"
                role="tab"
                id={`way-${one}`}
                aria-selected={way === one}
                aria-controls="way-form"
                tabIndex={way === one ? 0 : -1}
                data-testid={`entry-${one}`}
                onClick={() => setWay(one)}
                onKeyDown={(event) => {
                  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
                  if (!step) return;
                  const next =
                    ways[(ways.findIndex(([name]) => name === way) + step + ways.length) % ways.length];
                  if (!next) return;
                  setWay(next[0]);
                  document.getElementById(`way-${next[0]}`)?.focus();
                }}
              >
                {label}
              </button>
            ))}
          </div>
          <div id="way-form" role="tabpanel" aria-labelledby={`way-${way}`}>
            {way === 'guest' && <GuestForm />}
            {way === 'login' && <LoginForm />}
            {way === 'register' && <RegisterForm />}
          </div>
        </div>
      </section>
    </main>
  );
}
