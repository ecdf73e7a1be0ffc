/**
 * That the databases keep their promises, on real servers. The tables in them are tested elsewhere.
 */
@NullMarked
package gesso.deploy.db;

import org.jspecify.annotations.NullMarked;
