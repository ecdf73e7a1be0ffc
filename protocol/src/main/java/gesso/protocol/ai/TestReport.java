package gesso.protocol.ai;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened when the code was run from mount to unmount, apart from everything.
 *
 * @param console what it said, shortened
 * @param calls what it asked of the page by its contract, and how often
 */
public record TestReport(
        boolean passed, List<Step> steps, List<String> console, List<Call> calls, long millis) {
    public static final int STEPS_MAX = 50;
    public static final int CONSOLE_MAX = 50;
    public static final int CALLS_MAX = 50;

    /** Reports from before calls were counted have none. */
    public TestReport(
            boolean passed,
            List<Step> steps,
            List<String> console,
            @Nullable List<Call> calls,
            long millis) {
        this.passed = passed;
        this.steps = steps;
        this.console = console;
        this.calls = calls == null ? List.of() : calls;
        this.millis = millis;
    }

    /**
     * @param detail what was seen; of a failed step why
     */
    public record Step(String name, boolean passed, long millis, String detail) {}

    /**
     * @param name of the call; of a command with the command's own, such as {@code command
     *     records.add}
     */
    public record Call(String name, int count) {}
}
