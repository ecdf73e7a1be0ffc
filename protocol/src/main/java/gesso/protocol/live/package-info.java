/** The frames of the live WebSocket. No socket and no session is here. */
@NullMarked
package gesso.protocol.live;

import org.jspecify.annotations.NullMarked;
