/**
 * Commands to a widget and what happened to it. What an app makes of its own commands is its
 * backend's business.
 */
@NullMarked
package gesso.protocol.widget;

import org.jspecify.annotations.NullMarked;
