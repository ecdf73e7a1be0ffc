package gesso.edge.live;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.app.Standing;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.LeaseUpdate;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.entity.RoomMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** What a room is told, by sessions, by routes and by the entities that it follows. */
public sealed interface ToRoom {

    /** A socket wants in; answered with {@code Entered} or {@code Turned}. */
    record Enter(String session, String user, String name, ActorRef<ToSession> socket)
            implements ToRoom {}

    record Leave(String session) implements ToRoom {}

    /**
     * @param since revisions that the client has, by {@code canvas} or widget
     * @param watch null for all, also those added later
     */
    record Join(String session, Map<String, Long> since, @Nullable Set<String> watch)
            implements ToRoom {}

    record Watch(String session, List<String> widgets) implements ToRoom {}

    record Unwatch(String session, List<String> widgets) implements ToRoom {}

    /**
     * Operations of one person, in order; each is answered to {@code replyTo}. Those of the same
     * {@code replyTo} stay in order.
     */
    record Submit(String user, List<Addressed> operations, ActorRef<OperationReply> replyTo)
            implements ToRoom {}

    /** {@code to} is {@code canvas} or a widget id; the room fills in the access revision. */
    record Addressed(String to, Operation operation) {}

    /** A widget's present state, for one who may read it. */
    record ReadWidget(String user, String widget, ActorRef<ReadReply> replyTo) implements ToRoom {}

    /** Has this person this right? Asked before anything else of a request is looked at. */
    record Authorise(String user, Right right, ActorRef<Verdict> replyTo) implements ToRoom {}

    /** Presence data of a session. */
    record Show(String session, JsonNode data) implements ToRoom {}

    /** The socket takes nothing: no more events until it resumes. */
    record Stall(String session) implements ToRoom {}

    /**
     * @param since what the session has passed on
     * @param ready a {@code ready} got lost meanwhile
     */
    record Resume(String session, Map<String, Long> since, boolean ready) implements ToRoom {}

    /** A session has seen an answer of this revision but not the event. */
    record Behind(String of, long rev) implements ToRoom {}

    /** One that came through {@link Rooms}, which counts them to know when a room is idle. */
    record Counted(ToRoom message) implements ToRoom {}

    record Drain() implements ToRoom {}

    record Stop() implements ToRoom {}

    record Updated(EntityUpdate update) implements ToRoom {}

    record Leased(LeaseUpdate update) implements ToRoom {}

    record Elsewhere(RoomMessage message) implements ToRoom {}

    record Named(Map<String, String> names) implements ToRoom {}

    /** An encoded frame for all who have joined. */
    record TellAll(ByteString frame) implements ToRoom {}

    /** How the apps of the canvas stand, for one who has joined; null when nobody could say. */
    record AppsStand(String session, @Nullable Map<String, Standing> apps) implements ToRoom {}

    /** Once a second: lease, liveness, what has waited too long. */
    record Beat() implements ToRoom {}

    record ShowPresence() implements ToRoom {}

    /** The tick is over. */
    record TellNews() implements ToRoom {}
}
