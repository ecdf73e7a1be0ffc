package gesso.protocol.entity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.ClusterMessage;
import gesso.protocol.FieldError;
import gesso.protocol.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one operation. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "#")
@JsonSubTypes({
    @JsonSubTypes.Type(value = OperationReply.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = OperationReply.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = OperationReply.Retry.class, name = "retry")
})
public sealed interface OperationReply extends ClusterMessage {
    String op();

    /**
     * Durable: sent after the commit only. {@code revision} and {@code at} are those of the last
     * event; a command that changed nothing names the present ones and has no events. A resend gets
     * the first answer, its events read from the journal.
     */
    record Accepted(
            String op, long revision, long at, @Nullable JsonNode data, List<EventView> events)
            implements OperationReply {}

    record Refused(String op, Refusal why, String detail, List<FieldError> errors)
            implements OperationReply {}

    /** Nobody knows yet: send it again, unchanged, after so many milliseconds. */
    record Retry(String op, int afterMillis) implements OperationReply {}
}
