package gesso.deploy.cluster;

import gesso.deploy.db.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Who works over a database, for those who are no members themselves. */
public final class Members {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Members() {}

    /** {@code HOST:PORT} of each member that beats; nobody when that cannot be told. */
    public static List<String> beating(Database database) {
        try (var connection = database.connect(PATIENCE);
                var query =
                        connection.prepareStatement(
                                "SELECT address FROM cluster_node WHERE beat > clock_timestamp() - make_interval(secs => ?) ORDER BY address")) {
            query.setLong(1, Registry.FRESH.toSeconds());
            var members = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    members.add(rows.getString(1));
                }
            }
            return members;
        } catch (SQLException untold) {
            return List.of();
        }
    }
}
