package gesso.protocol.live;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message from a browser or a script. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClientFrame.Join.class, name = "join"),
    @JsonSubTypes.Type(value = ClientFrame.Watch.class, name = "watch"),
    @JsonSubTypes.Type(value = ClientFrame.Unwatch.class, name = "unwatch"),
    @JsonSubTypes.Type(value = ClientFrame.Cmd.class, name = "cmd"),
    @JsonSubTypes.Type(value = ClientFrame.Live.class, name = "live"),
    @JsonSubTypes.Type(value = ClientFrame.Auth.class, name = "auth"),
    @JsonSubTypes.Type(value = ClientFrame.Ping.class, name = "ping")
})
public sealed interface ClientFrame {

    /** {@code watch} is {@code "all"} (as when absent) or a list of widget ids. */
    record Join(String client, @Nullable Map<String, Long> since, @Nullable JsonNode watch)
            implements ClientFrame {}

    record Watch(List<String> widgets) implements ClientFrame {}

    record Unwatch(List<String> widgets) implements ClientFrame {}

    /**
     * {@code to} is {@code canvas} or a widget id; {@code command} travels as {@code do}. Who
     * reacts to an event names its operation as the cause and hands its correlation on.
     */
    record Cmd(
            String id,
            String to,
            @com.fasterxml.jackson.annotation.JsonProperty("do") String command,
            @Nullable JsonNode data,
            @Nullable String cause,
            @Nullable String correlation,
            @Nullable Boolean again)
            implements ClientFrame {}

    record Live(JsonNode data) implements ClientFrame {}

    record Auth(String token) implements ClientFrame {}

    record Ping(long n) implements ClientFrame {}
}
