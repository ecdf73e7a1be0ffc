package gesso.load;

import gesso.load.client.Crowd;
import gesso.load.client.Moves;
import gesso.load.client.Ticket;
import gesso.load.server.Api;
import gesso.load.server.Api.Person;
import gesso.load.server.Unable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes people, canvases and widgets over HTTP, and lets the crowd in. */
final class Stage {
    private static final int AT_ONCE = 16;
    private static final int OPENING_MAX = 64;
    private static final long READY_SECONDS = 60;
    private static final int COLUMNS = 4;
    private static final int WIDGET_COLUMNS = 3;

    private final Api api;
    private final Progress progress;
    private final Stop stop;

    Stage(Api api, Progress progress, Stop stop) {
        this.api = api;
        this.progress = progress;
        this.stop = stop;
    }

    /** Tickets for everybody, the editors of all rooms first. */
    List<Ticket> prepare(Shape shape) {
        int rooms = shape.rooms();
        var people = all("people", rooms * shape.people(), n -> api.guest("Load " + n));
        var canvases =
                all(
                        "canvases",
                        rooms,
                        room -> api.canvas(people.get(room), "Load " + room, shape.collision()));
        var members =
                all(
                        "members",
                        people.size() - rooms,
                        n -> invite(shape, people, canvases, n + rooms));
        assert members.size() == people.size() - rooms;
        var widgets =
                all(
                        "widgets",
                        shape.hasWidgets() ? shape.senders() : 0,
                        n -> widget(people.get(n % rooms), canvases.get(n % rooms), n / rooms));
        return IntStream.range(0, shape.sockets())
                .mapToObj(n -> ticket(shape, people, canvases, widgets, n))
                .toList();
    }

    private String invite(Shape shape, List<Person> people, List<String> canvases, int n) {
        int room = n % shape.rooms();
        var role = n < shape.senders() ? "editor" : "viewer";
        api.member(people.get(room), canvases.get(room), people.get(n), role);
        return role;
    }

    String widget(Person owner, String canvas, int place) {
        return api.widget(owner, canvas, place % COLUMNS * WIDGET_COLUMNS, place / COLUMNS);
    }

    private static Ticket ticket(
            Shape shape, List<Person> people, List<String> canvases, List<String> widgets, int n) {
        int rooms = shape.rooms();
        int room = n % rooms;
        var person = people.get(room + rooms * (n / rooms % shape.people()));
        @Nullable String widget = n < widgets.size() ? widgets.get(n) : null;
        boolean cursor = shape.moves() == Moves.CURSORS && n < shape.senders();
        return new Ticket(room, canvases.get(room), person.token(), widget, cursor);
    }

    /** So many of them, some at once. */
    <T> List<T> all(String what, int count, IntFunction<T> make) {
        if (count == 0) {
            return List.of();
        }
        progress.say("preparing %,d %s".formatted(count, what));
        var made = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var running = new ArrayList<Future<T>>();
            for (int i = 0; i < count; i++) {
                int n = i;
                running.add(
                        threads.submit(() -> {
                            if (stop.isAsked()) {
                                throw new Unable("stopped before anything was measured");
                            }
                            var one = make.apply(n);
                            progress.made(made.incrementAndGet(), count, what);
                            return one;
                        }));
            }
            var all = new ArrayList<T>();
            for (var one : running) {
                all.add(result(one));
            }
            return all;
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CompletionException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unable("interrupted");
        }
    }

    /** Lets them all in, some at a time; returns when every one has all it watches. */
    void seat(Crowd crowd, List<Ticket> tickets) {
        progress.say("opening %,d sockets".formatted(tickets.size()));
        var room = new Semaphore(OPENING_MAX);
        var seated = new AtomicInteger();
        var opening =
                tickets.stream()
                        .map(ticket -> {
                            room.acquireUninterruptibly();
                            if (stop.isAsked()) {
                                throw new Unable("stopped before anything was measured");
                            }
                            return crowd.open(ticket)
                                    .orTimeout(READY_SECONDS, TimeUnit.SECONDS)
                                    .whenComplete((_, _) -> {
                                        room.release();
                                        progress.made(
                                                seated.incrementAndGet(),
                                                tickets.size(),
                                                "sockets");
                                    });
                        })
                        .toList();
        for (var one : opening) {
            try {
                one.join();
            } catch (CompletionException failed) {
                throw new Unable("a socket did not open: " + failed.getCause());
            }
        }
    }
}
