/**
 * The database that a node stands on: the embedded PostgreSQL with its folder, or one named by URL,
 * and the checks that it keeps what it acknowledges. Tables and what is in them are deliberately
 * not here.
 */
@NullMarked
package gesso.deploy.db;

import org.jspecify.annotations.NullMarked;
