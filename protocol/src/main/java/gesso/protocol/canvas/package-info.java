/**
 * Commands to a canvas, what happened to it and how a reader sees it. The rules that decide are in
 * canvas-cluster.
 */
@NullMarked
package gesso.protocol.canvas;

import org.jspecify.annotations.NullMarked;
