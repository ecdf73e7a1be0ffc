package gesso.cluster.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in a chat. Component names are journal format: rename only with an upcaster. */
public sealed interface ChatEvent {

    /** {@code userId} and {@code createdAt} are the server's, whatever the client sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Posted(
            String id,
            String text,
            String userId,
            String createdAt,
            @Nullable String replyTo,
            List<String> mentions)
            implements ChatEvent {}

    /**
     * @param editedAt absent when an undo has brought the first text back
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Edited(
            String id,
            String text,
            List<String> mentions,
            @Nullable String editedAt,
            String was,
            @Nullable String wasEditedAt)
            implements ChatEvent {}

    record Reacted(String id, String emoji, String userId, boolean on) implements ChatEvent {}

    /**
     * @param was the whole message, so that an undo brings it back
     */
    record Removed(String id, String removedBy, Message was) implements ChatEvent {}

    record Restored(String id, Message message) implements ChatEvent {}

    /** Whether commenters may write and react here. */
    record Allowed(boolean commenters) implements ChatEvent {}
}
