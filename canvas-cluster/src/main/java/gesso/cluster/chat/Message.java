package gesso.cluster.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message as everybody sees it. A removed one stays in its place as a tombstone: without text,
 * mentions and reactions.
 *
 * @param text plain; a mentioned person stands there as {@code <@id>}
 * @param createdAt ISO 8601 UTC
 * @param replyTo the message that it answers
 * @param mentions user ids, each once
 * @param editedAt ISO 8601 UTC; absent as long as it is as it was sent
 * @param removedBy who has removed it; absent as long as it is there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Message(
        String id,
        String text,
        String userId,
        String createdAt,
        @Nullable String replyTo,
        List<String> mentions,
        @Nullable String editedAt,
        List<Reaction> reactions,
        @Nullable String removedBy) {

    boolean removed() {
        return removedBy != null;
    }

    Message withText(String next, List<String> mentioned, @Nullable String at) {
        return new Message(
                id, next, userId, createdAt, replyTo, mentioned, at, reactions, removedBy);
    }

    Message withReaction(String emoji, String user, boolean on) {
        var next = Reaction.changed(reactions, emoji, user, on);
        return new Message(
                id, text, userId, createdAt, replyTo, mentions, editedAt, next, removedBy);
    }

    Message tombstone(String by) {
        return new Message(id, "", userId, createdAt, replyTo, List.of(), null, List.of(), by);
    }

    /** Roughly what it takes in memory and on the wire, in UTF-16 units. */
    int units() {
        int all = ChatLimits.MESSAGE_UNITS + text.length();
        for (var reaction : reactions) {
            all += reaction.users().size() * ChatLimits.REACTION_UNITS;
        }
        return all;
    }
}
