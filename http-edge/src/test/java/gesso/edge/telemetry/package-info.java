/** Tests of the edge: telemetry. */
@NullMarked
package gesso.edge.telemetry;

import org.jspecify.annotations.NullMarked;
