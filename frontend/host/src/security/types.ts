/** The person at this browser. */
export interface UserContext {
  id: string;
  name: string;
  email?: string;
  guest: boolean;
  roles: readonly string[];
  tenant: string;
}
export type SessionStatus = 'loading' | 'signed-out' | 'signed-in';
export interface Session {
  status: SessionStatus;
  user: UserContext | null;
}
/** Who is at this browser, and the token that proves it. Tokens never leave this module but to `http` and `live`. */
export interface SecurityContext {
  session(): Session;
  subscribe(listener: () => void): () => void;
  /** Takes up the session of an earlier visit, if any. Called once at start. */
  restore(): Promise<Session>;
  guest(name: string): Promise<UserContext>;
  register(person: { email: string; password: string; name: string }): Promise<UserContext>;
  login(person: { email: string; password: string }): Promise<UserContext>;
  logout(): Promise<void>;
  /** A token good for at least 30 s more; refreshes before expiry. Rejects with ApiError 401 when signed out. */
  token(): Promise<string>;
  /** Forces a refresh, after the server answered 401 to `token`. */
  renew(token: string): Promise<string>;
}
