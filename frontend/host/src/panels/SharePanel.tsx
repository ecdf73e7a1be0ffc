import { useCanvasMeta } from '../state/index.ts';
import { roleRights } from '../words/roles.ts';
import { words } from '../words/words.ts';
import { Links } from './Links.tsx';
import { Members } from './Members.tsx';
import styles from './Panel.module.css';

const useWords = words({
  notOwner: [
    'Only an owner can make links and change roles. Ask one of them:',
    'Nur wem die Leinwand gehört, kann Links anlegen und Rollen ändern. Bitte eine dieser Personen:',
  ],
  yours: ['Your role', 'Deine Rolle'],
});

/** Who may see this canvas and what they may do; for owners the links and roles, for others who to ask. */
export default function SharePanel() {
  const w = useWords();
  const rights = roleRights();
  const meta = useCanvasMeta();
  if (!meta) return null;
  const owner = meta.role === 'owner';
  return (
    <div className={styles.stack}>
      {owner ? (
        <Links canvas={meta.id} />
      ) : (
        <p className={styles.hint} data-testid="share-not-owner">
          {w.yours}: {rights[meta.role]}. {w.notOwner}{' '}
          {meta.members
            .filter((member) => member.role === 'owner')
            .map((member) => member.name ?? '?')
            .join(', ')}
        </p>
      )}
      <Members canvas={meta.id} canManage={owner} />
    </div>
  );
}
