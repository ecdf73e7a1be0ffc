import { useEffect, useRef } from 'react';
import { mayEdit } from '../canvas/rights.ts';
import { announce, toast } from '../kit/toasts.ts';
import { dismissNotice, useCanvasMeta, useNotices, useStatus } from '../state/index.ts';
import { statusText } from './Status.tsx';
import { boardWords } from './words.ts';

/** Tells what the canvas reports: refused edits with their reason, a changed role, a lost connection. */
export function useTold(): void {
  const notices = useNotices();
  const told = useRef(0);
  useEffect(() => {
    for (const notice of notices) {
      if (notice.n <= told.current) continue;
      told.current = notice.n;
      toast({ text: notice.text, tone: 'bad' });
      dismissNotice(notice.n);
    }
  }, [notices]);

  const role = useCanvasMeta()?.role;
  const canEdit = role && mayEdit(role);
  const before = useRef(canEdit);
  useEffect(() => {
    const w = boardWords.now();
    if (before.current === true && canEdit === false) toast({ text: w.nowViewer });
    if (before.current === false && canEdit === true) toast({ text: w.nowEditor });
    before.current = canEdit;
  }, [canEdit]);

  const status = useStatus();
  const kind = useRef(status.kind);
  useEffect(() => {
    // Saving comes and goes with every edit; only what interrupts work is spoken.
    const { kind: now } = status;
    const lost = now === 'offline' || now === 'reconnecting';
    const back = (kind.current === 'offline' || kind.current === 'reconnecting') && !lost;
    if ((lost && now !== kind.current) || back) announce(statusText(status, boardWords.now()).text);
    kind.current = now;
  }, [status]);
}
