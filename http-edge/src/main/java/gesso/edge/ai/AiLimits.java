package gesso.edge.ai;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * What bounds people who have apps made; what each is for is said in {@code http.conf}.
 *
 * @param perHour versions of one person
 * @param waiting generations of one person at once
 * @param listeners readers of progress at once on this node
 */
record AiLimits(
        int promptMax,
        int perHour,
        int waiting,
        int listeners,
        Duration lookEvery,
        Duration stillHere,
        Duration answer) {

    static AiLimits of(Config config) {
        var own = config.getConfig("gesso.limits.ai");
        return new AiLimits(
                own.getInt("prompt"),
                own.getInt("generations-per-hour"),
                own.getInt("waiting-of-one"),
                own.getInt("listeners"),
                own.getDuration("look-every"),
                own.getDuration("still-here"),
                own.getDuration("answer"));
    }
}
