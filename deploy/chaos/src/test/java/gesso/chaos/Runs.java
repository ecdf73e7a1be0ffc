package gesso.chaos;

import gesso.chaos.planted.Defect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the runs of the tests have in common: places, and how nodes are started. */
final class Runs {
    /** Short lives: what a better compiler gains it does not gain here. */
    private static final List<String> FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx384m",
                    "--sun-misc-unsafe-memory-access=allow",
                    "--enable-native-access=ALL-UNNAMED");

    private Runs() {}

    /** An empty folder of this name. */
    static Path folder(String name) throws IOException {
        var folder = Path.of("target/chaos").resolve(name).toAbsolutePath();
        if (Files.exists(folder)) {
            try (var old = Files.walk(folder)) {
                for (var path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    static Settings settings(
            String name, long seed, int nodes, Set<Fault> faults, @Nullable Defect defect)
            throws IOException {
        var folder = folder(name);
        return new Settings(
                60,
                0,
                seed,
                nodes,
                12,
                3,
                60,
                16,
                faults,
                60,
                true,
                folder.resolve("data"),
                folder.resolve("history.ndjson"),
                Path.of("../target/cache").toAbsolutePath(),
                launch(folder, defect));
    }

    /** The classes of this build, before them those that have the defect. */
    private static Launch launch(Path folder, @Nullable Defect defect) throws IOException {
        var planted = folder.resolve("planted");
        var path = new ArrayList<String>();
        if (defect != null) {
            defect.into(planted);
            path.add(planted.toString());
            path.add(Path.of("target/test-classes").toAbsolutePath().toString());
        }
        try (Stream<Path> built = Files.list(Path.of("../target"));
                Stream<Path> jars = Files.list(Path.of("../target/lib"))) {
            var own =
                    built.filter(file -> file.getFileName().toString().matches("deploy-.*[.]jar"));
            Stream.concat(own, jars.sorted())
                    .forEach(jar -> path.add(jar.toAbsolutePath().normalize().toString()));
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new Launch(java, FLAGS, path);
    }

    /** A line that says what a run came to, for the test's log. */
    static String tell(Object what, ChaosRun.Outcome outcome) {
        return what + " -> " + outcome.json();
    }
}
