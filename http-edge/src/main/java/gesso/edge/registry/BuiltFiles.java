package gesso.edge.registry;

import gesso.edge.registry.AppFiles.Build;
import gesso.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * The files of the apps that come with this build, put where those of published apps are: a widget
 * keeps its version, so a later release still has to serve them.
 */
final class BuiltFiles {
    private static final String ROOT = "web/";
    private static final String LIST = ROOT + "apps/files.json";

    private final ClassLoader classes;
    private final AppFiles files;

    BuiltFiles(ClassLoader classes, AppFiles files) {
        this.classes = classes;
        this.files = files;
    }

    /** Writes nothing that is there already. */
    CompletionStage<Done> keep() {
        CompletionStage<Done> all = CompletableFuture.completedFuture(Done.getInstance());
        var list = read(LIST).flatMap(Json::parse);
        if (list.isEmpty()) {
            return all;
        }
        for (var folder : list.get().properties()) {
            var parts = folder.getKey().split("/", -1);
            var names = new ArrayList<String>();
            folder.getValue().forEach(name -> names.add(name.asText()));
            if (parts.length == 3) {
                var build = new Build(parts[1], parts[2]);
                all = all.thenCompose(_ -> keep(build, folder.getKey(), names));
            }
        }
        return all;
    }

    private CompletionStage<Done> keep(Build build, String folder, Iterable<String> names) {
        return files.has(build)
                .thenCompose(there ->
                        there
                                ? CompletableFuture.completedFuture(Done.getInstance())
                                : files.store(build, bundle(folder, names)));
    }

    private Bundle bundle(String folder, Iterable<String> names) {
        var found = new TreeMap<String, byte[]>();
        for (var name : names) {
            read(ROOT + folder + "/" + name).ifPresent(bytes -> found.put(name, bytes));
        }
        return new Bundle(found);
    }

    private Optional<byte[]> read(String path) {
        try (var in = classes.getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
