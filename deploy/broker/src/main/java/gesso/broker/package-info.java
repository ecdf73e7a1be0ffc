/** One Kafka broker with its controller, for one machine; nothing of the server's is here. */
@NullMarked
package gesso.broker;

import org.jspecify.annotations.NullMarked;
