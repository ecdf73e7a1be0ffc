package gesso.protocol.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.app.Standing;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message to a browser or a script. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonSubTypes({
    @JsonSubTypes.Type(value = ServerFrame.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = ServerFrame.State.class, name = "state"),
    @JsonSubTypes.Type(value = ServerFrame.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = ServerFrame.Ack.class, name = "ack"),
    @JsonSubTypes.Type(value = ServerFrame.No.class, name = "no"),
    @JsonSubTypes.Type(value = ServerFrame.Retry.class, name = "retry"),
    @JsonSubTypes.Type(value = ServerFrame.Ev.class, name = "ev"),
    @JsonSubTypes.Type(value = ServerFrame.Live.class, name = "live"),
    @JsonSubTypes.Type(value = ServerFrame.Peers.class, name = "peers"),
    @JsonSubTypes.Type(value = ServerFrame.RoleIs.class, name = "role"),
    @JsonSubTypes.Type(value = ServerFrame.Registry.class, name = "registry"),
    @JsonSubTypes.Type(value = ServerFrame.Bye.class, name = "bye"),
    @JsonSubTypes.Type(value = ServerFrame.Pong.class, name = "pong")
})
public sealed interface ServerFrame {

    record Hello(String session, UserOf user, Role role, String canvas, long at)
            implements ServerFrame {}

    record UserOf(String id, String name) {}

    /** {@code of} is {@code canvas} or a widget id. */
    record State(String of, long rev, long at, JsonNode data) implements ServerFrame {}

    record Ready(long at) implements ServerFrame {}

    /** Only after the commit. */
    record Ack(String id, long rev, long at, @Nullable JsonNode data) implements ServerFrame {}

    record No(@Nullable String id, Refusal code, @Nullable String detail) implements ServerFrame {}

    /**
     * {@code after} in milliseconds; {@code detail} only where the reason is not one of a moment.
     */
    record Retry(String id, int after, @Nullable String detail) implements ServerFrame {}

    /** {@code correlation} is absent where it is the operation itself: the first of its chain. */
    record Ev(
            String of,
            long rev,
            long at,
            String by,
            String client,
            String op,
            @Nullable String cause,
            @Nullable String correlation,
            String type,
            JsonNode data)
            implements ServerFrame {}

    record Live(String from, String user, JsonNode data) implements ServerFrame {}

    record Peers(
            @com.fasterxml.jackson.annotation.JsonProperty("in") List<Peer> entered,
            @com.fasterxml.jackson.annotation.JsonProperty("out") List<String> left)
            implements ServerFrame {}

    record Peer(String session, String user, String name, Role role) {}

    record RoleIs(Role role) implements ServerFrame {}

    /** How these apps stand now; after a join those of the canvas, later what changes. */
    record Registry(Map<String, Standing> apps) implements ServerFrame {}

    record Bye(String code) implements ServerFrame {}

    record Pong(long n) implements ServerFrame {}
}
