/**
 * The session of this browser, shared by its tabs: kept in local storage, refreshed by one tab at a time (a
 * refresh token is good for one use), renewed before it ends. Not here: pages for signing in.
 */
import { freshId } from '@gesso/sdk';
import { ApiError } from '../http/types.ts';
import type { SecurityContext, Session, UserContext } from './types.ts';

/** Answer of the auth routes. */
interface Granted {
  token: string;
  expiresAt: string | number;
  refreshToken: string;
  user: { id: string; name: string };
}
interface Kept {
  /** A refresh that has had no answer yet: asked again under the same name, it is the same one. */
  asking?: string;
  token: string;
  /** Unix milliseconds. */
  expiresAt: number;
  refreshToken: string;
  user: UserContext;
}
type Post = <T>(
  path: string,
  options: { method: 'POST'; body: unknown; open: true; bearer?: string; key?: string },
) => Promise<T>;

const KEY = 'gesso.session';
/** A token with less time than this is refreshed first. */
export const FRESH_MILLIS = 90_000;

export interface SessionParts {
  post: Post;
  storage: Storage;
  now?: () => number;
  /** Runs alone among all tabs. */
  exclusively?: <T>(action: () => Promise<T>) => Promise<T>;
}

export class BrowserSession implements SecurityContext {
  private state: Session = { status: 'loading', user: null };
  private readonly listeners = new Set<() => void>();
  private refreshing: Promise<Kept> | undefined;
  readonly counters = { refreshes: 0, refused: 0 };

  constructor(private readonly parts: SessionParts) {}

  session(): Session {
    return this.state;
  }
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async restore(): Promise<Session> {
    const kept = this.kept();
    this.become(kept ? { status: 'signed-in', user: kept.user } : { status: 'signed-out', user: null });
    return this.state;
  }
  /** Another tab signed in or out. */
  storageChanged(key: string | null): void {
    if (key === KEY || key === null) void this.restore();
  }

  guest(name: string): Promise<UserContext> {
    return this.enter('/api/auth/guest', { name }, { guest: true });
  }
  /** A guest who registers stays the same person: canvases and edits are kept. */
  async register(person: { email: string; password: string; name: string }): Promise<UserContext> {
    const bearer = this.kept()?.user.guest ? await this.token().catch(() => undefined) : undefined;
    return this.enter('/api/auth/register', person, { guest: false, email: person.email }, bearer);
  }
  login(person: { email: string; password: string }): Promise<UserContext> {
    return this.enter('/api/auth/login', person, { guest: false, email: person.email });
  }

  private async enter(
    path: string,
    body: unknown,
    known: { guest: boolean; email?: string },
    bearer?: string,
  ): Promise<UserContext> {
    const granted = await this.parts.post<Granted>(path, {
      method: 'POST',
      body,
      open: true,
      ...(bearer === undefined ? {} : { bearer }),
    });
    const roles = [known.guest ? 'guest' : 'member'];
    return this.keep(granted, { ...known, roles, tenant: location.host }).user;
  }

  async logout(): Promise<void> {
    const kept = this.kept();
    this.parts.storage.removeItem(KEY);
    this.become({ status: 'signed-out', user: null });
    if (kept)
      await this.parts
        .post('/api/auth/logout', { method: 'POST', body: { refreshToken: kept.refreshToken }, open: true })
        .catch(() => {}); // signed out here in any case; the token dies by itself
  }

  /** What the server tells of the person besides. */
  describe(more: Partial<UserContext>): void {
    const kept = this.kept();
    if (!kept) return;
    this.store({ ...kept, user: { ...kept.user, ...more } });
  }

  async token(): Promise<string> {
    return (await this.access()).token;
  }
  async renew(token: string): Promise<string> {
    return (await this.access(token)).token;
  }
  /** A token that is good for a while and is not the refused one. */
  async access(refused?: string): Promise<{ token: string; expiresAt: number }> {
    const kept = this.kept();
    if (!kept) throw signedOut();
    const good = kept.token !== refused && kept.expiresAt - this.now() > FRESH_MILLIS;
    return good ? kept : this.refresh(refused);
  }

  private refresh(refused: string | undefined): Promise<Kept> {
    this.refreshing ??= this.alone(() => this.refreshNow(refused)).finally(() => {
      this.refreshing = undefined;
    });
    return this.refreshing;
  }

  private async refreshNow(refused: string | undefined): Promise<Kept> {
    const kept = this.kept();
    if (!kept) throw signedOut();
    // Another tab may have done it while this one waited for its turn.
    if (kept.token !== refused && kept.expiresAt - this.now() > FRESH_MILLIS) return kept;
    const key = kept.asking ?? freshId();
    if (!kept.asking) this.parts.storage.setItem(KEY, JSON.stringify({ ...kept, asking: key }));
    try {
      const granted = await this.parts.post<Granted>('/api/auth/refresh', {
        method: 'POST',
        body: { refreshToken: kept.refreshToken },
        open: true,
        key,
      });
      this.counters.refreshes++;
      return this.keep({ ...granted, user: granted.user ?? kept.user }, kept.user);
    } catch (error) {
      if (error instanceof ApiError && (error.status === 401 || error.status === 403)) {
        this.counters.refused++;
        this.parts.storage.removeItem(KEY);
        this.become({ status: 'signed-out', user: null });
      } else if (kept.token !== refused && kept.expiresAt > this.now()) {
        return kept; // no answer just now; the old one still holds
      }
      throw error;
    }
  }

  private alone<T>(action: () => Promise<T>): Promise<T> {
    if (this.parts.exclusively) return this.parts.exclusively(action);
    return action();
  }

  private keep(granted: Granted, person: Omit<UserContext, 'id' | 'name'>): Kept {
    const { token, refreshToken } = granted;
    const life = lifeOf(token);
    const told = typeof granted.expiresAt === 'number' ? granted.expiresAt : Date.parse(granted.expiresAt);
    const expiresAt = life === undefined ? told : this.now() + life;
    const user: UserContext = { ...person, id: granted.user.id, name: granted.user.name };
    return this.store({ token, refreshToken, expiresAt, user });
  }
  private store(kept: Kept): Kept {
    this.parts.storage.setItem(KEY, JSON.stringify(kept));
    this.become({ status: 'signed-in', user: kept.user });
    return kept;
  }
  private kept(): Kept | undefined {
    try {
      const kept = JSON.parse(this.parts.storage.getItem(KEY) ?? 'null') as Kept | null;
      return kept?.refreshToken && kept.user?.id ? kept : undefined;
    } catch {
      return undefined;
    }
  }
  private become(next: Session): void {
    const before = this.state;
    if (before.status === next.status && JSON.stringify(before.user) === JSON.stringify(next.user)) return;
    this.state = next;
    for (const listener of [...this.listeners]) listener();
  }
  private now(): number {
    return this.parts.now?.() ?? Date.now();
  }
}

const signedOut = (): ApiError =>
  new ApiError(401, 'unauthenticated', 'Signed out', 'Enter again to go on.', undefined, [], undefined);

/**
 * Milliseconds that a token lives, by its own claims: it was made just now, whatever the clock of this machine says. By
 * the server's time alone, one that is an hour ahead would have each token renewed at every call.
 */
function lifeOf(token: string): number | undefined {
  try {
    const claims = (token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
    const { iat, exp } = JSON.parse(atob(claims)) as { iat: number; exp: number };
    return exp > iat ? (exp - iat) * 1_000 : undefined;
  } catch {
    return undefined;
  }
}
