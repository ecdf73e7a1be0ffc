package gesso.load.client;

/** What the seats of one event loop count. Confined to that loop; {@link #take} is called there. */
final class Tally {
    long sent;
    long acked;
    long refused;
    long retried;
    long own;
    long delivered;
    long missed;
    long superseded;
    long doubled;
    long frames;
    long bytes;
    long sentBytes;
    long malformed;
    long closed;
    private Latencies ack = new Latencies();
    private Latencies seen = new Latencies();
    private Latencies unmeasured = new Latencies();

    /** What came since the last call, of what was meant to be sent in the measured window. */
    record Taken(Count count, Latencies ack, Latencies seen, Latencies warmUp) {}

    void answered(long nanos, boolean measured) {
        if (measured) {
            ack.addNanos(nanos);
        }
    }

    void seen(long nanos, boolean measured) {
        (measured ? seen : unmeasured).addNanos(nanos);
    }

    Count count() {
        return new Count(
                sent,
                acked,
                refused,
                retried,
                own,
                delivered,
                missed,
                superseded,
                doubled,
                frames,
                bytes,
                sentBytes,
                malformed,
                closed);
    }

    Taken take() {
        var taken = new Taken(count(), ack, seen, unmeasured);
        ack = new Latencies();
        seen = new Latencies();
        unmeasured = new Latencies();
        return taken;
    }
}
