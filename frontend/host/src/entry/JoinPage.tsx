import { useEffect, useRef } from 'react';
import openingStyles from '../app/Opening.module.css';
import { Opening } from '../app/Opening.tsx';
import { canvasPath, go } from '../app/router.tsx';
import { ApiError } from '../http/index.ts';
import { Button } from '../kit/Button.tsx';
import { DoorDrawing, UnpluggedDrawing } from '../kit/Drawings.tsx';
import { Notice } from '../kit/Notice.tsx';
import { useJoinLink } from '../people/index.ts';
import { problemText, referenceOf } from '../words/problems.ts';
import { words } from '../words/words.ts';

const useWords = words({
  gone: ['This link does not open anything any more', 'Dieser Link öffnet nichts mehr'],
  goneText: [
    'It was revoked or has run out. Ask the person who sent it for a new one.',
    'Er wurde zurückgezogen oder ist abgelaufen. Bitte die Person, die ihn geschickt hat, um einen neuen.',
  ],
  failed: ['The canvas could not be joined yet', 'Die Leinwand war noch nicht erreichbar'],
  again: ['Try again', 'Erneut versuchen'],
  home: ['Go to my canvases', 'Zu meinen Leinwänden'],
  reference: ['Reference', 'Referenz'],
});

/** Takes up a share link and goes on to its canvas; the secret does not stay in the address. */
export default function JoinPage({ link }: { readonly link: string }) {
  const w = useWords();
  const { mutate, error, isPending } = useJoinLink();
  const asked = useRef('');
  const join = () => mutate(link, { onSuccess: ({ canvas }) => go(canvasPath(canvas), { replace: true }) });
  const first = useRef(join);
  first.current = join;
  useEffect(() => {
    // Once per link, also when React runs effects twice.
    if (asked.current === link) return;
    asked.current = link;
    first.current();
  }, [link]);
  if (!error || isPending) return <Opening />;
  const dead = error instanceof ApiError && [400, 404, 410].includes(error.status);
  return (
    <main className={openingStyles.opening}>
      <Notice
        page
        tone="bad"
        testId="join-error"
        drawing={dead ? <DoorDrawing /> : <UnpluggedDrawing />}
        title={dead ? w.gone : w.failed}
        reference={dead ? undefined : referenceOf(error)}
        referenceLabel={w.reference}
        actions={
          <>
            {!dead && (
              <Button kind="primary" onClick={join}>
                {w.again}
              </Button>
            )}
            <Button onClick={() => go('/')}>{w.home}</Button>
          </>
        }
      >
        {dead ? w.goneText : problemText(error)}
      </Notice>
    </main>
  );
}
