package gesso.deploy.db;

import gesso.deploy.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded PostgreSQL of another process as its users see it. When that process has ended
 * before them, the last user stops the server: none stays without a reason.
 */
public final class LentDatabase {
    private static final Logger log = LoggerFactory.getLogger(LentDatabase.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private LentDatabase() {}

    /** Stops the server if it is an embedded one of this machine whose folder nobody owns. */
    public static void giveBack(Database database) throws IOException, InterruptedException {
        var folder = folder(database);
        if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
            return;
        }
        try (var owned = DataFolder.open(folder.get())) {
            var postgres =
                    new Postgres(
                            owned.path(),
                            owned.resolve(EmbeddedDatabase.CLUSTER),
                            owned.resolve(EmbeddedDatabase.LOG));
            var left = postgres.leftBehind();
            if (left.isPresent()) {
                log.info("Nobody uses this PostgreSQL any more; stopping it");
                postgres.stop(left.get());
            }
        } catch (CannotStart owned) {
            log.debug("The PostgreSQL has an owner: {}", owned.getMessage());
        }
    }

    private static Optional<Path> folder(Database database) {
        try (var connection = database.connect(PATIENCE);
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT current_setting('"
                                        + EmbeddedDatabase.FOLDER_SETTING
                                        + "', true)")) {
            rows.next();
            return Optional.ofNullable(rows.getString(1))
                    .filter(name -> !name.isEmpty())
                    .map(Path::of);
        } catch (SQLException away) {
            return Optional.empty();
        }
    }
}
