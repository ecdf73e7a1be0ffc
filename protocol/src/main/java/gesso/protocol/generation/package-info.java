/**
 * Requests to have an app made: commands to them, what happened to them, and what is known of them.
 * What an app is to be, and who makes it, is in {@code ai}.
 */
@NullMarked
package gesso.protocol.generation;

import org.jspecify.annotations.NullMarked;
