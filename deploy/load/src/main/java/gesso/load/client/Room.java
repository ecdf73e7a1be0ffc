package gesso.load.client;

import java.util.concurrent.atomic.AtomicLong;

/** One canvas of the run: the newest revision that anybody has heard of. */
final class Room {
    private final AtomicLong newest = new AtomicLong();

    void heard(long revision) {
        if (revision > newest.getPlain()) {
            newest.accumulateAndGet(revision, Math::max);
        }
    }

    long newest() {
        return newest.get();
    }
}
