package gesso.protocol.entity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.ClusterMessage;
import gesso.protocol.Refusal;

/** The answer to a read. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "#")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ReadReply.State.class, name = "state"),
    @JsonSubTypes.Type(value = ReadReply.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = ReadReply.Retry.class, name = "retry")
})
public sealed interface ReadReply extends ClusterMessage {
    record State(long revision, long at, JsonNode data) implements ReadReply {}

    record Refused(Refusal why, String detail) implements ReadReply {}

    record Retry(int afterMillis) implements ReadReply {}
}
