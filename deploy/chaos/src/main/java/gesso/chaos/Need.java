package gesso.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a fault asks of the machine. A run that lacks it does not start: it never skips a fault. */
enum Need {
    /** Network namespaces below one that belongs to this run alone. */
    NETWORK,
    /** A file system of a fixed size in a mount namespace of this run alone. */
    DISK,
    /** System calls of PostgreSQL can be made slow or fail. */
    TRACE,
    /** A process can be told another time. */
    CLOCK;

    private static final Path OWN = Path.of("/proc/self/ns");

    /**
     * @return sentences, each with what to do about it
     */
    static List<String> missing(Set<Fault> faults) {
        var needs = EnumSet.noneOf(Need.class);
        faults.forEach(fault -> needs.addAll(fault.needs));
        var missing = new ArrayList<String>();
        if (needs.contains(NETWORK) || needs.contains(DISK)) {
            if (!isRoot()) {
                missing.add("Namespaces and mounts need root: start it with sudo.");
            } else if (!isApart()) {
                missing.add(
                        "The run is not in namespaces of its own: start it as ./gesso chaos, where"
                                + " `unshare --net --mount true` works.");
            }
        }
        if (needs.contains(NETWORK)) {
            program("ip", "iproute2", missing);
            program("nsenter", "util-linux", missing);
        }
        if (needs.contains(DISK)) {
            program("mount", "mount", missing);
        }
        if (needs.contains(TRACE)) {
            program("strace", "strace", missing);
        }
        if (needs.contains(CLOCK) && FakeClock.library().isEmpty()) {
            missing.add("libfaketime is missing: apt-get install -y faketime");
        }
        return missing;
    }

    private static void program(String name, String debianPackage, List<String> missing) {
        var places = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"));
        if (places.noneMatch(place -> Files.isExecutable(Path.of(place, name)))) {
            missing.add(name + " is missing: apt-get install -y " + debianPackage);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /**
     * Whether nothing that is done to network and mounts here can be seen by the machine: its own
     * namespaces are named in the environment by who made others for us.
     */
    private static boolean isApart() {
        var outside = System.getenv("GESSO_CHAOS_OUTSIDE");
        if (outside == null || outside.isBlank()) {
            return false;
        }
        try {
            for (var kind : List.of("net", "mnt")) {
                if (outside.contains(Files.readSymbolicLink(OWN.resolve(kind)).toString())) {
                    return false;
                }
            }
            return true;
        } catch (IOException unknown) {
            return false;
        }
    }
}
