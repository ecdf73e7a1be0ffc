package gesso.edge.registry;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gesso.edge.database.Database;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * The files of apps that were published at run time: one place for all nodes, kept in memory up to
 * a limit where they are asked for. A build never changes, so what is kept is never stale.
 * Thread-safe.
 */
final class AppFiles {
    /** One build of an app. */
    record Build(String app, String hash) {}

    /**
     * @param gzip null where it would not be smaller
     */
    record File(byte[] bytes, byte @Nullable [] gzip) {
        int weight() {
            return bytes.length + (gzip == null ? 0 : gzip.length);
        }
    }

    private final Database database;
    private final AsyncCache<Build, Map<String, File>> kept;

    AppFiles(Database database, long bytesMax) {
        this.database = database;
        this.kept =
                Caffeine.newBuilder()
                        .maximumWeight(bytesMax)
                        .weigher((Build _, Map<String, File> files) ->
                                files.values().stream().mapToInt(File::weight).sum())
                        .buildAsync();
    }

    /** All files or none; what is there already stays. */
    CompletionStage<Done> store(Build build, Bundle bundle) {
        return database.transaction(sql -> {
            var batch =
                    sql.prepareBatch(
                            """
                            INSERT INTO app_file (app, hash, path, bytes, gzip)
                            VALUES (:app, :hash, :path, :bytes, :gzip) ON CONFLICT DO NOTHING
                            """);
            bundle.files()
                    .forEach((path, bytes) ->
                            batch.bind("app", build.app())
                                    .bind("hash", build.hash())
                                    .bind("path", path)
                                    .bind("bytes", bytes)
                                    .bind("gzip", Bundle.smaller(bytes).orElse(null))
                                    .add());
            batch.execute();
            return Done.getInstance();
        });
    }

    CompletionStage<Boolean> has(Build build) {
        return database.with(sql ->
                sql.createQuery("SELECT EXISTS (SELECT FROM app_file WHERE app = ? AND hash = ?)")
                        .bind(0, build.app())
                        .bind(1, build.hash())
                        .mapTo(Boolean.class)
                        .one());
    }

    /** No files for a build that there is not; one that comes later is found then. */
    CompletionStage<Map<String, File>> find(Build build) {
        return kept.get(build, (one, _) -> read(one).toCompletableFuture())
                .whenComplete((files, _) -> {
                    if (files != null && files.isEmpty()) {
                        kept.synchronous().invalidate(build);
                    }
                });
    }

    private CompletionStage<Map<String, File>> read(Build build) {
        return database.with(sql -> {
            var files = new HashMap<String, File>();
            sql.createQuery("SELECT path, bytes, gzip FROM app_file WHERE app = ? AND hash = ?")
                    .bind(0, build.app())
                    .bind(1, build.hash())
                    .map((row, _) ->
                            Map.entry(
                                    row.getString("path"),
                                    new File(row.getBytes("bytes"), row.getBytes("gzip"))))
                    .forEach(file -> files.put(file.getKey(), file.getValue()));
            return Map.copyOf(files);
        });
    }
}
