package gesso.deploy.db;

import gesso.deploy.CannotStart;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL, unpacked once per user from the archive on the class path. A folder
 * appears under its final name only when it is whole, so two first starts at once, or one that is
 * killed, do no harm.
 */
final class Binaries {
    static final String VERSION = "18.6";
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private Binaries() {}

    /** The folder with {@code bin}, {@code lib} and {@code share}. */
    static Path unpack(Path cache) {
        var system = System.getProperty("os.name") + "/" + System.getProperty("os.arch");
        if (!system.equals("Linux/amd64")) {
            throw new CannotStart(
                    "The embedded PostgreSQL is there for Linux on amd64, not for "
                            + system
                            + ". Use a PostgreSQL of your own with './gesso node --db URL'.");
        }
        var home = cache.resolve("postgresql-" + VERSION + "-linux-amd64");
        if (Files.isExecutable(home.resolve("bin/postgres"))) {
            return home;
        }
        try (var archive = Binaries.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw new CannotStart("The archive " + ARCHIVE + " is not on the class path.");
            }
            Files.createDirectories(cache);
            var draft = Files.createTempDirectory(cache, "unpacking-");
            untar(archive, draft);
            return publish(draft, home);
        } catch (IOException refused) {
            throw new CannotStart(
                    "The programs of PostgreSQL cannot be unpacked to "
                            + cache
                            + ": "
                            + refused.getMessage(),
                    refused);
        }
    }

    private static Path publish(Path draft, Path home) throws IOException {
        try {
            return Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException
                | java.nio.file.DirectoryNotEmptyException othersWereFaster) {
            return home;
        }
    }

    private static void untar(InputStream archive, Path into) throws IOException {
        try (var tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, into);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path into)
            throws IOException {
        var target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
            throw new IOException("an entry leaves the folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            var executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target,
                    PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
