package gesso.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The database's data on a file system of a fixed size in memory. It is filled by making it as
 * small as what it holds. At the end its files take the place of the mount.
 */
final class Disk implements AutoCloseable {
    private static final int SHRINKS_MAX = 20;

    private final Path folder;
    private final long bytes;
    private boolean mounted = true;

    private Disk(Path folder, long bytes) {
        this.folder = folder;
        this.bytes = bytes;
    }

    /** In a mount namespace of this run: see {@link Need}. */
    static Disk mount(Path folder, long bytes) {
        Programs.must(
                List.of(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-o",
                        "mode=0755,size=" + bytes,
                        "gesso-chaos",
                        folder.toString()));
        return new Disk(folder, bytes);
    }

    /** No byte more; what is there stays. */
    void fill() {
        for (int i = 0; i < SHRINKS_MAX; i++) {
            // The server writes meanwhile: then what was measured is too small already.
            if (Programs.run(resize(used())).status() == 0) {
                return;
            }
        }
        throw new IllegalStateException("the disk of the database does not let itself be filled");
    }

    void free() {
        Programs.must(resize(bytes));
    }

    private List<String> resize(long size) {
        return List.of("mount", "-o", "remount,size=" + size, folder.toString());
    }

    private long used() {
        try {
            var store = Files.getFileStore(folder);
            return store.getTotalSpace() - store.getUnallocatedSpace();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Once; the server has ended before. */
    @Override
    public synchronized void close() {
        if (!mounted) {
            return;
        }
        mounted = false;
        var copy = folder.resolveSibling(folder.getFileName() + ".kept");
        Programs.must(List.of("cp", "-a", folder.toString(), copy.toString()));
        Programs.must(List.of("umount", "--lazy", folder.toString()));
        Programs.must(List.of("rmdir", folder.toString()));
        Programs.must(List.of("mv", copy.toString(), folder.toString()));
    }
}
