package gesso.edge.live;

import gesso.protocol.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One session in a room: what it wants to hear of, what it already hears, and what it still waits
 * for. {@code live} and {@code pending} never overlap.
 */
final class Seat {
    /** Ids of widgets that the canvas does not have, that are kept for each session. */
    static final int ABSENT_MAX = 1_000;

    final String session;
    final String user;
    final String name;
    final ActorRef<ToSession> socket;
    final Set<String> live = new HashSet<>();
    final Set<String> pending = new LinkedHashSet<>();
    final Map<String, Long> since = new HashMap<>();

    /**
     * Claimed to have a revision that was not known here: how often the entity had told where it
     * stands by then.
     */
    final Map<String, Integer> doubted = new HashMap<>();

    /** What is watched anew: who cannot fold events wants to know what they came to. */
    final Set<String> afresh = new HashSet<>();

    private final Set<String> named = new HashSet<>();
    private final Set<String> excepted = new HashSet<>();
    private boolean all;
    Role role;
    boolean joined;
    boolean stalled;

    /** Presence was passed on that the session keeps for the next news. */
    boolean shown;

    boolean owesReady;

    /** How the apps stand, until {@code ready} has been said. */
    @Nullable ByteString standing;

    long joinedAt;

    Seat(String session, String user, String name, ActorRef<ToSession> socket, Role role) {
        this.session = session;
        this.user = user;
        this.name = name;
        this.socket = socket;
        this.role = role;
    }

    /** {@code watch} null for all. */
    void join(Map<String, Long> known, @Nullable Set<String> watch, long now) {
        joined = true;
        owesReady = true;
        joinedAt = now;
        all = watch == null;
        named.clear();
        excepted.clear();
        if (watch != null) {
            named.addAll(watch);
        }
        restart(known);
    }

    /** Everything is to be led on from these revisions. */
    void restart(Map<String, Long> known) {
        stalled = false;
        live.clear();
        pending.clear();
        doubted.clear();
        afresh.clear();
        since.clear();
        since.putAll(known);
    }

    /**
     * @param isHere whether the canvas has it now; of those that it may get later few are kept
     */
    void watch(String widget, boolean isHere) {
        if (isHere || named.size() < ABSENT_MAX) {
            named.add(widget);
        }
        excepted.remove(widget);
    }

    void unwatch(String widget, boolean isHere) {
        named.remove(widget);
        forget(widget);
        doubted.remove(widget);
        if (isHere || excepted.size() < ABSENT_MAX) {
            excepted.add(widget);
            afresh.add(widget);
        }
    }

    boolean wants(String widget) {
        return all ? !excepted.contains(widget) : named.contains(widget);
    }

    /** The widget is not heard of any more, until it comes back. */
    void forget(String widget) {
        live.remove(widget);
        pending.remove(widget);
        since.remove(widget);
    }

    void expect(String of) {
        if (!live.contains(of)) {
            pending.add(of);
        }
    }
}
