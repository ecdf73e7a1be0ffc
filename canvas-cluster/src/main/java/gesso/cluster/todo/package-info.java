/**
 * The backend of the Todo app: its items and what may happen to them. Who may do it, and anything
 * that two apps share, is not decided here.
 */
@NullMarked
package gesso.cluster.todo;

import org.jspecify.annotations.NullMarked;
