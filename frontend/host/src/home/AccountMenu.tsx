import { BadgeCheck, Home, LogOut, Settings2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { go } from '../app/router.tsx';
import { Avatar } from '../kit/Avatar.tsx';
import { MenuButton, type MenuItem } from '../kit/Menu.tsx';
import { hueOf } from '../kit/people.ts';
import { toast } from '../kit/toasts.ts';
import { security, useUser } from '../security/index.ts';
import { problemText } from '../words/problems.ts';
import { words } from '../words/words.ts';
import styles from './AccountMenu.module.css';

const Preferences = lazy(() => import('./Preferences.tsx'));
const KeepAccount = lazy(() => import('./KeepAccount.tsx'));

const useWords = words({
  account: [(name: string) => `${name}: account`, (name: string) => `${name}: Konto`],
  home: ['My canvases', 'Meine Leinwände'],
  preferences: ['Preferences', 'Einstellungen'],
  register: ['Register to keep your canvases', 'Registrieren, um alles zu behalten'],
  out: ['Sign out', 'Abmelden'],
  guest: ['Guest', 'Gast'],
  guestOut: [
    'Nobody can open a guest’s canvases after that, unless they are shared',
    'Danach kann niemand mehr die Leinwände eines Gastes öffnen, wenn sie nicht geteilt sind',
  ],
});

interface AccountMenuProps {
  /** The person's colour here; without it the one of the home page. */
  readonly hue?: string | undefined;
  readonly fromCanvas?: boolean;
}

/** Who I am here ([S4]: name, roles, tenant), preferences and the way out. */
export function AccountMenu({ hue, fromCanvas = false }: AccountMenuProps) {
  const w = useWords();
  const user = useUser();
  const [open, setOpen] = useState<'preferences' | 'register'>();
  if (!user) return null;
  const groups = (): MenuItem[][] => [
    [
      ...(fromCanvas ? [{ id: 'home', label: w.home, icon: <Home />, run: () => go('/') }] : []),
      { id: 'preferences', label: w.preferences, icon: <Settings2 />, run: () => setOpen('preferences') },
      ...(user.guest
        ? [{ id: 'register', label: w.register, icon: <BadgeCheck />, run: () => setOpen('register') }]
        : []),
    ],
    [
      {
        id: 'sign-out',
        label: w.out,
        icon: <LogOut />,
        ...(user.guest ? { note: w.guestOut } : {}),
        run: () => {
          security.logout().catch((error: unknown) => toast({ text: problemText(error), tone: 'bad' }));
        },
      },
    ],
  ];
  return (
    <>
      <MenuButton
        label={w.account(user.name)}
        icon={<Avatar name={user.name} hue={hue ?? hueOf(user.id, '')} />}
        groups={groups}
        size="medium"
        testId="account"
        header={
          <div className={styles.who} data-testid="user-context">
            <Avatar name={user.name} hue={hue ?? hueOf(user.id, '')} size={32} />
            <div>
              <strong>{user.name}</strong>
              <span>{user.email ?? (user.guest ? w.guest : '')}</span>
              <span>{[user.tenant, ...user.roles].filter(Boolean).join(' · ')}</span>
            </div>
          </div>
        }
      />
      <Suspense fallback={null}>
        {open === 'preferences' && <Preferences onClose={() => setOpen(undefined)} />}
        {open === 'register' && <KeepAccount name={user.name} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </>
  );
}
