package gesso.deploy.whole;

import gesso.protocol.Json;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * The same as {@link Editor} by HTTP alone: one change after the other, each with a key, sent again
 * under that key to the next edge when it got 503 or no answer.
 */
final class HttpEditor implements AutoCloseable {
    private static final long BETWEEN_MILLIS = 20;
    private static final long AGAIN_MILLIS = 100;

    private final Person person;
    private final List<URI> edges;
    private final String canvas;
    private final String path;
    private final Acknowledged acked;
    private final Thread thread;
    private volatile boolean stop;
    private int edge;

    /** Starts at the first of the edges at once. */
    HttpEditor(Person person, List<URI> edges, String canvas, String widget, String prefix) {
        this.person = person;
        this.edges = List.copyOf(edges);
        this.canvas = canvas;
        this.path = "/api/apps/todo/" + widget + "/commands/set-state";
        this.acked = new Acknowledged(prefix);
        this.thread = Thread.ofVirtual().start(this::work);
    }

    int acknowledged() {
        return acked.count();
    }

    Set<String> errors() {
        return acked.errors();
    }

    private void work() {
        for (var count = 0; !stop; ) {
            if (acknowledged(acked.operation(count))) {
                count++;
                GessoProcess.sleep(BETWEEN_MILLIS);
            } else {
                edge = (edge + 1) % edges.size();
                GessoProcess.sleep(AGAIN_MILLIS);
            }
        }
    }

    private boolean acknowledged(String operation) {
        var data = Json.object();
        data.putObject("patch").put("newest", operation);
        try {
            var reply = person.at(edges.get(edge)).keyed("POST", path, operation, data.toString());
            if (reply.status() == 200) {
                acked.add(operation, reply.at("/revision").asLong());
                return true;
            }
            if (reply.status() != 503 || reply.header("retry-after").isEmpty()) {
                acked.error(reply.status() + " " + reply.raw().body());
            }
        } catch (UncheckedIOException nobodyThere) {
            // The next edge is asked.
        }
        return false;
    }

    /** Ends the work; what the journal then lacks or has twice. */
    Set<String> broken(Person at) {
        close();
        return acked.broken(at, canvas);
    }

    @Override
    public void close() {
        stop = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
