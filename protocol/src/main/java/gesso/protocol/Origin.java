package gesso.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Who made an event, by which operation, when and why; stored with each event, so that a replay
 * needs no other table. Component names are journal format: rename only with an upcaster.
 *
 * @param op the operation id, unique per client
 * @param client the person ({@code u:...}) or one tab of that person ({@code t:...})
 * @param user a random user id, never a name or an address
 * @param cause the operation that this one is a step or a consequence of
 * @param correlation the first operation of the chain, or the id that its first request brought
 * @param app the app's version that decided, for events of an app's backend
 * @param undoes the operation (or cause) that this one takes back
 * @param redoes the operation (or cause) that this one does again
 * @param sum 16 hex digits over what was asked, to tell a resend from a reused id
 * @param at the canvas instant, see {@link HybridClock}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Origin(
        String op,
        String client,
        @Nullable String session,
        String user,
        @Nullable String cause,
        String correlation,
        @Nullable String trace,
        @Nullable String app,
        @Nullable String undoes,
        @Nullable String redoes,
        String sum,
        long at) {}
