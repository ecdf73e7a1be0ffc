package gesso.deploy;

/**
 * Why Gesso does not start, in words for the person at the terminal; never shown with a stack
 * trace.
 */
public final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotStart(String message) {
        super(message);
    }

    public CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
