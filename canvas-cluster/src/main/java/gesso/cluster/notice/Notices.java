package gesso.cluster.notice;

import gesso.cluster.bus.Effects;
import gesso.protocol.bus.BusEvent;
import org.jspecify.annotations.Nullable;

/**
 * The list of what people are told. Nobody is told of what they did themselves, nor of a canvas
 * that they may not see; of one thing of one item once, until it is taken back.
 */
record Notices(Effects effects, BusEvent event, String kind) {
    /** Of one person; the oldest go first. */
    static final int KEPT_MAX = 500;

    /** Told again of the same item, it is new again; an event that comes twice changes nothing. */
    private static final String TELL =
            """
            INSERT INTO notice (user_id, canvas, widget, item, kind, event, by_user, text, at)
            SELECT a.id, m.canvas, ?, ?, ?, ?, ?, ?, ?
            FROM canvas_member m JOIN account a ON a.id = m.user_id
            WHERE m.user_id = ? AND m.canvas = ? AND m.user_id <> ?
            ON CONFLICT (user_id, canvas, widget, item, kind) DO UPDATE
                SET event = excluded.event, by_user = excluded.by_user, text = excluded.text,
                    at = excluded.at, read_at = null
                WHERE notice.at < excluded.at
            """;

    private static final String FORGET =
            """
            DELETE FROM notice WHERE user_id = ? AND at < (
                SELECT at FROM notice WHERE user_id = ?
                ORDER BY at DESC, event DESC OFFSET ? LIMIT 1)
            """;
    private static final String REWORD =
            """
            UPDATE notice SET text = ?
            WHERE canvas = ? AND widget = ? AND item = ? AND kind = ? AND at < ?
            """;
    private static final String TAKE_BACK =
            """
            DELETE FROM notice
            WHERE canvas = ? AND widget = ? AND item = ? AND kind = ? AND at < ?
                AND (?::text IS NULL OR user_id = ?)
            """;

    void tell(String user, String item, String text) throws Exception {
        var by = event.origin().user();
        int told =
                effects.run(
                        TELL,
                        event.of(),
                        item,
                        kind,
                        event.id(),
                        by,
                        Excerpt.of(text),
                        event.origin().at(),
                        user,
                        event.subject(),
                        by);
        if (told > 0) {
            effects.run(FORGET, user, user, KEPT_MAX - 1);
        }
    }

    /** Whoever was told of the item reads this now. */
    void reword(String item, String text) throws Exception {
        effects.run(
                REWORD,
                Excerpt.of(text),
                event.subject(),
                event.of(),
                item,
                kind,
                event.origin().at());
    }

    /** Nobody is told of the item any more. */
    void takeBack(String item) throws Exception {
        takeBack(item, null);
    }

    void takeBack(String item, @Nullable String user) throws Exception {
        effects.run(
                TAKE_BACK,
                event.subject(),
                event.of(),
                item,
                kind,
                event.origin().at(),
                user,
                user);
    }
}
