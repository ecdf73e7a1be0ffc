package gesso.cluster.live;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The bounds of every live entity, from {@code gesso.limits.entity}.
 *
 * @param batchOperations of one commit
 * @param gather time from one commit to the next while many people work on the entity
 * @param gatherOperations that wait; with so many the next commit begins at once
 * @param batchBytes of one commit, as stored
 * @param eventBytes of one event, as stored; past it the command is refused as too large
 * @param pending operations that wait for a commit; past it {@code retry}
 * @param deferred other messages that wait for a recovery
 * @param patience how long anything waits before {@code retry}
 * @param tailEvents newest events kept for subscribers that come back
 * @param tailBytes of them, as stored
 * @param operations newest operations remembered; older ones are looked up in the journal
 * @param snapshotEvery events
 * @param rest without subscribers and messages, before the entity lets go of what can be found
 *     again
 * @param idle without subscribers, leases and messages, before the entity leaves memory
 * @param unborn without an event, before it leaves memory, however often it is asked
 * @param alive time between signs of life to subscribers
 * @param backoffMin before a failed recovery is tried again
 * @param backoffMax the same, after many failures
 */
public record LiveLimits(
        int batchOperations,
        Duration gather,
        int gatherOperations,
        int batchBytes,
        int eventBytes,
        int pending,
        int deferred,
        Duration patience,
        int tailEvents,
        int tailBytes,
        int operations,
        int snapshotEvery,
        Duration rest,
        Duration idle,
        Duration unborn,
        Duration alive,
        Duration backoffMin,
        Duration backoffMax) {

    public static LiveLimits of(Config limits) {
        return new LiveLimits(
                limits.getInt("batch-operations"),
                limits.getDuration("gather"),
                limits.getInt("gather-operations"),
                Math.toIntExact(limits.getBytes("batch-bytes")),
                Math.toIntExact(limits.getBytes("event-bytes")),
                limits.getInt("pending"),
                limits.getInt("deferred"),
                limits.getDuration("patience"),
                limits.getInt("tail-events"),
                Math.toIntExact(limits.getBytes("tail-bytes")),
                limits.getInt("operations"),
                limits.getInt("snapshot-every"),
                limits.getDuration("rest"),
                limits.getDuration("idle"),
                limits.getDuration("unborn"),
                limits.getDuration("alive"),
                limits.getDuration("backoff-min"),
                limits.getDuration("backoff-max"));
    }
}
