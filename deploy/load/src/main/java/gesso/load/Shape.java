package gesso.load;

import gesso.load.client.Moves;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who is where and does what.
 *
 * @param users editors in each room; every one has a widget of its own, unless cursors are sent
 * @param viewers in each room, who only look
 * @param rate frames a second of each editor
 * @param batch edits in one frame
 */
record Shape(
        int rooms, int users, int viewers, double rate, int batch, Moves moves, String collision) {

    /** A canvas takes so many members; more sockets are further tabs of theirs. */
    private static final int MEMBERS_MAX = 200;

    /** Of each room. */
    int people() {
        return Math.min(screens(), MEMBERS_MAX);
    }

    boolean hasWidgets() {
        return moves != Moves.CURSORS && rate > 0;
    }

    int senders() {
        return rooms * users;
    }

    int screens() {
        return users + viewers;
    }

    int sockets() {
        return rooms * screens();
    }

    Shape at(double otherRate) {
        return new Shape(rooms, users, viewers, otherRate, batch, moves, collision);
    }

    String sent() {
        return switch (moves) {
            case CURSORS ->
                    "every user shows its cursor %s times a second (presence, not stored)"
                            .formatted(plain(rate));
            case APART, CROWDED ->
                    "every user moves its own widget on a canvas with collision %s, %s times a second%s"
                            .formatted(
                                    collision,
                                    plain(rate),
                                    batch == 1 ? "" : ", %d moves in one array".formatted(batch));
        };
    }

    Map<String, Object> options() {
        var options = new LinkedHashMap<String, Object>();
        options.put("rooms", rooms);
        options.put("usersPerRoom", users);
        options.put("viewersPerRoom", viewers);
        options.put("peoplePerRoom", people());
        options.put("ratePerUser", rate);
        options.put("batch", batch);
        options.put("collision", collision);
        return options;
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
