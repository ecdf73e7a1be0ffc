import type { Role } from '@gesso/sdk/protocol';
import { UserMinus } from 'lucide-react';
import { useHues } from '../board/usePeople.ts';
import { Avatar } from '../kit/Avatar.tsx';
import { Button, IconButton } from '../kit/Button.tsx';
import { Pick } from '../kit/Field.tsx';
import { Bone, Later } from '../kit/Skeleton.tsx';
import { toast } from '../kit/toasts.ts';
import { useMembers, useRemoveMember, useSetRole } from '../people/index.ts';
import type { Member } from '../people/types.ts';
import { useUser } from '../security/index.ts';
import { nameOf, usePeerList } from '../state/index.ts';
import { problemText } from '../words/problems.ts';
import { roleRights, roleWords } from '../words/roles.ts';
import { words } from '../words/words.ts';
import styles from './Panel.module.css';

const useWords = words({
  title: ['Members', 'Mitglieder'],
  you: ['you', 'du'],
  here: ['here now', 'gerade hier'],
  role: [(name: string) => `Role of ${name}`, (name: string) => `Rolle von ${name}`],
  remove: [(name: string) => `Remove ${name}`, (name: string) => `${name} entfernen`],
  leave: ['Leave this canvas', 'Diese Leinwand verlassen'],
  removed: [
    (name: string) => `${name} is no longer a member`,
    (name: string) => `${name} ist nicht mehr Mitglied`,
  ],
  changed: [
    (name: string, role: string) => `${name} is ${role} now`,
    (name: string, role: string) => `${name} hat jetzt die Rolle ${role}`,
  ],
  again: ['Try again', 'Erneut versuchen'],
});

const ROLES: readonly Role[] = ['owner', 'editor', 'commenter', 'viewer', 'analyst'];

interface MembersProps {
  readonly canvas: string;
  readonly canManage: boolean;
}

/** Everybody with a role here. Owners change and remove; the last owner stays (409 `last-owner` says so). */
export function Members({ canvas, canManage }: MembersProps) {
  const w = useWords();
  const members = useMembers(canvas);
  return (
    <section className={styles.section}>
      <h3>{w.title}</h3>
      {members.isPending ? (
        <Later>
          <Bone h={40} />
        </Later>
      ) : members.isError ? (
        <div className={styles.bad} role="alert">
          {problemText(members.error)}{' '}
          <Button size="small" onClick={() => members.refetch()}>
            {w.again}
          </Button>
        </div>
      ) : (
        <ul className={styles.list} data-testid="member-list">
          {members.data.map((member) => (
            <MemberRow key={member.user} canvas={canvas} member={member} canManage={canManage} />
          ))}
        </ul>
      )}
    </section>
  );
}

function MemberRow({ canvas, member, canManage }: { canvas: string; member: Member; canManage: boolean }) {
  const w = useWords();
  const roles = roleWords();
  const rights = roleRights();
  const hues = useHues();
  const me = useUser()?.id === member.user;
  const here = usePeerList().some((peer) => peer.user === member.user);
  const setRole = useSetRole(canvas);
  const remove = useRemoveMember(canvas);
  const name = member.name ?? nameOf(member.user) ?? '?';
  const failed = (error: unknown) => toast({ text: problemText(error), tone: 'bad' });
  return (
    <li className={styles.row} data-testid="member" data-user={member.user} data-role={member.role}>
      <Avatar name={name} hue={hues(member.user)} />
      <span className={styles.grow}>
        <strong>
          {name}
          {me && ` (${w.you})`}
        </strong>
        <span>{here || me ? w.here : rights[member.role]}</span>
      </span>
      {canManage ? (
        <Pick
          bare
          label={w.role(name)}
          value={member.role}
          disabled={setRole.isPending}
          testId="member-role"
          options={ROLES.map((role) => ({ value: role, label: roles[role] }))}
          onChange={(role) =>
            setRole.mutate(
              { user: member.user, role },
              { onError: failed, onSuccess: () => toast({ text: w.changed(name, roles[role]) }) },
            )
          }
        />
      ) : (
        <span className={styles.hint}>{roles[member.role]}</span>
      )}
      {(canManage || me) && (
        <IconButton
          label={me ? w.leave : w.remove(name)}
          side="left"
          size="small"
          disabled={remove.isPending}
          data-testid="remove-member"
          onClick={() => remove.mutateAsync(member.user).then(() => toast({ text: w.removed(name) }), failed)}
        >
          <UserMinus />
        </IconButton>
      )}
    </li>
  );
}
