package gesso.cluster.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Generations that something is still to be done for, as the lists know them. */
public final class OpenGenerations {
    /** More than these wait until some of them are over. */
    private static final int MOST = 1_000;

    private static final String OPEN =
            """
            SELECT generation FROM generation
            WHERE step NOT IN ('published', 'failed', 'cancelled') OR approval = 'approved'
                OR step = 'published' AND canvas IS NOT NULL AND NOT placed
            ORDER BY changed_at LIMIT ?
            """;

    private static final String LISTED =
            "SELECT EXISTS (SELECT FROM app_version WHERE app = ? AND version = ?)";

    private OpenGenerations() {}

    /** Whether pages that look for this version of an app find it. */
    public static boolean isListed(Connection connection, String app, String version)
            throws SQLException {
        try (var query = connection.prepareStatement(LISTED)) {
            query.setString(1, app);
            query.setString(2, version);
            try (var answer = query.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    public static List<String> read(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(OPEN)) {
            query.setInt(1, MOST);
            var open = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    open.add(rows.getString(1));
                }
            }
            return open;
        }
    }
}
