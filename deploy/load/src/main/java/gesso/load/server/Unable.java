package gesso.load.server;

/** Something outside stands in the way; the message tells people what, in one sentence. */
public final class Unable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Unable(String message) {
        super(message, null, false, false);
    }
}
