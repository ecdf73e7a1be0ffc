package gesso.edge.live;

import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.EventView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.apache.pekko.util.ByteString;

/**
 * A room's subscription to one entity. It notices when the subscription is lost: by a gap, by a
 * heartbeat that is ahead, by silence, or when an answer knows a newer revision; then it subscribes
 * anew from what it has. Times are monotonic nanoseconds.
 */
final class Follow {
    /** An unanswered subscription is sent again after this. */
    private static final long ANSWER_NANOS = 2_000_000_000L;

    private static final long WANTS_STATE = -1;

    private final String backend;
    private final Tail tail;
    private final LongConsumer subscribe;
    private final long silenceNanos;
    private boolean asking;
    private long askedSince = WANTS_STATE;
    private long askedAt;
    private long heardAt;
    private int told;

    /**
     * @param backend of a widget: names its shard type, also when nobody knows the widget any more
     */
    Follow(String backend, Tail tail, LongConsumer subscribe, long silenceNanos) {
        this.backend = backend;
        this.tail = tail;
        this.subscribe = subscribe;
        this.silenceNanos = silenceNanos;
    }

    String backend() {
        return backend;
    }

    Tail tail() {
        return tail;
    }

    /** First subscription, from what its first reader has; negative for a state. */
    void start(long since, long now) {
        heardAt = now;
        ask(since, now);
    }

    /** How often the entity has said where it stands when it was asked for that. */
    int told() {
        return told;
    }

    /** A fresh state is needed and none is on its way. */
    void wantState(long now) {
        if (!asking || askedSince != WANTS_STATE) {
            ask(WANTS_STATE, now);
        }
    }

    /** Takes events over and gives those that are new, in order. */
    List<Tail.Entry> events(
            EntityUpdate.Events update, Function<EventView, ByteString> encode, long now) {
        heardAt = now;
        long have = tail.isKnown() || !asking ? tail.rev() : askedSince;
        var events = update.events();
        if (have < 0 || (!events.isEmpty() && events.getFirst().rev() > have + 1)) {
            renew(now);
            return List.of();
        }
        settle();
        var news = new ArrayList<Tail.Entry>();
        for (var event : events) {
            if (event.rev() == tail.rev() + 1) {
                var entry = new Tail.Entry(event.rev(), encode.apply(event));
                tail.add(entry);
                news.add(entry);
            }
        }
        return news;
    }

    /** True when everybody who follows needs this state, as events are missing before it. */
    boolean state(EntityUpdate.State update, long now) {
        heardAt = now;
        boolean known = tail.isKnown();
        boolean wasAsked = asking && askedSince == WANTS_STATE;
        asking = false;
        told += wasAsked ? 1 : 0;
        if (known && update.rev() <= tail.rev()) {
            if (!tail.keep(update) && wasAsked) {
                ask(WANTS_STATE, now);
            }
            return false;
        }
        tail.startWith(update);
        return known;
    }

    void alive(EntityUpdate.Alive update, long now) {
        heardAt = now;
        if (asking && !tail.isKnown() && update.rev() == askedSince) {
            settle();
        }
        if (update.rev() > tail.rev()) {
            renew(now);
        }
    }

    /** Somebody knows that the entity has come to {@code rev}. */
    void behind(long rev, long now) {
        if (tail.isKnown() && rev > tail.rev()) {
            renew(now);
        }
    }

    void beat(long now) {
        if (asking && now - askedAt > ANSWER_NANOS) {
            ask(askedSince, now);
        } else if (!asking && now - heardAt > silenceNanos) {
            renew(now);
        }
    }

    /** A subscription from a revision is answered: that revision is known to be real. */
    private void settle() {
        if (asking && askedSince != WANTS_STATE) {
            asking = false;
            if (!tail.isKnown()) {
                tail.startAt(askedSince);
            }
        }
    }

    private void renew(long now) {
        if (!asking) {
            ask(tail.isKnown() ? tail.rev() : WANTS_STATE, now);
        }
    }

    private void ask(long since, long now) {
        asking = true;
        askedSince = since;
        askedAt = now;
        subscribe.accept(since);
    }
}
