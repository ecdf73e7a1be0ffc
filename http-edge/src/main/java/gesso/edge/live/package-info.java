/**
 * The live path of the edge: sockets, their sessions, and one room per canvas and node that
 * authorises, forwards and fans out. Nothing here decides what a command does, and nothing here is
 * lost when the node is.
 */
@NullMarked
package gesso.edge.live;

import org.jspecify.annotations.NullMarked;
