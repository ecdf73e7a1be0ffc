package gesso.edge.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What an operator sees of the live path. Thread-safe. */
public final class LiveMetrics {
    private final MeterRegistry registry;
    private final AtomicInteger sockets;
    private final AtomicInteger rooms;
    private final Counter frames;
    private final Counter bytes;
    private final Counter lags;
    private final Counter retries;
    private final Counter withheld;

    public LiveMetrics(MeterRegistry registry) {
        this.registry = registry;
        sockets = registry.gauge("gesso_live_sockets", new AtomicInteger());
        rooms = registry.gauge("gesso_live_rooms", new AtomicInteger());
        frames = registry.counter("gesso_live_frames");
        bytes = registry.counter("gesso_live_bytes");
        lags = registry.counter("gesso_live_lags");
        retries = registry.counter("gesso_live_retries");
        withheld = registry.counter("gesso_live_presence_withheld");
    }

    void sockets(int count) {
        sockets.set(count);
    }

    void rooms(int count) {
        rooms.set(count);
    }

    void frame(int size) {
        frames.increment();
        bytes.increment(size);
    }

    void lag() {
        lags.increment();
    }

    void retry() {
        retries.increment();
    }

    /** One person's move that one session did not need to hear of. */
    void withheld(int messages) {
        withheld.increment(messages);
    }

    void bye(String code) {
        registry.counter("gesso_live_byes", "code", code).increment();
    }
}
