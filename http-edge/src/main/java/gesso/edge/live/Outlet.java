package gesso.edge.live;

import gesso.protocol.live.FrameCodec;
import gesso.protocol.live.ServerFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The way out of a session: joins what waits into frames as fast as the client takes them, and
 * knows which revision of each entity the client will have. A client that takes nothing is lagging:
 * events stop, and the room leads it on anew when it has taken all that was left. Confined to its
 * session.
 */
final class Outlet {
    private final String session;
    private final LiveLimits limits;
    private final LiveMetrics metrics;
    private final Consumer<ToRoom> room;
    private final Outbox outbox = new Outbox();
    private final Map<String, Long> cursor = new HashMap<>();
    private @Nullable Consumer<Wire.Out> out;
    private @Nullable CloseCode closing;
    private boolean free = true;
    private boolean lagging;
    private boolean readyLost;
    private long flushedAt = System.nanoTime();

    Outlet(String session, LiveLimits limits, LiveMetrics metrics, Consumer<ToRoom> room) {
        this.session = session;
        this.limits = limits;
        this.metrics = metrics;
        this.room = room;
    }

    void attach(Consumer<Wire.Out> wire) {
        out = wire;
    }

    boolean isClosing() {
        return closing != null;
    }

    /** Too many answers wait, or the last frame was given away long ago. */
    boolean isStuck(long now) {
        boolean stuck = !free && now - flushedAt > limits.lagTimeout().toNanos();
        return stuck || outbox.notes() > limits.outboxMessages();
    }

    /** Whether an event of this revision must have come by now, for one who hears of it at all. */
    boolean isBehind(String of, long rev) {
        return !lagging && cursor.getOrDefault(of, Long.MAX_VALUE) < rev;
    }

    void send(ServerFrame frame) {
        outbox.note(ByteString.fromArrayUnsafe(FrameCodec.bytes(frame)));
    }

    /** Everything is led on from these revisions. */
    void restart(Map<String, Long> known) {
        outbox.dropDeltas();
        cursor.clear();
        cursor.putAll(known);
    }

    void forget(List<String> widgets) {
        widgets.forEach(cursor::remove);
    }

    void note(ByteString bytes) {
        outbox.note(bytes);
    }

    void ready(long at) {
        if (lagging) {
            readyLost = true;
        } else {
            send(new ServerFrame.Ready(at));
        }
    }

    void fresh(String of, long rev, ByteString bytes) {
        if (!lagging) {
            cursor.put(of, rev);
            outbox.state(of, bytes);
        }
    }

    void seen(Map<String, ByteString> live) {
        if (!lagging) {
            live.forEach(outbox::live);
            outbox.noLive(session);
        }
    }

    void delta(ToSession.Delta delta) {
        var of = delta.of();
        var entries = delta.entries();
        var have = cursor.get(of);
        if (lagging || have == null) {
            return;
        }
        long rev = have;
        for (var entry : entries) {
            if (entry.rev() == rev + 1) {
                rev = entry.rev();
                outbox.event(of, rev, entry.bytes());
            }
        }
        cursor.put(of, rev);
        if (entries.getLast().rev() > rev) {
            resume();
        } else if (isFull()) {
            // What came in one piece is no lag, and no frame under way would end it.
            give();
            if (isFull()) {
                lag();
            }
        }
    }

    private boolean isFull() {
        return outbox.deltaBytes() > limits.outboxBytes()
                || outbox.size() - outbox.notes() > limits.outboxMessages();
    }

    private void lag() {
        lagging = true;
        metrics.lag();
        outbox.dropDeltas()
                .forEach((of, rev) -> {
                    if (rev < 0) {
                        cursor.remove(of);
                    } else {
                        cursor.put(of, rev - 1);
                    }
                });
        room.accept(new ToRoom.Stall(session));
    }

    private void resume() {
        room.accept(new ToRoom.Resume(session, Map.copyOf(cursor), readyLost));
        readyLost = false;
    }

    /** Nothing but this goodbye and the answers before it; then the socket is closed. */
    void bye(String code, CloseCode close) {
        closing = close;
        metrics.bye(code);
        outbox.dropDeltas();
        lagging = true;
        send(new ServerFrame.Bye(code));
    }

    /** The stream has taken the last frame. */
    void taken() {
        free = true;
        if (lagging && closing == null && outbox.isEmpty()) {
            lagging = false;
            resume();
        }
    }

    /** At once; what comes while a frame is under way is joined in the next. */
    void flush() {
        if (out == null || !free) {
            return;
        }
        if (outbox.isEmpty()) {
            if (closing != null) {
                out.accept(new Wire.Out.End(closing));
                free = false;
            }
            return;
        }
        give();
    }

    private void give() {
        if (out != null && free) {
            var frame = outbox.take(limits.outFrameBytes());
            metrics.frame(frame.size());
            flushedAt = System.nanoTime();
            free = false;
            out.accept(new Wire.Out.Text(frame));
        }
    }

    /** The other side takes nothing any more. */
    void abandon() {
        if (out != null) {
            out.accept(new Wire.Out.Abandon());
        }
    }

    /** The next message of the client may come. */
    void next() {
        if (out != null) {
            out.accept(new Wire.Out.Next());
        }
    }
}
