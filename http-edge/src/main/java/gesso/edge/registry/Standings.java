package gesso.edge.registry;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.database.Database;
import gesso.edge.live.AppStandings;
import gesso.protocol.Json;
import gesso.protocol.app.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/** How apps stand, read from the registry's read models. Thread-safe. */
final class Standings implements AppStandings {
    /** Apps that one look takes; the next look takes the others. */
    static final int CHANGES_MAX = 100;

    private static final String COLUMNS =
            """
            SELECT e.app, e.change, e.version, e.status, e.reason,
                (SELECT jsonb_object_agg(v.version, v.revoked_reason) FROM app_version v
                 WHERE v.app = e.app AND v.revoked_at IS NOT NULL) AS revoked
            FROM app_entry e
            """;

    /**
     * Every page hears of changes. That somebody has had an app made is no news for others: of one
     * that was not approved they hear only when something of it goes out of use.
     */
    private static final String IS_NEWS =
            """
            e.status <> 'active' OR e.origin <> 'generated'
                OR (e.manifest #>> '{generated,shared}')::boolean
                OR EXISTS (SELECT FROM app_version v
                    WHERE v.app = e.app AND v.revoked_at IS NOT NULL)
            """;

    /**
     * What has changed since another look.
     *
     * @param change from which the next look goes on
     * @param apps those that are news
     * @param isFull whether there may be more at once
     */
    record Changes(long change, Map<String, Standing> apps, boolean isFull) {}

    private final Database database;

    Standings(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<Map<String, Standing>> of(Set<String> apps) {
        return database.with(sql -> {
            var found = new HashMap<String, Standing>();
            sql.createQuery(COLUMNS + " WHERE e.app = ANY(?)")
                    .bind(0, apps.toArray(String[]::new))
                    .map((row, _) -> Map.entry(row.getString("app"), standing(row)))
                    .forEach(one -> found.put(one.getKey(), one.getValue()));
            return Map.copyOf(found);
        });
    }

    /** The change that a look would go on from now. */
    CompletionStage<Long> newest() {
        return database.with(Standings::newest);
    }

    CompletionStage<Changes> since(long change) {
        return database.with(sql -> {
            var apps = new LinkedHashMap<String, Standing>();
            var last = new long[] {change};
            var rows =
                    sql.createQuery(
                                    "SELECT changed.*, ("
                                            + IS_NEWS
                                            + ") AS news FROM ("
                                            + COLUMNS
                                            + " WHERE e.change > ? ORDER BY e.change LIMIT "
                                            + CHANGES_MAX
                                            + ") changed JOIN app_entry e USING (app) ORDER BY changed.change")
                            .bind(0, change)
                            .map((row, _) -> {
                                last[0] = row.getLong("change");
                                if (row.getBoolean("news")) {
                                    apps.put(row.getString("app"), standing(row));
                                }
                                return last[0];
                            })
                            .list();
            return new Changes(last[0], apps, rows.size() == CHANGES_MAX);
        });
    }

    private static long newest(Handle sql) {
        return sql.createQuery("SELECT coalesce(max(change), 0) FROM app_entry")
                .mapTo(Long.class)
                .one();
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                row.getString("version"),
                Standing.Status.of(row.getString("status")),
                row.getString("reason"),
                reasons(row.getString("revoked")));
    }

    private static Map<String, String> reasons(String stored) {
        var reasons = new TreeMap<String, String>();
        if (stored != null) {
            JsonNode object = Json.stored(stored).orElseGet(Json::object);
            object.properties().forEach(one -> reasons.put(one.getKey(), one.getValue().asText()));
        }
        return reasons;
    }
}
