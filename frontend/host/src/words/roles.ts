import type { Role } from '@gesso/sdk/protocol';
import { words } from './words.ts';

/** What each role is called. */
export const roleWords = words({
  owner: ['Owner', 'Besitz'],
  editor: ['Editor', 'Bearbeiten'],
  commenter: ['Commenter', 'Kommentieren'],
  viewer: ['Viewer', 'Ansehen'],
  analyst: ['Analyst', 'Analyse'],
} satisfies Record<Role, readonly [string, string]>);

/** What each role may do, in a person's words. */
export const roleRights = words({
  owner: ['Everything, members and links too', 'Alles, auch Mitglieder und Links'],
  editor: ['Change the canvas and its apps', 'Leinwand und Apps ändern'],
  commenter: ['Look and comment', 'Ansehen und kommentieren'],
  viewer: ['Look, not change', 'Ansehen, nicht ändern'],
  analyst: ['Read and history, unseen by others', 'Lesen und Verlauf, für andere unsichtbar'],
} satisfies Record<Role, readonly [string, string]>);
