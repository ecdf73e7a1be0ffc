package gesso.edge.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, as their token says.
 *
 * @param user a random id; the only thing about a person that may go into an event
 * @param name as it was when the token was made
 * @param signIn the sign-in on one device that the token came from
 * @param expires when the token does
 * @param address for limits and logs, never for events
 */
public record Caller(
        String user,
        String name,
        String signIn,
        Instant expires,
        String correlation,
        @Nullable String trace,
        String address) {

    /** The same, in a chain of operations that has begun elsewhere. */
    public Caller within(String chain) {
        return new Caller(user, name, signIn, expires, chain, trace, address);
    }
}
