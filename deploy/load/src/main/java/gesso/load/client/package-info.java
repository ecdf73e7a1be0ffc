/** Many people on sockets, as cheap as they can be, and what they saw. */
@NullMarked
package gesso.load.client;

import org.jspecify.annotations.NullMarked;
