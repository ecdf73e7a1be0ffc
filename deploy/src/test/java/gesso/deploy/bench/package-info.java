/**
 * Measures a running Gesso from outside and prints a table and JSON. Nothing here passes or fails.
 */
@NullMarked
package gesso.deploy.bench;

import org.jspecify.annotations.NullMarked;
