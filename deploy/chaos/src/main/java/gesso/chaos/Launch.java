package gesso.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the process of a node is started: with which Java, which flags, which class path.
 *
 * @param flags of the Java of each node
 */
public record Launch(String java, List<String> flags, List<String> classPath) {
    private static final String MAIN = "gesso.deploy.Gesso";

    /** With this process's own Java and classes. */
    public static Launch ofThis() {
        var flags = System.getenv("GESSO_NODE_JVM");
        return new Launch(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                flags == null || flags.isBlank() ? List.of() : List.of(flags.strip().split("\\s+")),
                List.of(System.getProperty("java.class.path")));
    }

    List<String> command(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(java);
        command.addAll(flags);
        command.addAll(List.of("-cp", String.join(":", classPath), MAIN));
        command.addAll(arguments);
        return command;
    }
}
