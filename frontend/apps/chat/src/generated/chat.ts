/**
 * Written from the Java records by a test; do not edit. After a change of the records:
 * mvn test -Dgesso.update=true
 */
export interface Message {
  id: string;
  text: string;
  userId: string;
  createdAt: string;
  replyTo?: string;
  mentions: string[];
  editedAt?: string;
  reactions: Reaction[];
  removedBy?: string;
}

export interface Chat {
  messages: Message[];
  earlier: number;
  commenters: boolean;
}

export interface Posted {
  id: string;
  text: string;
  userId: string;
  createdAt: string;
  replyTo?: string;
  mentions: string[];
}

export interface Edited {
  id: string;
  text: string;
  mentions: string[];
  editedAt?: string;
  was: string;
  wasEditedAt?: string;
}

export interface Reacted {
  id: string;
  emoji: string;
  userId: string;
  on: boolean;
}

export interface Removed {
  id: string;
  removedBy: string;
  was: Message;
}

export interface Restored {
  id: string;
  message: Message;
}

export interface Allowed {
  commenters: boolean;
}

export interface Reaction {
  emoji: string;
  users: string[];
}

export interface ChatEvents {
  'chat.posted': Posted;
  'chat.edited': Edited;
  'chat.reacted': Reacted;
  'chat.removed': Removed;
  'chat.restored': Restored;
  'chat.allowed': Allowed;
}

/** UTF-16 units after cleaning. */
export const TEXT_MAX = 4000;
export const MENTIONS_MAX = 20;
export const EMOJI_MAX = 20;
export const REACTIONS_MAX = 400;
export const KEPT_MAX = 500;
export const KEPT_UNITS = 524288;
export const MESSAGE_UNITS = 200;
export const REACTION_UNITS = 40;
