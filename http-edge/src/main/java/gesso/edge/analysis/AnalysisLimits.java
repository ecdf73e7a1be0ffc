package gesso.edge.analysis;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * Of questions; what each is for is said in {@code http.conf}.
 *
 * @param url a JDBC address; empty for the node's own database
 */
record AnalysisLimits(
        String url,
        Duration statement,
        int rows,
        int bytes,
        int exportRows,
        Duration exportTime,
        int running,
        int runningEach,
        int sqlCharacters,
        int kept,
        Duration idle,
        int logins) {

    static AnalysisLimits of(Config config) {
        var limits = config.getConfig("gesso.analysis");
        return new AnalysisLimits(
                limits.getString("url"),
                limits.getDuration("statement"),
                limits.getInt("rows"),
                Math.toIntExact(limits.getBytes("bytes")),
                limits.getInt("export-rows"),
                limits.getDuration("export-time"),
                limits.getInt("running"),
                limits.getInt("running-each"),
                limits.getInt("sql-characters"),
                limits.getInt("kept"),
                limits.getDuration("idle"),
                limits.getInt("logins"));
    }
}
