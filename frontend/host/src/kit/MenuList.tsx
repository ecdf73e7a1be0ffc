import { DropdownMenu } from 'radix-ui';
import { Fragment, type ReactNode, type RefObject } from 'react';
import styles from './Menu.module.css';
import type { MenuGroups } from './Menu.tsx';

interface MenuListProps {
  readonly groups: MenuGroups;
  readonly header?: ReactNode;
  readonly align: 'start' | 'end';
  readonly button: RefObject<HTMLButtonElement | null>;
  onClose(): void;
}

/** The open menu; loaded on demand by MenuButton, whose button gets the focus back. */
export default function MenuList({ groups, header, align, button, onClose }: MenuListProps) {
  const used = groups.filter((group) => group.length > 0);
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <DropdownMenu.Trigger asChild>
        <span className={styles.place} aria-hidden="true" tabIndex={-1} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={styles.menu}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          aria-label={button.current?.ariaLabel ?? undefined}
          onInteractOutside={(event) => {
            if (button.current?.contains(event.target as Node)) event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // Something else may have taken the focus by purpose (a panel, a name being typed).
            if (document.activeElement === document.body) button.current?.focus();
          }}
        >
          {header && <div className={styles.header}>{header}</div>}
          {used.map((group, index) => (
            <Fragment key={group[0]?.id}>
              {index > 0 && <DropdownMenu.Separator className={styles.line} />}
              {group.map((item) => (
                <DropdownMenu.Item
                  key={item.id}
                  className={styles.item}
                  data-danger={item.danger || undefined}
                  data-testid={`menu-${item.id}`}
                  disabled={item.disabled ?? false}
                  onSelect={() => {
                    onClose();
                    // After the menu is gone, so that what opens keeps the focus that it takes.
                    setTimeout(item.run);
                  }}
                >
                  {item.icon}
                  <span>
                    {item.label}
                    {item.note && <small>{item.note}</small>}
                  </span>
                  {item.keys && <kbd>{item.keys}</kbd>}
                </DropdownMenu.Item>
              ))}
            </Fragment>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
