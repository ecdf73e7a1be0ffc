import { RegisterForm } from '../entry/forms.tsx';
import Dialog from '../kit/Dialog.tsx';
import { toast } from '../kit/toasts.ts';
import { words } from '../words/words.ts';
import styles from './Preferences.module.css';

const useWords = words({
  title: ['Register to keep your canvases', 'Registriere dich, um deine Leinwände zu behalten'],
  text: [
    'You stay the same person: your canvases, roles and edits come with you, and open on any device.',
    'Du bleibst dieselbe Person: Leinwände, Rollen und Änderungen bleiben und öffnen sich auf jedem Gerät.',
  ],
  done: [
    'You are registered. Everything of yours came with you.',
    'Du bist registriert. Alles Deine ist noch da.',
  ],
});

/** A guest becomes an account without losing anything. */
export default function KeepAccount({ name, onClose }: { readonly name: string; onClose(): void }) {
  const w = useWords();
  return (
    <Dialog title={w.title} testId="keep-account" onClose={onClose}>
      <div className={styles.choices}>
        <p>{w.text}</p>
        <RegisterForm
          name={name}
          onDone={() => {
            toast({ text: w.done });
            onClose();
          }}
        />
      </div>
    </Dialog>
  );
}
