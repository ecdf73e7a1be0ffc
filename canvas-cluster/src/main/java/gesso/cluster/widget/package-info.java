/**
 * The widget: one instance of a micro-app, its config, shared state and backend data. Where it lies
 * on the canvas and who may touch it is not known here.
 */
@NullMarked
package gesso.cluster.widget;

import org.jspecify.annotations.NullMarked;
