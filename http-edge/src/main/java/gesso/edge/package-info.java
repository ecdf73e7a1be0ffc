/**
 * The process that people and scripts talk to: HTTP and WebSocket in, messages to entities out. No
 * state that it cannot lose and no rule of a canvas is here.
 */
@NullMarked
package gesso.edge;

import org.jspecify.annotations.NullMarked;
