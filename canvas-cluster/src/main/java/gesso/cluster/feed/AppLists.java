package gesso.cluster.feed;

import gesso.protocol.Json;
import gesso.protocol.app.AppEvent;
import gesso.protocol.app.Manifest;
import gesso.protocol.journal.EventCodec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The registry's lists: what there is, how it stands, what people think of it. An entry shows the
 * newest version that may run; where none may, the newest of all. Of an app that AI made a version
 * that was approved goes before a newer one that was not.
 */
final class AppLists {
    private static final String ENTRY =
            """
            INSERT INTO app_entry (app, version, origin, title, category, manifest,
                registered_at, changed_at, words, change)
            VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, nextval('app_change'))
            ON CONFLICT (app) DO UPDATE SET version = excluded.version, origin = excluded.origin,
                title = excluded.title, category = excluded.category,
                manifest = excluded.manifest, changed_at = excluded.changed_at,
                words = excluded.words, change = excluded.change,
                status = CASE app_entry.status WHEN 'revoked' THEN 'active'
                    ELSE app_entry.status END,
                reason = CASE app_entry.status WHEN 'suspended' THEN app_entry.reason END
            """;
    private static final String VERSION =
            """
            INSERT INTO app_version (app, version, manifest, revision, published_at)
            VALUES (?, ?, ?::jsonb, ?, ?)
            """;
    private static final String REVOKE =
            """
            UPDATE app_version SET revoked_at = ?, revoked_reason = ?
            WHERE app = ? AND revoked_at IS NULL AND (?::text IS NULL OR version = ?)
            """;
    private static final String GOOD =
            """
            SELECT manifest FROM app_version WHERE app = ? AND revoked_at IS NULL
            ORDER BY shared DESC, revision DESC LIMIT 1
            """;
    private static final String SHOW =
            """
            UPDATE app_entry SET version = ?, title = ?, category = ?, manifest = ?::jsonb, words = ?
            WHERE app = ?
            """;
    private static final String SHARE =
            """
            UPDATE app_version SET shared = true,
                manifest = jsonb_set(manifest, '{generated,shared}', 'true')
            WHERE app = ? AND version = ?
            """;
    private static final String STAND =
            """
            UPDATE app_entry SET status = ?, reason = ?, change = nextval('app_change')
            WHERE app = ?
            """;

    /** One that is suspended stays so until it is reinstated or nothing of it may run. */
    private static final String CHANGED =
            "UPDATE app_entry SET change = nextval('app_change') WHERE app = ?";

    private static final String RATE =
            """
            WITH before AS (SELECT stars FROM app_rating WHERE app = ? AND user_id = ?),
            now AS (
                INSERT INTO app_rating (app, user_id, stars) VALUES (?, ?, ?)
                ON CONFLICT (app, user_id) DO UPDATE SET stars = excluded.stars)
            INSERT INTO app_count (app, ratings, stars)
            VALUES (?, (SELECT 1 - count(*) FROM before),
                ? - (SELECT coalesce(sum(stars), 0) FROM before))
            ON CONFLICT (app) DO UPDATE SET ratings = app_count.ratings + excluded.ratings,
                stars = app_count.stars + excluded.stars
            """;

    private final Statements sql;

    AppLists(Connection connection) {
        this.sql = new Statements(connection);
    }

    void apply(FeedRow row) throws SQLException {
        var stored = row.stored();
        var app = row.persistenceId().substring(row.persistenceId().indexOf('|') + 1);
        switch (EventCodec.app(stored.manifest(), stored.data())) {
            case AppEvent.Registered(var first) -> published(first, row);
            case AppEvent.VersionPublished(var next) -> published(next, row);
            case AppEvent.Revoked(var version, var reason) -> revoked(app, version, reason, row);
            case AppEvent.Suspended(var reason) -> sql.run(STAND, "suspended", reason, app);
            case AppEvent.Reinstated() -> reinstated(app);
            case AppEvent.Shared(var version) -> shared(app, version);
            case AppEvent.Rated(var stars) -> {
                var user = stored.origin().user();
                sql.run(RATE, app, user, app, user, stars, app, stars);
            }
        }
    }

    private void published(Manifest manifest, FeedRow row) throws SQLException {
        var json = Json.text(Json.tree(manifest));
        sql.run(
                ENTRY,
                manifest.id(),
                manifest.version(),
                manifest.origin(),
                manifest.title(),
                manifest.category(),
                json,
                row.time(),
                row.time(),
                words(manifest));
        sql.run(VERSION, manifest.id(), manifest.version(), json, row.revision(), row.time());
        if (manifest.generated() != null) {
            showGood(manifest.id());
        }
    }

    private void shared(String app, String version) throws SQLException {
        sql.run(SHARE, app, version);
        showGood(app);
        sql.run(CHANGED, app);
    }

    private void showGood(String app) throws SQLException {
        var good = good(app);
        if (good.isPresent()) {
            show(good.get());
        }
    }

    private void revoked(String app, @Nullable String version, String reason, FeedRow row)
            throws SQLException {
        sql.run(REVOKE, row.time(), reason, app, version, version);
        var good = good(app);
        if (good.isEmpty()) {
            sql.run(STAND, "revoked", reason, app);
        } else {
            show(good.get());
            sql.run(CHANGED, app);
        }
    }

    private void reinstated(String app) throws SQLException {
        var reason = sql.text("SELECT max(revoked_reason) FROM app_version WHERE app = ?", app);
        boolean usable = good(app).isPresent();
        sql.run(STAND, usable ? "active" : "revoked", usable ? null : reason.orElse(null), app);
    }

    private Optional<Manifest> good(String app) throws SQLException {
        return sql.text(GOOD, app)
                .flatMap(Json::stored)
                .map(stored -> Json.value(stored, Manifest.class));
    }

    private void show(Manifest manifest) throws SQLException {
        sql.run(
                SHOW,
                manifest.version(),
                manifest.title(),
                manifest.category(),
                Json.text(Json.tree(manifest)),
                words(manifest),
                manifest.id());
    }

    private static String words(Manifest manifest) {
        return String.join(
                        " ",
                        manifest.title(),
                        manifest.summary(),
                        manifest.category(),
                        manifest.author(),
                        manifest.id())
                .toLowerCase(Locale.ROOT);
    }
}
