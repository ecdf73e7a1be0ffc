import type { Role } from '@gesso/sdk/protocol';

export interface CanvasListItem {
  id: string;
  title: string;
  role: Role;
  revision?: number;
  widgets?: number;
  createdAt?: string;
  updatedAt?: string;
}
export interface Member {
  user: string;
  name?: string;
  role: Role;
}
export interface ShareLink {
  id: string;
  /** The secret to put behind `/join/`. */
  link: string;
  url: string;
  role: Role;
  expiresAt?: string | null;
}

/** Its owner can bring it back until then. */
export interface DeletedCanvas {
  id: string;
  title: string;
  widgets: number;
  deletedAt: string;
  restorableUntil: string;
}
