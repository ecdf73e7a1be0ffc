package gesso.cluster.canvas;

import gesso.protocol.entity.Access;
import gesso.protocol.entity.LeaseUpdate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which rooms and widgets may act for the canvas, and which access each of them has confirmed. A
 * lease is counted from when its request arrived, so it is never longer at the holder, who counts
 * from when it was sent. All times are monotonic nanoseconds. Actor-confined.
 *
 * @param <H> how a holder is known
 * @param <R> how the rooms of other nodes are reached
 */
final class Leases<H, R> {
    private static final long LEASE_NANOS = LeaseUpdate.LEASE_MILLIS * 1_000_000;

    private record Holder<R>(
            @Nullable String widget, @Nullable R room, long until, long confirmed) {}

    private final Map<H, Holder<R>> holders = new HashMap<>();
    private final long formerUntil;

    /**
     * @param born when this life of the canvas began: a former life may have given leases until
     *     then
     */
    Leases(long born) {
        formerUntil = born + LEASE_NANOS;
    }

    /**
     * Notes a lease; a holder without one had nothing to confirm, since it accepts nothing before
     * the answer.
     *
     * @return whether the holder still has to confirm {@code access}
     */
    boolean renew(H holder, @Nullable String widget, @Nullable R room, long access, long now) {
        var known = holders.get(holder);
        long confirmed = known == null ? access : known.confirmed();
        holders.put(holder, new Holder<>(widget, room, now + LEASE_NANOS, confirmed));
        return confirmed < access;
    }

    void release(H holder) {
        holders.remove(holder);
    }

    void confirm(H holder, long access) {
        holders.computeIfPresent(
                holder,
                (_, known) ->
                        new Holder<>(
                                known.widget(),
                                known.room(),
                                known.until(),
                                Math.max(known.confirmed(), access)));
    }

    void expire(long now) {
        holders.values().removeIf(holder -> now - holder.until() >= 0);
    }

    /** Nobody whom this life knows acts under an access older than this one any more. */
    boolean settled(long access, long now) {
        return holders.values().stream()
                .allMatch(holder -> holder.confirmed() >= access || now - holder.until() >= 0);
    }

    /** No lease of a former life of the canvas can run any more. */
    boolean formersGone(long now) {
        return now - formerUntil >= 0;
    }

    boolean isEmpty() {
        return holders.isEmpty();
    }

    /** Those of the other nodes. */
    List<R> rooms(@Nullable R except) {
        return holders.values().stream()
                .flatMap(holder -> Stream.ofNullable(holder.room()))
                .filter(room -> !room.equals(except))
                .toList();
    }

    Set<String> widgets() {
        return holders.values().stream()
                .flatMap(holder -> Stream.ofNullable(holder.widget()))
                .collect(Collectors.toSet());
    }

    /** What each holder may see of an access. */
    void forEach(Access access, BiConsumer<H, Access> tell) {
        holders.forEach((ref, holder) -> tell.accept(ref, forHolder(access, holder.widget())));
    }

    /** A widget needs to know of no other widget. */
    static Access forHolder(Access access, @Nullable String widget) {
        if (widget == null) {
            return access;
        }
        var own = access.widgets().get(widget);
        return new Access(
                access.revision(),
                access.members(),
                own == null ? Map.of() : Map.of(widget, own),
                access.deleted());
    }
}
