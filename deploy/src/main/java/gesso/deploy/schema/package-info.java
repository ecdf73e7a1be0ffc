/**
 * Brings the tables of a database up to this release. What is in the tables is written in {@code
 * protocol}.
 */
@NullMarked
package gesso.deploy.schema;

import org.jspecify.annotations.NullMarked;
