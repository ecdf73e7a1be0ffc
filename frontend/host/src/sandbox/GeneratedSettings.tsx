/** The settings of any generated app: what it was made of, and how close together it draws. */
import type { MicroAppProps } from '@gesso/sdk';
import { useSyncExternalStore } from 'react';
import type { MicroApp } from '../registry/types.ts';
import styles from './Sandbox.module.css';
import { useSandboxWords } from './words.ts';

export const settingsOf = (manifest: MicroApp) =>
  function Settings({ context }: MicroAppProps) {
    const w = useSandboxWords();
    const { config, readOnly } = useSyncExternalStore(
      (listener) => context.subscribe(listener),
      () => context.snapshot(),
    );
    const { prompt = '' } = manifest.generated ?? {};
    return (
      <div className={styles.settings} data-testid="generated-settings">
        <dl>
          {prompt && (
            <>
              <dt>{w.madeFrom}</dt>
              <dd>{prompt}</dd>
            </>
          )}
          <dt>{w.version}</dt>
          <dd className="figures">{context.app.version || manifest.version}</dd>
        </dl>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={config.compact === true}
            disabled={readOnly}
            onChange={(event) => context.configure({ ...config, compact: event.target.checked })}
          />
          {w.compact}
        </label>
        {readOnly && <p className={styles.hint}>{w.readOnly}</p>}
      </div>
    );
  };
