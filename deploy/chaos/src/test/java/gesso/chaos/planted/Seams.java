package gesso.chaos.planted;

import gesso.cluster.live.Recorded;
import gesso.cluster.live.Rules;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the changed classes call in place of what they called. Runs inside the nodes. */
public final class Seams {
    private static final int LOST_EVERY = 40;
    private static final int DISCARDED_EVERY = 5;

    private Seams() {}

    /** What is on its way to the disk counts as there. */
    public static CompletableFuture<@Nullable Void> already(CompletableFuture<Void> stored) {
        return stored.isDone()
                ? stored.thenApply(_ -> null)
                : CompletableFuture.completedFuture(null);
    }

    public static void forget(Object operations, Object key, Object first) {}

    /** Claims to know one revision less of everything. */
    public static @Nullable Map<String, Long> oneBack(@Nullable Map<String, Long> since) {
        if (since == null) {
            return null;
        }
        var less = new HashMap<String, Long>();
        since.forEach((of, revision) -> less.put(of, Math.max(0, revision - 1)));
        return less;
    }

    /** Every fortieth event reaches nobody, and nobody notices. */
    public static void lose(Object outbox, String of, long revision, Object bytes)
            throws ReflectiveOperationException {
        if (revision % LOST_EVERY != 0) {
            event(outbox).invoke(outbox, of, revision, bytes);
        }
    }

    private static Method event(Object outbox) {
        var event =
                Arrays.stream(outbox.getClass().getDeclaredMethods())
                        .filter(method -> method.getName().equals("event"))
                        .findFirst()
                        .orElseThrow();
        event.setAccessible(true);
        return event;
    }

    /** A replay passes over every fifth event. */
    public static <S, E> S discard(Rules<S, E> rules, S state, Recorded<E> recorded) {
        return recorded.revision() % DISCARDED_EVERY == 0 ? state : rules.evolve(state, recorded);
    }

    /** The last first. */
    public static <T> List<T> reversed(Collection<? extends T> list) {
        return List.<T>copyOf(list).reversed();
    }

    /** A conflict with another writer counts as stored. */
    public static boolean swallow(CompletableFuture<?> done, Throwable failure) {
        boolean conflict = failure instanceof SQLException sql && "23505".equals(sql.getSQLState());
        return conflict ? done.complete(null) : done.completeExceptionally(failure);
    }
}
