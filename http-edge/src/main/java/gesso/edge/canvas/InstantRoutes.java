package gesso.edge.canvas;

import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.edge.access.Caller;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.protocol.CommandCodec;
import gesso.protocol.HybridClock;
import gesso.protocol.entity.ReadReply;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.OptionalLong;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** /api/canvas/{id}/at/{instant}: everything as it was. */
final class InstantRoutes {
    private static final String NOW = "now";

    private final Doors doors;
    private final Operations operations;
    private final CanvasAnswers answers;

    InstantRoutes(Doors doors, Operations operations, CanvasAnswers answers) {
        this.doors = doors;
        this.operations = operations;
        this.answers = answers;
    }

    Route routes(String canvas) {
        return path(
                segment(),
                instant -> get(() -> doors.reader(canvas, caller -> at(caller, canvas, instant))));
    }

    private Route at(Caller caller, String canvas, String instant) {
        if (instant.equals(NOW)) {
            return read(caller, canvas, null);
        }
        var parsed = parse(instant);
        return parsed.isPresent()
                ? read(caller, canvas, parsed.getAsLong())
                : Problem.invalid("instant", "must be a clock value, an ISO 8601 time or now")
                        .route();
    }

    private Route read(Caller caller, String canvas, @Nullable Long instant) {
        return Replies.read(operations.at(caller, canvas, instant), this::shown);
    }

    private Route shown(ReadReply.State state) {
        return onSuccess(
                answers.named(state.data().path("canvas")),
                named -> {
                    ObjectNode answer = state.data().deepCopy();
                    answer.set("canvas", named);
                    return Replies.json(StatusCodes.OK, answer);
                });
    }

    /** An ISO time means the end of its millisecond. */
    static OptionalLong parse(String text) {
        try {
            if (text.matches("\\d{1,19}")) {
                long at = Long.parseLong(text);
                return at <= CommandCodec.EXACT_MAX ? OptionalLong.of(at) : OptionalLong.empty();
            }
            long millis = Instant.parse(text).toEpochMilli();
            return millis < 0
                    ? OptionalLong.empty()
                    : OptionalLong.of(HybridClock.ofMillis(millis + 1) - 1);
        } catch (DateTimeException | ArithmeticException | NumberFormatException malformed) {
            return OptionalLong.empty();
        }
    }
}
