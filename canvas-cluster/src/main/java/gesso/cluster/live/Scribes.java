package gesso.cluster.live;

import gesso.protocol.entity.EntityMessage;
import java.time.Duration;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;

/**
 * The lives of an entity's writing child. One that failed is started anew, after a pause that grows
 * while it keeps failing; what is told by a former life counts no more. There is none while the
 * entity rests. Actor-confined.
 */
final class Scribes<S, E> {
    private final LiveEntity.Parts<S, E> parts;
    private final ActorContext<EntityMessage> context;
    private @Nullable ActorRef<Scribe.Append> current;
    private int life;
    private long since;
    private int failures;

    Scribes(LiveEntity.Parts<S, E> parts) {
        this.parts = parts;
        this.context = parts.context();
        this.current = spawn(Scribe.Start.SNAPSHOT);
    }

    int life() {
        return life;
    }

    /** Monotonic nanoseconds. */
    long since() {
        return since;
    }

    boolean isCurrent(ActorRef<?> child) {
        return child.equals(current);
    }

    void append(Scribe.Append append) {
        Objects.requireNonNull(current, "a wake comes before").tell(append);
    }

    void isWell() {
        failures = 0;
    }

    /** Starts the next life after a pause; {@link Inner.Revive} comes then. */
    void failed() {
        failures++;
        context.scheduleOnce(backoff(), context.getSelf(), new Inner.Revive());
    }

    /** After a recovery that failed everything is replayed, without a snapshot. */
    void revive() {
        current = spawn(failures < 2 ? Scribe.Start.SNAPSHOT : Scribe.Start.REPLAY);
    }

    /** Ends the child, of which nothing is expected; false when there was none. */
    boolean rest() {
        if (current == null) {
            return false;
        }
        context.stop(current);
        current = null;
        return true;
    }

    /** Only for an entity that has its state. */
    void wake() {
        if (current == null) {
            current = spawn(Scribe.Start.RESUME);
        }
    }

    private ActorRef<Scribe.Append> spawn(Scribe.Start start) {
        life++;
        since = System.nanoTime();
        var setup =
                new Scribe.Setup<>(
                        parts.persistenceId(),
                        parts.rules(),
                        parts.limits(),
                        life,
                        start,
                        () -> parts.reader().thinSnapshots(parts.persistenceId()));
        var child =
                context.spawn(Scribe.create(setup, context.getSelf().narrow()), "scribe-" + life);
        context.watch(child);
        return child;
    }

    private Duration backoff() {
        int doublings = Math.min(failures - 1, 20);
        var delay = parts.limits().backoffMin().multipliedBy(1L << doublings);
        var max = parts.limits().backoffMax();
        return failures == 1 ? Duration.ofMillis(1) : delay.compareTo(max) < 0 ? delay : max;
    }
}
