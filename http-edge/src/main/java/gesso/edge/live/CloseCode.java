package gesso.edge.live;

/** Why the server closes a socket: of WebSocket itself, and of the contract. */
public enum CloseCode {
    NORMAL(1000),
    PROTOCOL(1002),
    NOT_TEXT(1007),
    FLOOD(1008),
    TOO_LARGE(1009),
    DRAIN(1012),
    EXPIRED(4401),
    REVOKED(4403),
    LAGGING(4408);

    private final int number;

    CloseCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
