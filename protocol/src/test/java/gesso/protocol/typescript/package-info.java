/** The types that the browser shares with the server, written from the records. */
@NullMarked
package gesso.protocol.typescript;

import org.jspecify.annotations.NullMarked;
