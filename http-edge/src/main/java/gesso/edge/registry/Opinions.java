package gesso.edge.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.edge.database.Database;
import gesso.protocol.Json;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/** What people think of apps, and which apps live together. Thread-safe. */
final class Opinions {
    private static final int STARS_MAX = 5;
    private static final int RECOMMENDED_MAX = 6;

    private final Database database;

    /** Fewer canvases than this tell too much of each of them. */
    private final int floor;

    Opinions(Database database, int floor) {
        this.database = database;
        this.floor = floor;
    }

    /** Empty for an app that there is not; the reader's own stars among it. */
    CompletionStage<Optional<JsonNode>> ratings(String app, String user) {
        return database.with(sql ->
                sql.createQuery("SELECT EXISTS (SELECT FROM app_entry WHERE app = ?)")
                                .bind(0, app)
                                .mapTo(Boolean.class)
                                .one()
                        ? Optional.<JsonNode>of(ratings(sql, app, user))
                        : Optional.<JsonNode>empty());
    }

    private static ObjectNode ratings(Handle sql, String app, String user) {
        var spread = new long[STARS_MAX];
        sql.createQuery("SELECT stars, count(*) AS n FROM app_rating WHERE app = ? GROUP BY stars")
                .bind(0, app)
                .map((row, _) -> new long[] {row.getLong("stars"), row.getLong("n")})
                .forEach(one -> spread[(int) one[0] - 1] = one[1]);
        long count = 0;
        long stars = 0;
        for (int i = 0; i < STARS_MAX; i++) {
            count += spread[i];
            stars += spread[i] * (i + 1);
        }
        var json = Rating.of(count, stars).json();
        var list = json.putArray("spread");
        for (long one : spread) {
            list.add(one);
        }
        sql.createQuery("SELECT stars FROM app_rating WHERE app = ? AND user_id = ?")
                .bind(0, app)
                .bind(1, user)
                .mapTo(Integer.class)
                .findOne()
                .ifPresent(own -> json.put("own", own));
        return json;
    }

    /**
     * Apps that are on many canvases together with one of this canvas's, most of them first; empty
     * for a canvas that is not the reader's.
     */
    CompletionStage<Optional<List<JsonNode>>> recommended(String canvas, String user) {
        return database.with(sql ->
                sql.createQuery(
                                        """
                                        SELECT EXISTS (SELECT FROM canvas_member
                                            WHERE canvas = ? AND user_id = ?)
                                        """)
                                .bind(0, canvas)
                                .bind(1, user)
                                .mapTo(Boolean.class)
                                .one()
                        ? Optional.of(recommended(sql, canvas))
                        : Optional.<List<JsonNode>>empty());
    }

    private List<JsonNode> recommended(Handle sql, String canvas) {
        return sql.createQuery(
                        """
                        SELECT e.manifest, best.app, b.title, best.canvases FROM (
                            SELECT DISTINCT ON (p.other) p.other, p.app, p.canvases
                            FROM app_use u JOIN app_pair p USING (app)
                            WHERE u.canvas = :canvas AND u.widgets > 0 AND p.canvases >= :floor
                                AND NOT EXISTS (SELECT FROM app_use own WHERE own.canvas = :canvas
                                    AND own.app = p.other AND own.widgets > 0)
                            ORDER BY p.other, p.canvases DESC, p.app) best
                        JOIN app_entry e ON e.app = best.other AND e.status = 'active'
                            AND (e.origin <> 'generated'
                                OR (e.manifest #>> '{generated,shared}')::boolean)
                        JOIN app_entry b ON b.app = best.app
                        ORDER BY best.canvases DESC, e.app LIMIT :limit
                        """)
                .bind("canvas", canvas)
                .bind("floor", floor)
                .bind("limit", RECOMMENDED_MAX)
                .<JsonNode>map((row, _) -> {
                    var item = Json.object();
                    item.set("app", Json.stored(row.getString("manifest")).orElseGet(Json::object));
                    item.putObject("because")
                            .put("app", row.getString("app"))
                            .put("title", row.getString("title"))
                            .put("canvases", row.getLong("canvases"));
                    return item;
                })
                .list();
    }
}
