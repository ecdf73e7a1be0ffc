package gesso.ai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of a job. Whatever the code has done, there is one of these. */
public sealed interface Answer {

    /**
     * What check or harness have found, good or bad.
     *
     * @param unhandled promises that were refused without anybody taking note; a fault of the code
     * @param millis within the process
     */
    record Report(JsonNode report, int unhandled, long millis) implements Answer {}

    /** The script that was to report has thrown. */
    record Threw(String message) implements Answer {}

    /** It wanted more than it may have. */
    record Stopped(Bound bound) implements Answer {}

    /**
     * The process has ended, or was ended when it did not answer.
     *
     * @param exit its exit code; 128 and the signal where it was one
     * @param said the end of what it wrote about that; for logs, not for people
     */
    record Died(int exit, String said) implements Answer {}

    /** Here is no sandbox at all: nothing can be said about the code. */
    record Unavailable(String reason) implements Answer {}

    enum Bound {
        TIME,
        MEMORY,
        /** Of what it was given, or of its report. */
        SIZE
    }
}
