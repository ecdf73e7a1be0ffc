package gesso.load.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What the servers' JVMs hold alive, asked of them by the JDK's own {@code jcmd}. */
public final class Heap {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)\\s*$");

    private Heap() {}

    /** Bytes that are reachable, after a full collection in each. */
    public static long live(List<Long> servers) {
        return servers.stream().mapToLong(Heap::live).sum();
    }

    private static long live(long pid) {
        // Twice: what the first one hands to cleaners goes with the second.
        ask(pid, "GC.run");
        return total(ask(pid, "GC.class_histogram"));
    }

    static long total(String histogram) {
        var match = TOTAL.matcher(histogram);
        if (!match.find()) {
            throw new Unable("jcmd said no total: " + histogram.lines().findFirst().orElse(""));
        }
        return Long.parseLong(match.group(1));
    }

    private static String ask(long pid, String what) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var process =
                    new ProcessBuilder(jcmd, "" + pid, what).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new Unable("jcmd %d %s failed: %s".formatted(pid, what, said.strip()));
            }
            return said;
        } catch (IOException failed) {
            throw new Unable("jcmd cannot be run: " + failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unable("interrupted");
        }
    }
}
