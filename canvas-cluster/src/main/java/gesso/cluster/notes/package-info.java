/**
 * The backend of the Notes app: the changes that make up a text which several people type at once.
 * What they say is Yjs's to know; here they are opaque values, whose outer form alone is looked at.
 */
@NullMarked
package gesso.cluster.notes;

import org.jspecify.annotations.NullMarked;
