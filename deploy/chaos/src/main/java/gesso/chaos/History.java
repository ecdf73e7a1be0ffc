package gesso.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Everything that was asked, answered and seen, one JSON object a line, in the order of the
 * monotonic clock of this one process: {@code n} is its nanoseconds since the start. What a line
 * says is in {@code e}. An answer is written when it has come, a request before it is sent.
 */
public final class History implements AutoCloseable {
    private final BufferedWriter out;
    private final long began = System.nanoTime();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong acked = new AtomicLong();

    public History(Path file) throws IOException {
        out = Files.newBufferedWriter(file);
    }

    long asked() {
        return asked.get();
    }

    long acked() {
        return acked.get();
    }

    /** An operation is about to be sent. */
    void invoke(Sent sent, String connection, boolean again) {
        if (!again) {
            asked.incrementAndGet();
        }
        var line = of("invoke", sent).put("connection", connection).put("user", sent.user());
        line.put("do", sent.what()).put("again", again);
        line.set("data", sent.data());
        write(line);
    }

    /** It was acknowledged. */
    void ok(Sent sent, JsonNode answer, boolean first) {
        if (first) {
            acked.incrementAndGet();
        }
        var line = of("ok", sent);
        line.set("rev", answer.path("rev"));
        line.set("at", answer.path("at"));
        line.set("data", answer.path("data"));
        write(line);
    }

    /** It was refused. */
    void fail(Sent sent, String code) {
        write(of("fail", sent).put("code", code));
    }

    /** Nobody knows what has become of it. */
    void info(Sent sent, String why) {
        write(of("info", sent).put("why", why));
    }

    private static ObjectNode of(String what, Sent sent) {
        return line(what)
                .put("client", sent.client())
                .put("op", sent.id())
                .put("canvas", sent.canvas())
                .put("to", sent.to());
    }

    static ObjectNode line(String what) {
        return Json.object().put("n", 0L).put("e", what);
    }

    /** One line; the moment is put in here, so that lines are in order of it. */
    synchronized void write(ObjectNode line) {
        try {
            line.put("n", System.nanoTime() - began);
            out.write(Json.text(line));
            out.write('\n');
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    synchronized void flush() {
        try {
            out.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
