package gesso.ai.work;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.typed.ActorSystem;

/** Looks now and then whether somebody still wants what is being made. */
public final class Watch {
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final ActorSystem<?> system;
    private final Desk desk;

    public Watch(ActorSystem<?> system, Desk desk) {
        this.system = system;
        this.desk = desk;
    }

    /**
     * Calls {@code giveUp} when the version is over, such as cancelled.
     *
     * @return ends the watch
     */
    Runnable of(String generation, int version, Runnable giveUp) {
        var ended = new AtomicBoolean();
        next(generation, version, giveUp, ended);
        return () -> ended.set(true);
    }

    private void next(String generation, int version, Runnable giveUp, AtomicBoolean ended) {
        system.scheduler()
                .scheduleOnce(
                        BETWEEN,
                        () -> {
                            if (!ended.get()) {
                                look(generation, version, giveUp, ended);
                            }
                        },
                        system.executionContext());
    }

    private void look(String generation, int version, Runnable giveUp, AtomicBoolean ended) {
        desk.read(generation)
                .whenComplete((found, _) -> {
                    boolean over =
                            found != null
                                    && found.filter(g -> g.newest().number() == version)
                                            .filter(g -> !g.newest().step().isOver())
                                            .isEmpty();
                    if (over) {
                        ended.set(true);
                        giveUp.run();
                    } else {
                        next(generation, version, giveUp, ended);
                    }
                });
    }
}
