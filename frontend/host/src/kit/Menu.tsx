import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { IconButton } from './Button.tsx';
import styles from './Menu.module.css';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly keys?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** Why it cannot be used now, or what it does. */
  readonly note?: string;
  run(): void;
}

/** Items with lines between the groups. */
export type MenuGroups = readonly (readonly MenuItem[])[];

const fetchMenu = () => import('./MenuList.tsx');
const MenuList = lazy(fetchMenu);

interface MenuButtonProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly groups: () => MenuGroups;
  readonly size?: 'medium' | 'small';
  readonly header?: ReactNode;
  readonly align?: 'start' | 'end';
  readonly testId?: string;
  readonly tabIndex?: number;
}

/**
 * A button with a menu. The menu's code comes when the pointer nears or the button gets focus, so the
 * shell stays small.
 */
export function MenuButton({
  label,
  icon,
  groups,
  size = 'small',
  header,
  align = 'end',
  testId,
  tabIndex,
}: MenuButtonProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <span className={styles.anchor}>
      <IconButton
        ref={button}
        label={label}
        size={size}
        side="left"
        tabIndex={tabIndex}
        aria-haspopup="menu"
        aria-expanded={open}
        data-testid={testId}
        onPointerEnter={fetchMenu}
        onFocus={fetchMenu}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          event.stopPropagation();
          setOpen(true);
        }}
      >
        {icon}
      </IconButton>
      {open && (
        <Suspense fallback={null}>
          <MenuList
            groups={groups()}
            header={header}
            align={align}
            button={button}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </span>
  );
}
