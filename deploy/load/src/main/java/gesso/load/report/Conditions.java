package gesso.load.report;

/**
 * Under what a run was measured.
 *
 * @param server its address, or that it was started for the run
 * @param pinned whether the server had one core and everything else another
 */
public record Conditions(
        String at,
        String server,
        boolean pinned,
        int cpus,
        int clientThreads,
        String transport,
        String java,
        String os,
        double loadBefore,
        double loadAfter) {}
