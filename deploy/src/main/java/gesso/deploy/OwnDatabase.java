package gesso.deploy;

import gesso.deploy.cluster.Members;
import gesso.deploy.db.DataFolder;
import gesso.deploy.db.Database;
import gesso.deploy.db.EmbeddedDatabase;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The data folder and the embedded PostgreSQL of a process that brings its own. It stops last,
 * unless other nodes still work over it.
 */
final class OwnDatabase {
    private OwnDatabase() {}

    /** {@code data} is the folder, null for the usual one. */
    static Database start(Lifetime lifetime, @Nullable Path data) {
        var folder = DataFolder.open(data == null ? Places.data() : data);
        lifetime.started("data folder", folder::close);
        OperatorKey.provide(folder);
        var embedded = EmbeddedDatabase.start(folder, Places.cache());
        lifetime.started("PostgreSQL", () -> stop(embedded));
        return embedded.database();
    }

    private static void stop(EmbeddedDatabase embedded) {
        var others = Members.beating(embedded.database());
        if (others.isEmpty()) {
            embedded.close();
            return;
        }
        embedded.lend();
        System.out.printf(
                "PostgreSQL stays for %s; the last one stops it, gesso up takes it over%n",
                String.join(", ", others));
    }
}
