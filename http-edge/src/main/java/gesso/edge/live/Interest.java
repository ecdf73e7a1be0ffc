package gesso.edge.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose presence somebody needs in a large room: of those who point at what they look at, and of
 * the one whom they follow. Pure; lengths are cells of the canvas.
 */
final class Interest {
    /** A rectangle of the canvas; a point has no size. */
    record Area(double left, double top, double right, double bottom) {
        boolean touches(Area other, double margin) {
            return other.right >= left - margin
                    && other.left <= right + margin
                    && other.bottom >= top - margin
                    && other.top <= bottom + margin;
        }
    }

    /**
     * What a session last said of itself, as far as it matters here.
     *
     * @param at where it points: its drag, else its cursor, else what it looks at
     * @param view what it looks at; null from a client that does not say
     * @param follows the session whose view it follows
     */
    record Sight(
            @Nullable Area at, @Nullable Area view, String follows, boolean idle, long gather) {
        static final Sight UNKNOWN = new Sight(null, null, "", false, 0);

        static Sight of(JsonNode data) {
            var view = rectangle(data.path("view"), data.path("view"));
            var drag = data.path("drag");
            var at = rectangle(drag.path("position"), drag.path("size"));
            if (at == null) {
                at = rectangle(data.path("cursor"), data.path("cursor"));
            }
            return new Sight(
                    at == null ? view : at,
                    view,
                    data.path("follow").asText(),
                    data.path("idle").asBoolean(),
                    data.path("gather").asLong());
        }
    }

    private Interest() {}

    /** Whether one who says nothing of a view, or of a place, is left out: never. */
    static boolean concerns(Sight viewer, String session, Sight shown, double margin) {
        return viewer.view() == null
                || shown.at() == null
                || viewer.follows().equals(session)
                || viewer.view().touches(shown.at(), margin);
    }

    /** What everybody hears of at once, wherever they look: gone idle, come back, a call to all. */
    static boolean urgent(Sight before, Sight now) {
        return before.idle() != now.idle()
                || (now.gather() != 0 && now.gather() != before.gather());
    }

    /** Whether a person looks elsewhere than before, so that others may have come into sight. */
    static boolean turned(Sight before, Sight now) {
        return !Objects.equals(before.view(), now.view())
                || !before.follows().equals(now.follows());
    }

    private static @Nullable Area rectangle(JsonNode corner, JsonNode size) {
        var x = corner.path("x");
        var y = corner.path("y");
        if (!x.isNumber() || !y.isNumber()) {
            return null;
        }
        double w = Math.max(0, size.path("w").asDouble());
        double h = Math.max(0, size.path("h").asDouble());
        return new Area(x.asDouble(), y.asDouble(), x.asDouble() + w, y.asDouble() + h);
    }
}
