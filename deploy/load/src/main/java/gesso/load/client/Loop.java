package gesso.load.client;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One event loop with its seats: their turns, and what they share. Confined to that loop. */
final class Loop {
    private static final long PAUSE_MIN_NANOS = 50_000;
    private static final long POINT_MILLIS = 5;

    final EventLoop events;
    final Tally tally = new Tally();
    final Scan scan = new Scan();
    final Operation operation = new Operation();
    final List<Seat> seats = new ArrayList<>();
    @Nullable Phase phase;
    private byte[] scratch = new byte[64 * 1024];
    private Seat[] turns = new Seat[0];
    private int turn;
    private long round;
    private long pointed;

    Loop(EventLoop events) {
        this.events = events;
    }

    byte[] scratch(int size) {
        if (scratch.length < size) {
            scratch = new byte[Math.max(size, scratch.length * 2)];
        }
        return scratch;
    }

    /** From now on the seats send what this phase wants, each at its turn. */
    void begin(Phase next) {
        phase = next;
        var senders =
                seats.stream().filter(seat -> seat.sends(next)).mapToInt(Seat::number).toArray();
        var byNumber = new Seat[seats.stream().mapToInt(Seat::number).max().orElse(0) + 1];
        for (var seat : seats) {
            byNumber[seat.number()] = seat;
            seat.begin();
        }
        var order = next.schedule().inOrder(senders);
        turns = new Seat[order.length];
        for (int i = 0; i < order.length; i++) {
            turns[i] = byNumber[order[i]];
        }
        turn = 0;
        round = 0;
        if (turns.length > 0) {
            events.execute(() -> send(next));
            pointed = 0;
            if (next.cursors() > 0) {
                events.execute(() -> point(next));
            }
        }
    }

    private void send(Phase of) {
        if (phase != of || turns.length == 0) {
            return;
        }
        long now = System.nanoTime();
        long due = due(of);
        while (due <= now && due < of.schedule().end()) {
            turns[turn].owe((round + 1) * of.batch());
            if (++turn == turns.length) {
                turn = 0;
                round++;
            }
            due = due(of);
        }
        if (due < of.schedule().end()) {
            events.schedule(
                    () -> send(of),
                    Math.max(PAUSE_MIN_NANOS, due - System.nanoTime()),
                    TimeUnit.NANOSECONDS);
        }
    }

    private void point(Phase of) {
        if (phase != of || turns.length == 0) {
            return;
        }
        double seconds = (System.nanoTime() - of.schedule().begin()) / 1e9;
        for (long due = (long) (seconds * of.cursors() * turns.length); pointed < due; pointed++) {
            turns[(int) (pointed % turns.length)].point((int) (pointed / turns.length));
        }
        events.schedule(() -> point(of), POINT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private long due(Phase of) {
        return of.schedule().due(turns[turn].number(), round);
    }

    /** Nothing more is sent; what is under way is still counted. */
    void halt() {
        turns = new Seat[0];
    }
}
