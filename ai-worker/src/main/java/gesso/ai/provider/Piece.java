package gesso.ai.provider;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A part of an answer: one event of a stream, or all of it at once.
 *
 * @param text what is added; thoughts are not
 * @param finish why it ended; null while it has not
 * @param tokens of question and answer; 0 while nobody has said
 * @param bad nothing that can be read
 */
record Piece(String text, @Nullable String finish, long tokens, boolean bad) {
    private static final Piece BAD = new Piece("", null, 0, true);
    static final Piece NOTHING = new Piece("", null, 0, false);

    /** Nothing comes after it, whether or not the other side closes. */
    static final Piece END = new Piece("", "end", 0, false);

    /** Of one line of a stream of events; comments and empty ones say nothing. */
    static Piece ofLine(String line) {
        if (!line.startsWith("data:")) {
            return NOTHING;
        }
        var data = line.substring("data:".length()).strip();
        return data.equals("[DONE]") ? END : of(data, "delta");
    }

    static Piece ofWhole(String body) {
        return of(body, "message");
    }

    private static Piece of(String json, String part) {
        var tree = Json.parse(json).filter(JsonNode::isObject);
        if (tree.isEmpty() || tree.get().has("error")) {
            return BAD;
        }
        var choice = tree.get().path("choices").path(0);
        return new Piece(
                choice.path(part).path("content").asText(""),
                choice.path("finish_reason").isTextual()
                        ? choice.path("finish_reason").textValue()
                        : null,
                tree.get().path("usage").path("total_tokens").asLong(0),
                false);
    }

    static Piece joined(List<Piece> pieces) {
        return new Piece(
                pieces.stream().map(Piece::text).collect(Collectors.joining()),
                pieces.stream()
                        .map(Piece::finish)
                        .filter(Objects::nonNull)
                        .reduce((_, later) -> later)
                        .orElse(null),
                pieces.stream().mapToLong(Piece::tokens).max().orElse(0),
                pieces.stream().anyMatch(Piece::bad));
    }
}
