package gesso.ai.sandbox;

import com.caoccao.javet.interop.loader.JavetLibLoader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a child process is started of: Java, the few classes that it needs, and the library of V8,
 * unpacked once into a folder.
 */
final class Installation {
    private static final String LIBRARY =
            "libjavet-v8-linux-x86_64.v." + JavetLibLoader.LIB_VERSION + ".so";
    private static final List<String> LIMITERS = List.of("/usr/bin/prlimit", "/bin/prlimit");

    private static final FileAttribute<?> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;
    private final SandboxLimits limits;

    Installation(Path folder, SandboxLimits limits) {
        this.folder = folder.toAbsolutePath();
        this.limits = limits;
    }

    /** A new process, with nothing of this one's environment. */
    Process start() throws IOException {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
                || !System.getProperty("os.arch").matches("amd64|x86_64")) {
            throw new IOException("there is a sandbox for Linux on x86-64 alone");
        }
        var library = library();
        var builder = new ProcessBuilder(command(library)).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C.UTF-8"); // Else Java cannot read all paths.
        return builder.start();
    }

    private List<String> command(Path library) throws IOException {
        // What a terminal interrupts is this process, which ends its own; the code is not to blame.
        var command = new ArrayList<>(List.of("setsid"));
        limiter()
                .ifPresent(prlimit ->
                        command.addAll(
                                List.of(
                                        prlimit,
                                        "--data=" + limits.data(),
                                        "--cpu=" + limits.processor(),
                                        "--core=0",
                                        "--")));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        // Standard output is for frames, whatever happens.
                        "-XX:+DisplayVMOutputToStderr",
                        "-XX:ErrorFile=/dev/null",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        classPath(),
                        SandboxChild.class.getName(),
                        library.toString()));
        return command;
    }

    private static Optional<String> limiter() {
        return LIMITERS.stream().filter(one -> Files.isExecutable(Path.of(one))).findFirst();
    }

    private static String classPath() throws IOException {
        return String.join(
                File.pathSeparator,
                Stream.of(place(SandboxChild.class), place(JavetLibLoader.class))
                        .distinct()
                        .toList());
    }

    /** The jar or folder that a class is of; naming it here runs none of its code. */
    private static String place(Class<?> one) throws IOException {
        try {
            return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException odd) {
            throw new IOException("cannot tell where " + one.getName() + " is", odd);
        }
    }

    /** Whoever could write there could put a library of their own into it. */
    private void own() throws IOException {
        if (Files.notExists(folder)) {
            var parent = folder.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(folder, OWNER);
        }
        var mine = Files.createTempFile(folder, "owner", ".new");
        try {
            var permissions = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
            if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE)
                    || !Files.getOwner(folder).equals(Files.getOwner(mine))) {
                throw new IOException(folder + " must be of this user alone");
            }
        } finally {
            Files.delete(mine);
        }
    }

    private Path library() throws IOException {
        own();
        var library = folder.resolve(LIBRARY);
        if (Files.notExists(library)) {
            var whole = Files.createTempFile(folder, "v8", ".new");
            try (var packed = Installation.class.getResourceAsStream("/" + LIBRARY)) {
                if (packed == null) {
                    throw new IOException(LIBRARY + " is not on the class path");
                }
                Files.copy(packed, whole, StandardCopyOption.REPLACE_EXISTING);
                Files.move(whole, library, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(whole);
            }
        }
        return library;
    }
}
