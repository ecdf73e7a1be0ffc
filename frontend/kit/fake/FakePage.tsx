/**
 * One app alone: two people side by side with what each may see and suffer, the events, the app's settings and its
 * preview. Not here: the canvas around it (`./gesso dev`).
 */
import type { JsonObject, Role } from '@gesso/sdk';
import { type FormEvent, useEffect, useId, useState } from 'react';
import styles from './Fake.module.css';
import { FakeSettings, FakeWidget, type Modules, useFake } from './FakeWidget.tsx';
import type { FakeHost } from './host.ts';
import type { FakeSession } from './session.ts';

/** Pixels of one cell and of the gap between two, as on a canvas of 1,280 pixels. */
const CELL = { w: 78, h: 72, gap: 24 };
const ROLES: readonly Role[] = ['owner', 'editor', 'commenter', 'viewer'];
const LOCALES = ['en', 'de'];

export interface Sizes {
  min: { w: number; h: number };
  max: { w: number; h: number };
}
export interface FakePageProps {
  host: FakeHost;
  modules: Modules;
  title: string;
  sizes: Sizes;
}

export function FakePage({ host, modules, title, sizes }: FakePageProps) {
  useFake(host);
  return (
    <div className={styles.page}>
      <header>
        <h1>{title}</h1>
        <p>Two people, no server. What you do here is gone with a reload.</p>
      </header>
      <main className={styles.people}>
        {host.sessions.map((session) => (
          <PersonView key={session.id} session={session} modules={modules} sizes={sizes} />
        ))}
      </main>
      <aside className={styles.below}>
        <Events host={host} />
        <State host={host} />
        <section aria-label="Preview">
          <h2>Preview</h2>
          <div className={styles.preview} data-testid="preview">
            <modules.Preview theme={host.sessions[0]?.look.theme ?? 'light'} />
          </div>
        </section>
      </aside>
    </div>
  );
}

interface PersonProps {
  session: FakeSession;
  modules: Modules;
  sizes: Sizes;
}

function PersonView({ session, modules, sizes }: PersonProps) {
  const [settings, setSettings] = useState(false);
  const { user, look, refusal, badge, pending } = session;
  const { w, h } = look.size;
  useEffect(() => {
    session.openSettings = () => setSettings(true);
  }, [session]);
  const frame = {
    width: w * CELL.w + (w - 1) * CELL.gap,
    height: h * CELL.h + (h - 1) * CELL.gap,
    colorScheme: look.theme,
  };
  return (
    <section className={styles.person} aria-label={user.name} data-testid={`person-${user.id}`}>
      <h2>
        {user.name}
        {badge > 0 && <span className={styles.badge}>{badge}</span>}
        <small>{pending.length === 0 ? 'all durable' : `${pending.length} under way`}</small>
        <button type="button" onClick={() => setSettings(!settings)} aria-expanded={settings}>
          Settings
        </button>
      </h2>
      <Controls session={session} sizes={sizes} />
      {refusal !== undefined && (
        <p className={styles.refusal} role="status">
          {refusal}
        </p>
      )}
      <div
        className={styles.frame}
        style={frame}
        lang={look.locale}
        data-theme={look.theme}
        data-testid={`app-${user.id}`}
        onInput={() => session.types()}
      >
        <FakeWidget session={session} module={modules.Widget} />
      </div>
      {settings && (
        <div className={styles.frame} style={{ colorScheme: look.theme }} data-testid={`settings-${user.id}`}>
          <FakeSettings session={session} Settings={modules.Settings} />
        </div>
      )}
    </section>
  );
}

function Controls({ session, sizes }: { session: FakeSession; sizes: Sizes }) {
  const { look, trouble } = session;
  const id = useId();
  const slider = (side: 'w' | 'h', label: string) => (
    <label htmlFor={id + side}>
      {label} {look.size[side]}
      <input
        id={id + side}
        type="range"
        min={sizes.min[side]}
        max={sizes.max[side]}
        value={look.size[side]}
        onChange={(event) => session.change({ size: { ...look.size, [side]: Number(event.target.value) } })}
      />
    </label>
  );
  const tick = (label: string, checked: boolean, change: (on: boolean) => void) => (
    <label>
      <input type="checkbox" checked={checked} onChange={(event) => change(event.target.checked)} />
      {label}
    </label>
  );
  return (
    <fieldset className={styles.controls} aria-label={`How it is for ${session.user.name}`}>
      <label htmlFor={`${id}r`}>
        Role
        <select
          id={`${id}r`}
          value={look.role}
          onChange={(event) => session.change({ role: event.target.value as Role })}
        >
          {ROLES.map((role) => (
            <option key={role}>{role}</option>
          ))}
        </select>
      </label>
      <label htmlFor={`${id}l`}>
        Language
        <select
          id={`${id}l`}
          value={look.locale}
          onChange={(event) => session.change({ locale: event.target.value })}
        >
          {LOCALES.map((locale) => (
            <option key={locale}>{locale}</option>
          ))}
        </select>
      </label>
      {slider('w', 'Width')}
      {slider('h', 'Height')}
      <label htmlFor={`${id}d`}>
        Delay {trouble.latency} ms
        <input
          id={`${id}d`}
          type="range"
          min={0}
          max={3000}
          step={100}
          value={trouble.latency}
          onChange={(event) => session.suffer({ latency: Number(event.target.value) })}
        />
      </label>
      {tick('Dark', look.theme === 'dark', (on) => session.change({ theme: on ? 'dark' : 'light' }))}
      {tick('Less motion', look.reducedMotion, (on) => session.change({ reducedMotion: on }))}
      {tick('Offline', trouble.offline, (offline) => session.suffer({ offline }))}
      {tick('Refuse edits', trouble.refuse, (refuse) => session.suffer({ refuse }))}
    </fieldset>
  );
}

function Events({ host }: { host: FakeHost }) {
  const [type, setType] = useState('todo.toggled');
  const [data, setData] = useState('{"id": "a", "done": true}');
  const [wrong, setWrong] = useState<string>();
  const emit = (event: FormEvent) => {
    event.preventDefault();
    try {
      host.world.emit({ type, data: JSON.parse(data) as JsonObject }, host.people[1]?.id ?? 'bob');
      setWrong(undefined);
    } catch (error) {
      setWrong(String(error));
    }
  };
  return (
    <section aria-label="Events">
      <h2>Events</h2>
      <form className={styles.emit} onSubmit={emit}>
        <input
          aria-label="Type of the event"
          value={type}
          onChange={(event) => setType(event.target.value)}
        />
        <input
          aria-label="Data of the event"
          value={data}
          onChange={(event) => setData(event.target.value)}
        />
        <button type="submit">Emit from elsewhere</button>
      </form>
      {wrong && <p role="alert">{wrong}</p>}
      <ol className={styles.log} data-testid="events">
        {host.world.log.toReversed().map((line) => (
          <li key={line.n}>
            <b>{line.type}</b> <i>{line.by}</i> <code>{JSON.stringify(line.data)}</code>
          </li>
        ))}
      </ol>
    </section>
  );
}

function State({ host }: { host: FakeHost }) {
  const { state, config } = host.world.widget;
  return (
    <section aria-label="State">
      <h2>State</h2>
      <pre data-testid="state">{JSON.stringify({ config, state }, null, 2)}</pre>
    </section>
  );
}
