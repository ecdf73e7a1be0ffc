/** The load tool: its command line and its scenarios. */
@NullMarked
package gesso.load;

import org.jspecify.annotations.NullMarked;
