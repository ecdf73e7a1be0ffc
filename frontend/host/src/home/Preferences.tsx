import Dialog from '../kit/Dialog.tsx';
import { Choice } from '../kit/Field.tsx';
import { setPreferences, usePreferences } from '../state/index.ts';
import { words } from '../words/words.ts';
import styles from './Preferences.module.css';

const useWords = words({
  title: ['Preferences', 'Einstellungen'],
  theme: ['Theme', 'Farben'],
  language: ['Language', 'Sprache'],
  motion: ['Motion', 'Bewegung'],
  system: ['As the device', 'Wie das Gerät'],
  light: ['Light', 'Hell'],
  dark: ['Dark', 'Dunkel'],
  reduced: ['Reduced', 'Reduziert'],
  full: ['Full', 'Voll'],
  recommendations: ['Recommended apps', 'Empfohlene Apps'],
  show: ['Show', 'Zeigen'],
  hide: ['Do not show', 'Nicht zeigen'],
  follow: ['They follow you to other devices.', 'Sie folgen dir auf andere Geräte.'],
});

/** How Gesso looks and speaks for this person ([S5]). Each choice holds at once. */
export default function Preferences({ onClose }: { onClose(): void }) {
  const w = useWords();
  const { theme, language, reducedMotion, recommendations } = usePreferences();
  return (
    <Dialog title={w.title} testId="preferences" onClose={onClose}>
      <div className={styles.choices}>
        <Choice
          label={w.theme}
          value={theme}
          options={[
            { value: 'system', label: w.system },
            { value: 'light', label: w.light },
            { value: 'dark', label: w.dark },
          ]}
          onChange={(value) => setPreferences({ theme: value })}
        />
        <Choice
          label={w.language}
          value={language === 'en' || language === 'de' ? language : 'system'}
          options={[
            { value: 'system', label: w.system },
            { value: 'en', label: 'English' },
            { value: 'de', label: 'Deutsch' },
          ]}
          onChange={(value) => setPreferences({ language: value })}
        />
        <Choice
          label={w.motion}
          value={reducedMotion}
          options={[
            { value: 'system', label: w.system },
            { value: 'on', label: w.reduced },
            { value: 'off', label: w.full },
          ]}
          onChange={(value) => setPreferences({ reducedMotion: value })}
        />
        <Choice
          label={w.recommendations}
          value={recommendations}
          options={[
            { value: 'on', label: w.show },
            { value: 'off', label: w.hide },
          ]}
          onChange={(value) => setPreferences({ recommendations: value })}
        />
        <p>{w.follow}</p>
      </div>
    </Dialog>
  );
}
