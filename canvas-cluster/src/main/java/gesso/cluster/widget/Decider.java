package gesso.cluster.widget;

import gesso.protocol.entity.WidgetStart;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * By what one widget's commands are decided: its backend, bound to the version of the app that the
 * widget runs. Has that found out again whenever the version is another one. Times are monotonic
 * nanoseconds. Actor-confined.
 */
final class Decider<S, E> {
    private static final long ASK_AGAIN_NANOS = 1_000_000_000;

    /** The registry may learn of a version that it does not know. */
    private static final long STILL_UNKNOWN_NANOS = 5_000_000_000L;

    private final MicroAppBackend<S, E> unbound;
    private final Consumer<Specifications.Of> ask;
    private MicroAppBackend<S, E> backend;
    private Specifications.@Nullable Of of;
    private boolean unknown;
    private Specifications.@Nullable Of asking;
    private long asked;

    /**
     * @param ask has {@link #learnt} called, sooner or later or never
     */
    Decider(MicroAppBackend<S, E> unbound, Consumer<Specifications.Of> ask) {
        this.unbound = unbound;
        this.backend = unbound;
        this.ask = ask;
    }

    MicroAppBackend<S, E> backend() {
        return backend;
    }

    /** Whether commands can be decided; while not, it is being found out. */
    boolean isReady(WidgetStart start, long now) {
        if (!unbound.isSpecified()) {
            return true;
        }
        var wanted = new Specifications.Of(start.app(), start.version());
        boolean known = wanted.equals(of);
        if (known && !(unknown && now - asked >= STILL_UNKNOWN_NANOS)) {
            return true;
        }
        if (!wanted.equals(asking) || now - asked >= ASK_AGAIN_NANOS) {
            asking = wanted;
            asked = now;
            ask.accept(wanted);
        }
        return known;
    }

    /**
     * @param found nothing when the registry knows no such version
     */
    void learnt(Specifications.Of answered, Optional<MicroAppBackend<S, E>> found) {
        if (answered.equals(asking)) {
            asking = null;
            of = answered;
            unknown = found.isEmpty();
            backend = found.orElseGet(() -> unbound.of(null));
        }
    }
}
