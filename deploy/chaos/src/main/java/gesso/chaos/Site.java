package gesso.chaos;

import gesso.deploy.CannotStart;
import gesso.deploy.db.DataFolder;
import gesso.deploy.db.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a run takes place, and what can be broken there.
 *
 * @param disk null where the database is on the machine's own
 */
record Site(
        Network network,
        @Nullable Disk disk,
        DataFolder data,
        EmbeddedDatabase server,
        Fleet fleet,
        Tracer tracer)
        implements AutoCloseable {
    /** Beyond what the edits of a run come to: the server's own log of at most 1 GiB, and more. */
    private static final long DISK_BYTES = 2L << 30;

    private static final long EDIT_BYTES = 4_096;

    /** The database runs, the nodes do not yet. */
    static Site open(Settings settings) throws IOException {
        var folder = settings.folder();
        var logs = Files.createDirectories(folder.resolveSibling("logs"));
        Files.createDirectories(folder);
        requireEmpty(folder);
        var faults = settings.faults();
        var network =
                faults.stream().anyMatch(fault -> fault.needs.contains(Need.NETWORK))
                        ? Bridge.build(settings.nodes())
                        : new Loopback();
        var disk = faults.contains(Fault.DISK_FULL) ? Disk.mount(folder, bytes(settings)) : null;
        var data = DataFolder.open(folder);
        var server = EmbeddedDatabase.start(data, settings.cache(), network.listens());
        var address = server.database().address().replace("127.0.0.1", network.database());
        var fleet = new Fleet(settings.nodes(), settings.launch(), address, network, logs);
        return new Site(network, disk, data, server, fleet, new Tracer(logs.resolve("calls")));
    }

    /** Whose journal holds what this run's history does not know cannot be judged. */
    private static void requireEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new CannotStart(
                        folder + " holds the data of another run. Choose another with --data DIR.");
            }
        }
    }

    private static long bytes(Settings settings) {
        double edits = settings.clients() * settings.perSecond() * settings.seconds();
        return DISK_BYTES + EDIT_BYTES * Math.max((long) edits, settings.acked());
    }

    /** Whatever still runs is ended at once: for a run that is broken off. */
    void abandon() {
        fleet.nodes().forEach(NodeProcess::abandon);
        end();
    }

    @Override
    public void close() {
        try {
            network.heal();
            fleet.stop();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            fleet.nodes().forEach(NodeProcess::abandon);
        }
        end();
    }

    private void end() {
        server.close();
        try {
            data.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        if (disk != null) {
            disk.close();
        }
    }
}
