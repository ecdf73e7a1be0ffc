package gesso.edge.app;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.app.MessagePages.Cursor;
import gesso.edge.app.MessagePages.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pages of the messages that a chat's state keeps; empty where a page begins before them. */
final class KeptMessages {
    private final List<JsonNode> messages = new ArrayList<>();
    private final boolean all;

    KeptMessages(JsonNode state) {
        state.path("messages").forEach(messages::add);
        all = state.path("earlier").asInt() == 0;
    }

    Optional<Listing> before(Optional<Cursor> cursor, int limit) {
        int end = cursor.map(this::index).orElse(messages.size());
        boolean isHere = end > 0 || (end == 0 && all);
        if (!isHere) {
            // Nothing is kept of a chat that has begun: then nothing has left it either.
            return messages.isEmpty() ? Optional.of(Listing.EMPTY) : Optional.empty();
        }
        int start = Math.max(0, end - limit);
        var items = messages.subList(start, end);
        boolean more = start > 0 || !all;
        return Optional.of(new Listing(items, more ? Cursor.of(items.getFirst()).text() : null));
    }

    Optional<Listing> after(Optional<Cursor> cursor, int limit) {
        int start = cursor.map(one -> index(one) + 1).orElse(all ? 0 : -1);
        if (start < 0 || (start == 0 && cursor.isPresent())) {
            return all ? Optional.of(Listing.EMPTY) : Optional.empty();
        }
        int end = Math.min(messages.size(), start + limit);
        var items = messages.subList(start, end);
        boolean more = end < messages.size();
        return Optional.of(new Listing(items, more ? Cursor.of(items.getLast()).text() : null));
    }

    /** With the time of its message, where only the id was given. */
    Cursor whole(Cursor cursor) {
        int at = index(cursor);
        return at < 0 ? cursor : Cursor.of(messages.get(at));
    }

    private int index(Cursor cursor) {
        for (int i = 0; i < messages.size(); i++) {
            if (Cursor.of(messages.get(i)).isOf(cursor)) {
                return i;
            }
        }
        return -1;
    }
}
