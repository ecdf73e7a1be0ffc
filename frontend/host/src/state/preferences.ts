/**
 * Theme, language and motion: applied at once, kept on this device, and kept by the server for the person, so
 * that they are there on the next device. Not here: applying them to the page.
 */
import type { ApiClient } from '../http/index.ts';
import type { SecurityContext, UserContext } from '../security/types.ts';
import { type CanvasStore, DEFAULT_PREFERENCES } from './store.ts';
import type { UserPreferences } from './types.ts';

const KEY = 'gesso.preferences';
/** Answer of `GET /api/auth/me`. */
export interface Me extends Partial<UserContext> {
  preferences?: Partial<UserPreferences>;
}

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
    if (this.security.session().status !== 'signed-in') return;
    await this.api('/api/auth/me', { method: 'PATCH', body: { preferences: change } }).catch(() => {
      // Kept on this device in any case; the next change carries it along when the server answers again.
    });
  }

  /** Takes what the server keeps for the person who came in. */
  async follow(): Promise<void> {
    const me = await this.api<Me>('/api/auth/me').catch(() => undefined);
    if (!me) return;
    const { preferences, id: _id, ...more } = me;
    this.security.describe({ ...known(more) });
    if (preferences && Object.keys(preferences).length > 0) this.apply(preferences);
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

const known = ({ name, email, guest, roles, tenant }: Me): Partial<UserContext> => ({
  ...(name ? { name } : {}),
  ...(email ? { email } : {}),
  ...(guest === undefined ? {} : { guest }),
  ...(roles ? { roles } : {}),
  ...(tenant ? { tenant } : {}),
});

const THEMES: readonly unknown[] = ['system', 'light', 'dark'];
const MOTIONS: readonly unknown[] = ['system', 'on', 'off'];
function valid({ theme, language, reducedMotion }: Partial<UserPreferences>): Partial<UserPreferences> {
  return {
    ...(theme && THEMES.includes(theme) ? { theme } : {}),
    ...(typeof language === 'string' && /^(system|[a-z]{2,3}(-[A-Za-z0-9]+)*)$/.test(language)
      ? { language }
      : {}),
    ...(reducedMotion && MOTIONS.includes(reducedMotion) ? { reducedMotion } : {}),
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
