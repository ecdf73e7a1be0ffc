package gesso.ai.analysis;

/** What one kind of request has made of some words. */
sealed interface Outcome {
    Outcome DONE = new Done();

    /** The words ask for something else. */
    Outcome OTHER = new Other();

    record Done() implements Outcome {}

    record Other() implements Outcome {}

    /** They ask for this, and it cannot be; the reason is for the person who asked. */
    record Problem(String reason) implements Outcome {}

    static Outcome problem(String reason, Object... parts) {
        return new Problem(reason.formatted(parts));
    }
}
