import type { Role } from '@gesso/sdk/protocol';
import { Check, Copy, Link2, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { copy } from '../board/edits.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { Pick } from '../kit/Field.tsx';
import { Bone, Later } from '../kit/Skeleton.tsx';
import { announce, toast } from '../kit/toasts.ts';
import { shareUrl, useCreateLink, useLinks, useRevokeLink } from '../people/index.ts';
import type { ShareLink } from '../people/types.ts';
import { problemText } from '../words/problems.ts';
import { roleRights, roleWords } from '../words/roles.ts';
import { exact } from '../words/time.tsx';
import { useLanguage, words } from '../words/words.ts';
import own from './Links.module.css';
import styles from './Panel.module.css';

const useWords = words({
  title: ['Share by link', 'Per Link teilen'],
  text: [
    'Whoever has the link joins with its role, with only a name.',
    'Wer den Link hat, tritt mit seiner Rolle bei, es genügt ein Name.',
  ],
  role: ['People can', 'Damit darf man'],
  lasts: ['Valid', 'Gültig'],
  forever: ['until revoked', 'bis zum Zurückziehen'],
  hour: ['for an hour', 'eine Stunde'],
  day: ['for a day', 'einen Tag'],
  week: ['for a week', 'eine Woche'],
  create: ['Create link', 'Link anlegen'],
  copy: ['Copy', 'Kopieren'],
  copied: ['Copied', 'Kopiert'],
  revoke: ['Revoke link', 'Link zurückziehen'],
  revoked: [
    'The link was revoked. People who joined by it stay members.',
    'Der Link wurde zurückgezogen. Wer damit beigetreten ist, bleibt Mitglied.',
  ],
  until: ['until', 'bis'],
  runOut: ['has run out', 'abgelaufen'],
  link: [(role: string) => `Share link, ${role}`, (role: string) => `Link, ${role}`],
  again: ['Try again', 'Erneut versuchen'],
});

const HOUR = 3_600_000;
const SPANS = { forever: 0, hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR } as const;
type Span = keyof typeof SPANS;
const LINK_ROLES: readonly Role[] = ['editor', 'commenter', 'viewer', 'analyst'];

/** The share links of a canvas: make, copy, revoke. */
export function Links({ canvas }: { readonly canvas: string }) {
  const w = useWords();
  const roles = roleWords();
  const rights = roleRights();
  const links = useLinks(canvas);
  const create = useCreateLink(canvas);
  const [role, setRole] = useState<Role>('editor');
  const [span, setSpan] = useState<Span>('forever');
  const make = () =>
    create.mutate(
      {
        role,
        ...(span === 'forever' ? {} : { expiresAt: new Date(Date.now() + SPANS[span]).toISOString() }),
      },
      { onError: (error) => toast({ text: problemText(error), tone: 'bad' }) },
    );
  return (
    <section className={styles.section}>
      <h3>{w.title}</h3>
      <p className={styles.hint}>{w.text}</p>
      <div className={styles.line}>
        <Pick<Role>
          bare
          label={w.role}
          value={role}
          testId="link-role"
          options={LINK_ROLES.map((one) => ({
            value: one,
            label: `${roles[one]}: ${rights[one].toLowerCase()}`,
          }))}
          onChange={setRole}
        />
        <Pick<Span>
          bare
          label={w.lasts}
          value={span}
          testId="link-span"
          options={(Object.keys(SPANS) as Span[]).map((one) => ({ value: one, label: w[one] }))}
          onChange={setSpan}
        />
        <Button
          kind="primary"
          icon={<Link2 />}
          busy={create.isPending}
          data-testid="create-link"
          onClick={make}
        >
          {w.create}
        </Button>
      </div>
      {links.isPending ? (
        <Later>
          <Bone h={56} />
        </Later>
      ) : links.isError ? (
        <div className={styles.bad} role="alert">
          {problemText(links.error)}{' '}
          <Button size="small" onClick={() => links.refetch()}>
            {w.again}
          </Button>
        </div>
      ) : (
        <ul className={own.links} data-testid="link-list">
          {links.data.map((link) => (
            <LinkRow key={link.id} canvas={canvas} link={link} />
          ))}
        </ul>
      )}
    </section>
  );
}

function LinkRow({ canvas, link }: { readonly canvas: string; readonly link: ShareLink }) {
  const w = useWords();
  const roles = roleWords();
  const language = useLanguage();
  const revoke = useRevokeLink(canvas);
  const [copied, setCopied] = useState(false);
  const url = shareUrl(link);
  const field = useRef<HTMLInputElement>(null);
  const copyUrl = () => {
    copy(url).then((done) => {
      setCopied(done);
      if (done) announce(w.copied);
      else field.current?.select();
    });
  };
  const ends = link.expiresAt ? Date.parse(link.expiresAt) : undefined;
  return (
    <li className={own.link} data-testid="share-link" data-role={link.role}>
      <div className={own.facts}>
        <p>
          <strong>{roles[link.role]}</strong>
          {ends !== undefined && (
            <span>{ends < Date.now() ? w.runOut : `${w.until} ${exact(ends, language)}`}</span>
          )}
        </p>
        <Button size="small" icon={copied ? <Check /> : <Copy />} data-testid="copy-link" onClick={copyUrl}>
          {copied ? w.copied : w.copy}
        </Button>
        <IconButton
          label={w.revoke}
          side="left"
          size="small"
          disabled={revoke.isPending}
          data-testid="revoke-link"
          onClick={() =>
            revoke.mutateAsync(link.id).then(
              () => toast({ text: w.revoked }),
              (error) => toast({ text: problemText(error), tone: 'bad' }),
            )
          }
        >
          <Trash2 />
        </IconButton>
      </div>
      <input
        ref={field}
        className={own.url}
        readOnly
        value={url}
        aria-label={w.link(roles[link.role])}
        data-testid="link-url"
        onFocus={(event) => event.currentTarget.select()}
      />
    </li>
  );
}
