/** Who may send what, as far as the page can tell: the rest is for the server to refuse. Pure. */
import type { Role } from '@gesso/sdk/protocol';

const EDITORS: ReadonlySet<Role | undefined> = new Set<Role | undefined>(['owner', 'editor']);
const COMMENTERS: ReadonlySet<Role | undefined> = new Set([...EDITORS, 'commenter'] as const);
const OWNERS_ONLY: ReadonlySet<string> = new Set(['configure-grid']);
const COMMENTS: ReadonlySet<string> = new Set([
  'comment',
  'edit-comment',
  'remove-comment',
  'restore-comment',
]);

export const mayEdit = (role: Role | undefined): boolean => EDITORS.has(role);
export const mayComment = (role: Role | undefined): boolean => COMMENTERS.has(role);
export const isForOwners = (command: string): boolean => OWNERS_ONLY.has(command);
/** A command or an event of an app's backend, such as `todo.add`. */
export const isOfApp = (name: string): boolean => name.includes('.');

/** Nothing is known yet without a role. Which commands an app opens to commenters is for its backend to say. */
export function maySend(role: Role | undefined, command: string): boolean {
  if (role === undefined) return true;
  if (isForOwners(command)) return role === 'owner';
  return COMMENTS.has(command) || isOfApp(command) ? mayComment(role) : mayEdit(role);
}
