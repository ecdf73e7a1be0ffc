/** All that ProseMirror's binding to Yjs takes of lib0's library for the DOM. */

export const doc = document;
