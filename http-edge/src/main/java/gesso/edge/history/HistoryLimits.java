package gesso.edge.history;

import com.typesafe.config.Config;
import java.time.Duration;

/** Of readings of history; what each is for is said in {@code http.conf}. */
record HistoryLimits(
        int partRows,
        int partBytes,
        int fetch,
        int streams,
        int bytesPerSecond,
        int followers,
        Duration followEvery,
        Duration followCheck,
        Duration stillHere,
        int timelines,
        int timelineBytes,
        int timelinePeople,
        int timelineWidgets,
        int timelineNames) {

    static HistoryLimits of(Config config) {
        var limits = config.getConfig("gesso.history");
        return new HistoryLimits(
                limits.getInt("part-rows"),
                Math.toIntExact(limits.getBytes("part-bytes")),
                limits.getInt("fetch"),
                limits.getInt("streams"),
                Math.toIntExact(limits.getBytes("bytes-per-second")),
                limits.getInt("followers"),
                limits.getDuration("follow-every"),
                limits.getDuration("follow-check"),
                limits.getDuration("still-here"),
                limits.getInt("timelines"),
                Math.toIntExact(limits.getBytes("timeline-bytes")),
                limits.getInt("timeline-people"),
                limits.getInt("timeline-widgets"),
                limits.getInt("timeline-names"));
    }
}
