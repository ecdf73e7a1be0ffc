package gesso.deploy.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.deploy.whole.Person;
import gesso.deploy.whole.Socket;
import gesso.protocol.Json;
import java.util.ArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/** Edits as fast as they are acknowledged, in arrays over some sockets of one person. */
final class Drive {
    private static final int BATCH = 100;
    private static final int SOCKETS = 4;

    /** Arrays of one socket that are not answered yet. */
    private static final int UNANSWERED = 5;

    private static final int ANSWER_SECONDS = 30;
    private static final long END_NANOS = TimeUnit.MINUTES.toNanos(2);

    private Drive() {}

    /** Of one widget. */
    static void moves(Person owner, String canvas, String widget, int edits)
            throws InterruptedException {
        send(owner, canvas, edits, i -> Crowd.move(Socket.newOperation(), widget, i));
    }

    /**
     * Sends so many edits; returns when all are acked.
     *
     * @param edit the i-th command of a socket
     */
    static void send(Person owner, String canvas, int edits, IntFunction<ObjectNode> edit)
            throws InterruptedException {
        var answered = new AtomicLong();
        var threads = new ArrayList<Thread>();
        var sockets = new ArrayList<Socket>();
        int batches = edits / SOCKETS / BATCH;
        for (var s = 0; s < SOCKETS; s++) {
            var room = new Semaphore(UNANSWERED);
            var open = new AtomicLong();
            var socket = Socket.join(owner, canvas, "hot-" + s + "-" + System.nanoTime());
            sockets.add(
                    socket.stream(message -> {
                        if (message.path("t").asText().equals("ack")) {
                            answered.incrementAndGet();
                            if (open.incrementAndGet() % BATCH == 0) {
                                room.release();
                            }
                        } else if (message.path("t").asText().equals("retry")
                                || message.path("t").asText().equals("no")) {
                            throw new IllegalStateException("not taken: " + message);
                        }
                    }));
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                for (var batch = 0; batch < batches; batch++) {
                                    if (!roomWithin(room, ANSWER_SECONDS)) {
                                        return;
                                    }
                                    var frame = Json.MAPPER.createArrayNode();
                                    for (var i = 0; i < BATCH; i++) {
                                        frame.add(edit.apply(batch * BATCH + i));
                                    }
                                    socket.send(frame);
                                }
                            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        var wanted = (long) batches * BATCH * SOCKETS;
        var deadline = System.nanoTime() + END_NANOS;
        while (answered.get() < wanted && System.nanoTime() < deadline) {
            Thread.sleep(1);
        }
        sockets.forEach(Socket::close);
        if (answered.get() < wanted) {
            throw new IllegalStateException(
                    "only " + answered.get() + " of " + wanted + " edits were acknowledged");
        }
    }

    /** False when the server has stopped answering: what is missing is counted by the caller. */
    private static boolean roomWithin(Semaphore room, int seconds) {
        try {
            return room.tryAcquire(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            return false;
        }
    }
}
