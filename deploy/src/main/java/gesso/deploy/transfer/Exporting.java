package gesso.deploy.transfer;

import gesso.cluster.canvas.CanvasReplay;
import gesso.deploy.CannotStart;
import gesso.protocol.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a canvas into a folder: its events, what they make of it, and a manifest. The folder is
 * there when all of it is; one that cannot be finished leaves nothing. Used once.
 */
public final class Exporting {
    private final Server server;
    private final Wanted wanted;
    private final LongConsumer progress;
    private final @Nullable CanvasReplay replay;
    private final List<StoredEvent> waiting = new ArrayList<>();
    private final Set<String> people = new HashSet<>();
    private final SortedMap<String, TreeSet<String>> apps = new TreeMap<>();
    private long events;
    private long first;
    private long last;

    /**
     * What is to be exported.
     *
     * @param from inclusive, a clock value or ISO time; null from birth
     * @param to exclusive; null up to now
     */
    public record Wanted(
            String canvas, @Nullable String from, @Nullable String to, Form form, Path folder) {}

    /** What it has become. */
    public record Done(long events, String title, long bytes, String fromTime, String toTime) {}

    public Exporting(Server server, Wanted wanted, LongConsumer progress) {
        this.server = server;
        this.wanted = wanted;
        this.progress = progress;
        this.replay =
                wanted.from() == null ? new CanvasReplay(wanted.canvas(), Long.MAX_VALUE) : null;
    }

    public Done run() throws InterruptedException {
        var folder = wanted.folder().toAbsolutePath().normalize();
        if (Files.exists(folder)) {
            throw new CannotStart(folder + " is there already; choose another folder.");
        }
        var partial = folder.resolveSibling(folder.getFileName() + ".partial");
        try {
            Files.createDirectories(
                    folder.getParent() == null ? folder.getRoot() : folder.getParent());
            Files.createDirectory(partial);
        } catch (FileAlreadyExistsException other) {
            throw new CannotStart(
                    partial + " is there: another export is under way, or was killed. Remove it.",
                    other);
        } catch (IOException refused) {
            throw unwritable(folder, refused);
        }
        try {
            var done = write(partial);
            Files.move(partial, folder);
            return done;
        } catch (IOException full) {
            throw unwritable(folder, full);
        } finally {
            remove(partial);
        }
    }

    private Done write(Path partial) throws IOException, InterruptedException {
        var lines = partial.resolve(Form.NDJSON.file());
        try (var out = new BufferedOutputStream(Files.newOutputStream(lines), 1 << 18)) {
            server.events(wanted.canvas(), wanted.from(), wanted.to(), event -> add(out, event));
            flush(out);
        }
        if (events == 0) {
            throw new CannotStart("Nothing happened in that time.");
        }
        var file = partial.resolve(wanted.form().file());
        if (wanted.form() != Form.NDJSON) {
            Columns.convert(lines, file);
            Files.delete(lines);
        }
        var manifest = manifest(file, state(partial));
        Files.write(
                partial.resolve(Manifest.FILE),
                Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        return new Done(
                events,
                manifest.title() == null ? wanted.canvas() : manifest.title(),
                manifest.eventsFile().bytes(),
                manifest.fromTime(),
                manifest.toTime());
    }

    /** Events of one instant wait until all of them are there: history orders them otherwise. */
    private void add(OutputStream out, StoredEvent event) throws IOException {
        if (!waiting.isEmpty() && waiting.getLast().at() != event.at()) {
            flush(out);
        }
        waiting.add(event);
    }

    private void flush(OutputStream out) throws IOException {
        waiting.sort(StoredEvent.ORDER);
        for (var event : waiting) {
            var line = event.line();
            out.write(Json.bytes(line));
            out.write('\n');
            note(event);
            if (replay != null) {
                replay.add(event.persistenceId(), event.newest());
            }
        }
        waiting.clear();
        progress.accept(events);
    }

    private void note(StoredEvent event) {
        if (events == 0) {
            first = event.at();
        }
        last = event.at();
        events++;
        people.add(event.entry().event().origin().user());
        var data = event.entry().event().data();
        if (event.isOfCanvas() && data.has("appId") && data.has("appVersion")) {
            apps.computeIfAbsent(data.path("appId").asText(), _ -> new TreeSet<>())
                    .add(data.path("appVersion").asText());
        }
    }

    /** What the events make of the canvas; null when they do not begin with its birth. */
    private Manifest.@Nullable Part state(Path partial) throws IOException {
        if (replay == null) {
            return null;
        }
        var file = partial.resolve(Manifest.STATE);
        Files.write(file, Json.canonical(replay.result()));
        return Manifest.Part.of(file);
    }

    private Manifest manifest(Path file, Manifest.@Nullable Part state) throws IOException {
        var versions = new TreeMap<String, List<String>>();
        apps.forEach((app, known) -> versions.put(app, List.copyOf(known)));
        return new Manifest(
                Manifest.FORMAT,
                wanted.canvas(),
                replay == null
                        ? null
                        : replay.result().path("canvas").path("title").asText(wanted.canvas()),
                replay != null,
                events,
                first,
                last,
                StoredEvent.time(first),
                StoredEvent.time(last),
                people.size(),
                versions,
                wanted.form(),
                Manifest.Part.of(file),
                state,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static CannotStart unwritable(Path folder, IOException refused) {
        var reason =
                refused instanceof FileSystemException known && known.getReason() != null
                        ? known.getReason()
                        : refused.getMessage();
        return new CannotStart(
                "%s cannot be written: %s. Nothing of it is left.".formatted(folder, reason),
                refused);
    }

    private static void remove(Path folder) {
        try (var found = Files.walk(folder)) {
            for (var file : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException gone) {
            // It was moved, which is what should be.
        }
    }
}
