/**
 * Gesso from outside: real processes, HTTP, WebSocket, signals. What is inside a module is tested
 * there.
 */
@NullMarked
package gesso.deploy.whole;

import org.jspecify.annotations.NullMarked;
