/**
 * Theme, language and motion: applied at once, kept on this device, and kept by the server for the person, so
 * that they are there on the next device. Not here: applying them to the page.
 */
import type { ApiClient } from '../http/index.ts';
import type { SecurityContext, UserContext } from '../security/types.ts';
import { type CanvasStore, DEFAULT_PREFERENCES } from './store.ts';
import type { UserPreferences } from './types.ts';

const KEY = 'gesso.preferences';
/** Preferences in the server's words. `und` is the language tag for "not told". */
interface Wire {
  theme?: UserPreferences['theme'];
  reducedMotion?: UserPreferences['reducedMotion'];
  language?: string;
  recommendations?: UserPreferences['recommendations'];
}
const WORDS: ReadonlySet<string> = new Set(['theme', 'reducedMotion', 'language', 'recommendations']);
/** Answer of `GET /api/auth/me`. */
interface Me {
  id: string;
  name: string;
  email?: string;
  guest: boolean;
  preferences: Wire;
}

const toWire = ({ theme, reducedMotion, language, recommendations }: Partial<UserPreferences>): Wire => ({
  ...(theme ? { theme } : {}),
  ...(reducedMotion ? { reducedMotion } : {}),
  ...(language ? { language: language === 'system' ? 'und' : language } : {}),
  ...(recommendations ? { recommendations } : {}),
});
const fromWire = ({ theme, reducedMotion, language, recommendations }: Wire): Partial<UserPreferences> => ({
  ...(theme ? { theme } : {}),
  ...(reducedMotion ? { reducedMotion } : {}),
  ...(language ? { language: language === 'und' ? 'system' : language } : {}),
  ...(recommendations ? { recommendations } : {}),
});

export class PreferenceKeeper {
  constructor(
    private readonly api: ApiClient,
    private readonly storage: Storage,
    private readonly store: CanvasStore,
    private readonly security: Pick<SecurityContext, 'session'> & {
      describe(more: Partial<UserContext>): void;
    },
  ) {
    this.apply(kept(storage));
  }

  async set(change: Partial<UserPreferences>): Promise<void> {
    this.apply(change);
    const { user } = this.security.session();
    if (!user) return;
    this.remember(user.id, { ...this.unsent(user.id), ...toWire(change) });
    await this.send(user.id).catch(() => {}); // sent with the next visit at the latest
  }

  /** Brings the server what it does not have yet, then takes what it keeps for the person who came in. */
  async follow(): Promise<void> {
    const { user } = this.security.session();
    if (!user) return;
    try {
      await this.send(user.id);
      const { name, email, guest, preferences } = await this.api<Me>('/api/auth/me');
      const roles = [guest ? 'guest' : 'member'];
      this.security.describe({ name, guest, roles, ...(email ? { email } : {}) });
      this.apply(fromWire(preferences));
    } catch {
      // No answer just now: what this device keeps holds until the next visit.
    }
  }

  private async send(user: string): Promise<void> {
    const wanted = this.unsent(user);
    if (Object.keys(wanted).length === 0) return;
    await this.api('/api/auth/preferences', { method: 'PATCH', body: wanted });
    this.remember(user, {});
  }
  private unsent(user: string): Wire {
    try {
      const kept = JSON.parse(this.storage.getItem(`${KEY}.unsent|${user}`) ?? '{}') as Wire;
      // A word that the server does not know would keep all the others from it.
      return Object.fromEntries(Object.entries(kept).filter(([name]) => WORDS.has(name)));
    } catch {
      return {};
    }
  }
  private remember(user: string, wanted: Wire): void {
    try {
      if (Object.keys(wanted).length === 0) this.storage.removeItem(`${KEY}.unsent|${user}`);
      else this.storage.setItem(`${KEY}.unsent|${user}`, JSON.stringify(wanted));
    } catch {
      // No room: it holds for this visit and this device.
    }
  }

  private apply(change: Partial<UserPreferences>): void {
    const next = { ...this.store.getState().preferences, ...valid(change) };
    this.store.setState({ preferences: next });
    try {
      this.storage.setItem(KEY, JSON.stringify(next));
    } catch {
      // Kept for this visit only.
    }
  }
}

const THEMES: readonly unknown[] = ['system', 'light', 'dark'];
const MOTIONS: readonly unknown[] = ['system', 'on', 'off'];
function valid(wanted: Partial<UserPreferences>): Partial<UserPreferences> {
  const { theme, language, reducedMotion, recommendations } = wanted;
  return {
    ...(theme && THEMES.includes(theme) ? { theme } : {}),
    ...(typeof language === 'string' && /^(system|[a-z]{2,3}(-[A-Za-z0-9]+)*)$/.test(language)
      ? { language }
      : {}),
    ...(reducedMotion && MOTIONS.includes(reducedMotion) ? { reducedMotion } : {}),
    ...(recommendations === 'on' || recommendations === 'off' ? { recommendations } : {}),
  };
}

function kept(storage: Storage): Partial<UserPreferences> {
  try {
    return {
      ...DEFAULT_PREFERENCES,
      ...(JSON.parse(storage.getItem(KEY) ?? '{}') as Partial<UserPreferences>),
    };
  } catch {
    return DEFAULT_PREFERENCES;
  }
}
