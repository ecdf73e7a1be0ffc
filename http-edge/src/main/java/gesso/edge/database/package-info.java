/**
 * The edge's way to the database: one small pool, blocking calls on virtual threads. What is asked
 * is each feature's business; no event is ever written from here.
 */
@NullMarked
package gesso.edge.database;

import org.jspecify.annotations.NullMarked;
