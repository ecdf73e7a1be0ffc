package gesso.edge.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;

/**
 * What people think of an app.
 *
 * @param stars of all of them together
 */
record Rating(long count, long stars) {
    private static final double TENTHS = 10;

    static Rating of(long count, long stars) {
        return new Rating(count, stars);
    }

    /** The average to one place; absent as long as nobody has said anything. */
    ObjectNode json() {
        var json = Json.object().put("count", count);
        return count == 0 ? json : json.put("average", Math.round(TENTHS * stars / count) / TENTHS);
    }
}
