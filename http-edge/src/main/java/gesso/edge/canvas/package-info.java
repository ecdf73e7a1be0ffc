/**
 * Canvases by HTTP: themselves, their widgets, layouts, members and links, undo and instants. Who
 * may do what is the room's knowledge, what follows from it the entity's.
 */
@NullMarked
package gesso.edge.canvas;

import org.jspecify.annotations.NullMarked;
