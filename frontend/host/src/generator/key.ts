/** Where a person's draft of an app is kept; by itself, so that signing out forgets it without loading the rest. */
export const draftKey = (user: string): string => `gesso.make.${user}`;
