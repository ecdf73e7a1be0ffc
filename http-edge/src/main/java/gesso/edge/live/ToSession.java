package gesso.edge.live;

import gesso.protocol.Refusal;
import gesso.protocol.Role;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;

/**
 * What a room tells a session. Bytes are encoded frames, the same object for everybody who gets
 * them.
 */
public sealed interface ToSession extends Session.Message {

    /** From now on the session speaks to this room directly. */
    record Entered(Role role, long at, ActorRef<ToRoom> room) implements ToSession {}

    record Turned(Refusal why) implements ToSession {}

    /** Contiguous events of one entity; a session takes those that follow what it has. */
    record Delta(String of, List<Tail.Entry> entries) implements ToSession {}

    /** A state instead of events. */
    record Fresh(String of, long rev, ByteString bytes) implements ToSession {}

    /** After all that a join asked for. */
    record Ready(long at) implements ToSession {}

    /** Peers, role and the like: always passed on. */
    record Told(ByteString bytes) implements ToSession {}

    /** What came in one tick of the room, in order; empty when only presence did. */
    record News(List<Delta> deltas) implements ToSession {}

    /**
     * Newest presence by session; a newer one takes the place of one that still waits. It goes out
     * with what comes next, {@link News} at the latest.
     */
    record Seen(Map<String, ByteString> live) implements ToSession {}

    record Bye(String code, CloseCode close) implements ToSession {}
}
