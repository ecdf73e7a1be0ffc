package gesso.deploy.db;

import gesso.deploy.CannotStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The folder that holds everything which must survive: the database, its passwords, its log. One
 * process at a time owns it, held by a lock that the system releases when that process dies,
 * however it dies. Readable by its owner only.
 */
public final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /** Makes the folder where needed and takes it, or says why that cannot be. */
    public static DataFolder open(Path path) {
        try {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            var channel =
                    FileChannel.open(
                            path.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            return lock(path.toRealPath(), channel);
        } catch (IOException refused) {
            throw new CannotStart(
                    "The data folder "
                            + path
                            + " cannot be written ("
                            + reason(refused)
                            + "). Choose another with --data DIR.",
                    refused);
        }
    }

    private static DataFolder lock(Path path, FileChannel channel) throws IOException {
        try {
            var lock = channel.tryLock();
            if (lock != null) {
                channel.truncate(0);
                channel.write(
                        ByteBuffer.wrap(
                                String.valueOf(ProcessHandle.current().pid())
                                        .getBytes(StandardCharsets.US_ASCII)));
                return new DataFolder(path, channel, lock);
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            channel.close();
            throw new CannotStart(
                    "The data folder " + path + " is already open in this process.",
                    heldByThisProcess);
        }
        var owner = Files.readString(path.resolve("lock")).strip();
        channel.close();
        throw new CannotStart(
                "The data folder "
                        + path
                        + " is in use by another Gesso (process "
                        + owner
                        + "). Stop that one, or choose another folder with --data DIR.");
    }

    private static String reason(IOException refused) {
        return switch (refused) {
            case java.nio.file.AccessDeniedException _ -> "permission denied";
            case java.nio.file.FileAlreadyExistsException _ -> "it is a file";
            case java.nio.file.FileSystemException e when e.getReason() != null -> e.getReason();
            default -> String.valueOf(refused.getMessage());
        };
    }

    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    /**
     * The secret kept under this name; made at random the first time, in a file that only the owner
     * can read.
     */
    public String secret(String name) throws IOException {
        var file = resolve(name);
        if (!Files.exists(file)) {
            var bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            writePrivate(name, HexFormat.of().formatHex(bytes));
        }
        return Files.readString(file).strip();
    }

    /**
     * Replaces a file as one step, so that a crash leaves the old or the new text, never half of
     * it.
     */
    public void writePrivate(String name, String text) throws IOException {
        var draft =
                Files.createTempFile(
                        path,
                        name,
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try (var out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)));
            out.force(true);
        }
        Files.move(draft, resolve(name), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        lock.release();
        channel.close();
    }
}
