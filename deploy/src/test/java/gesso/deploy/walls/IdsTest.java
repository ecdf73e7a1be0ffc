package gesso.deploy.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every rule has a test that names it, and no test names a rule that does not exist. */
class IdsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern IN_TEST = Pattern.compile("\\[([A-Z]{1,2}(?:-[A-Z]?)?\\d+)]");
    private static final Pattern IN_SPEC =
            Pattern.compile("(?m)(?:^\\|\\s*|\\*\\*)([A-Z]{2}-[A-Z]?\\d+)\\b");
    private static final Pattern RULE =
            Pattern.compile("(?m)^(?:\\|\\s*|- \\*\\*)([A-Z]{2}-[A-Z]?\\d+)\\b");
    private static final Pattern RANGE =
            Pattern.compile("\\*\\*([A-Z]{2}-[A-Z]?)(\\d+)\\*\\* to\\s+\\*\\*\\1(\\d+)\\*\\*");
    private static final Set<String> MODULES =
            Set.of("PR", "CL", "ED", "FE", "CA", "CH", "NO", "TD", "DE", "AI");

    /** How many requirements each chapter has; their ids are its letter and a number. */
    private static final Map<String, Integer> REQUIREMENTS =
            Map.ofEntries(
                    Map.entry("A", 8),
                    Map.entry("C", 8),
                    Map.entry("G", 10),
                    Map.entry("R", 7),
                    Map.entry("M", 6),
                    Map.entry("S", 6),
                    Map.entry("W", 15),
                    Map.entry("B", 8),
                    Map.entry("E", 7),
                    Map.entry("D", 6),
                    Map.entry("X", 8),
                    Map.entry("P", 6),
                    Map.entry("O", 9),
                    Map.entry("K", 5),
                    Map.entry("V", 3),
                    Map.entry("F", 7),
                    Map.entry("Z", 8));

    /** What is built so far must stay tested. */
    private static final String MANDATORY =
            """
            A1 A2 A3 A4 A5 A6 C1 C2 C3 C4 C5 C6 C7 C8 R1 R2 R3 R4 R5 R6 R7 M1 M2 M4 M5 M6
            S1 S2 S3 S4 S5 S6 W1 W2 W3 W4 W5 W6 W7 W8 W9 W10 W11 W12 W13 W14 W15
            B1 B2 B3 B4 B5 B6 B7 B8 E1 E2 E3 E4 E5 E6 E7 F2 F4 K2 K3 X1 X2 X3 X4 X5 X6 X7 P2 P3 P4 P6
            V1 V2 V3 D5 Z1 Z2 Z3 Z4 Z5 Z6 Z8\
            """;

    @Test
    @DisplayName("[DE-56] every requirement that is built has a test with its id in its name")
    void requirements() throws IOException {
        assertThat(inTests().keySet()).contains(MANDATORY.split("\\s+"));
    }

    @Test
    @DisplayName("[DE-56] every rule of every SPEC.md has a test with its id in its name")
    void rules() throws IOException {
        var untested = new TreeSet<>(inSpecs());
        untested.removeAll(inTests().keySet());
        assertThat(untested).isEmpty();
    }

    @Test
    @DisplayName("[DE-56] no test names an id that no SPEC.md and no requirement has")
    void unknown() throws IOException {
        var unknown = new TreeMap<>(inTests());
        unknown.keySet().removeAll(inSpecs());
        unknown.keySet().removeIf(IdsTest::isRequirement);
        assertThat(unknown).isEmpty();
    }

    @Test
    @DisplayName("[DE-56] every rule has a number of its own")
    void twice() throws IOException {
        var twice = new TreeSet<String>();
        for (var file : files()) {
            if (file.endsWith("SPEC.md")) {
                var seen = new TreeSet<String>();
                var match = RULE.matcher(Files.readString(file));
                while (match.find()) {
                    if (!seen.add(match.group(1))) {
                        twice.add(match.group(1));
                    }
                }
            }
        }
        assertThat(twice).isEmpty();
    }

    private static boolean isRequirement(String id) {
        return !id.contains("-")
                && Integer.parseInt(id.replaceAll("\\D", ""))
                        <= REQUIREMENTS.getOrDefault(id.replaceAll("\\d", ""), 0);
    }

    /** Each id that a test's name carries, with one file that has it. */
    private static Map<String, String> inTests() throws IOException {
        var found = new TreeMap<String, String>();
        for (var file : files()) {
            var name = file.toString();
            if (name.endsWith("Test.java")
                    || name.endsWith("IT.java")
                    || name.matches(".*\\.(test|spec)\\.tsx?")) {
                ids(IN_TEST, file).forEach(id -> found.putIfAbsent(id, name));
            }
        }
        return found;
    }

    private static Set<String> inSpecs() throws IOException {
        var found = new TreeSet<String>();
        for (var file : files()) {
            if (file.endsWith("SPEC.md")) {
                ids(IN_SPEC, file).stream()
                        .filter(id -> MODULES.contains(id.substring(0, 2)))
                        .forEach(found::add);
                found.addAll(ranges(Files.readString(file)));
            }
        }
        return found;
    }

    /** {@code **FE-15** to **FE-18**} is four rules. */
    private static Set<String> ranges(String spec) {
        var found = new TreeSet<String>();
        var match = RANGE.matcher(spec);
        while (match.find()) {
            int last = Integer.parseInt(match.group(3));
            for (int i = Integer.parseInt(match.group(2)); i <= last; i++) {
                found.add(match.group(1) + i);
            }
        }
        return found;
    }

    private static Set<String> ids(Pattern pattern, Path file) throws IOException {
        var found = new TreeSet<String>();
        var match = pattern.matcher(Files.readString(file));
        while (match.find()) {
            found.add(match.group(1));
        }
        return found;
    }

    private static Iterable<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(path ->
                            !path.toString().matches(".*/(node_modules|target|dist|\\.git)(/.*)?"))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }
}
