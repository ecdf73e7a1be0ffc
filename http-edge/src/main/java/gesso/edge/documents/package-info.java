/**
 * The API's own description, and what follows from it. The documents are written by hand and held
 * to the routes by tests; nothing generates them.
 */
@NullMarked
package gesso.edge.documents;

import org.jspecify.annotations.NullMarked;
