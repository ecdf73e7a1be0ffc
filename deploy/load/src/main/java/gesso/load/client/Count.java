package gesso.load.client;

/** What seats have done and seen since they came; only ever grows. */
public record Count(
        long sent,
        long acked,
        long refused,
        long retried,
        long own,
        long delivered,
        long missed,
        long superseded,
        long doubled,
        long frames,
        long bytes,
        long sentBytes,
        long malformed,
        long closed) {

    public static final Count ZERO = new Count(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public Count plus(Count other) {
        return combined(other, 1);
    }

    public Count minus(Count other) {
        return combined(other, -1);
    }

    private Count combined(Count other, int sign) {
        return new Count(
                sent + sign * other.sent,
                acked + sign * other.acked,
                refused + sign * other.refused,
                retried + sign * other.retried,
                own + sign * other.own,
                delivered + sign * other.delivered,
                missed + sign * other.missed,
                superseded + sign * other.superseded,
                doubled + sign * other.doubled,
                frames + sign * other.frames,
                bytes + sign * other.bytes,
                sentBytes + sign * other.sentBytes,
                malformed + sign * other.malformed,
                closed + sign * other.closed);
    }
}
