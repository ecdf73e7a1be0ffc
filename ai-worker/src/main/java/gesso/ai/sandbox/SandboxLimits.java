package gesso.ai.sandbox;

import java.time.Duration;

/**
 * How much a child process may take.
 *
 * @param job of one job, from when it runs
 * @param grace after that it must have answered, or is ended
 * @param start of a process, until it takes jobs
 * @param jobs after so many it is replaced
 * @param data bytes of memory of its own (RLIMIT_DATA); V8 reserves more than that, but uses less
 */
public record SandboxLimits(Duration job, Duration grace, Duration start, int jobs, long data) {
    /** The start is that of a busy machine; on an idle one it is a second. */
    public static final SandboxLimits USUAL =
            new SandboxLimits(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(30),
                    32,
                    768L << 20);

    /** Seconds of the processor for the whole life of a process (RLIMIT_CPU). */
    long processor() {
        return start.plus(job.plus(grace).multipliedBy(jobs)).toSeconds();
    }
}
