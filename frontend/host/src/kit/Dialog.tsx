import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { words } from '../words/words.ts';
import { IconButton } from './Button.tsx';
import styles from './Dialog.module.css';

const useWords = words({ close: ['Close', 'Schließen'] });

interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly wide?: boolean;
  readonly testId?: string;
  onClose(): void;
}

/**
 * A dialog over the page; Esc and a press beside it close it, focus goes back. What is marked with `data-first` has
 * the focus when it opens. Import it lazily. Not
 * modal in Radix's sense: its scroll lock writes a style tag, which the page's policy refuses.
 */
export default function Dialog({ title, children, wide = false, testId, onClose }: DialogProps) {
  const w = useWords();
  return (
    <Radix.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <div className={styles.veil} />
        <Radix.Content
          className={styles.dialog}
          data-wide={wide || undefined}
          data-testid={testId}
          aria-modal="true"
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            const first = (event.currentTarget as Element | null)?.querySelector<HTMLElement>('[data-first]');
            if (!first) return;
            event.preventDefault();
            first.focus({ preventScroll: true });
          }}
        >
          <div className={styles.head}>
            <Radix.Title className={styles.title}>{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton label={w.close} keys="Esc" side="left">
                <X />
              </IconButton>
            </Radix.Close>
          </div>
          <div className={styles.body}>{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
