package gesso.deploy.transfer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import gesso.deploy.CannotStart;
import gesso.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What an export is: which canvas, from when to when, and the hash of each file beside it.
 *
 * @param whole from the canvas's birth on, so that it can be imported
 * @param from instant of the first event
 * @param to instant of the last one
 * @param apps versions by app, of the widgets that were ever there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Manifest(
        String format,
        String canvas,
        @Nullable String title,
        boolean whole,
        long events,
        long from,
        long to,
        String fromTime,
        String toTime,
        int people,
        SortedMap<String, List<String>> apps,
        Form form,
        Part eventsFile,
        @Nullable Part stateFile,
        String made) {
    static final String FILE = "manifest.json";
    static final String STATE = "canvas.json";
    static final String FORMAT = "gesso-export/1";

    private static final long BYTES_MAX = 8L << 20;
    private static final ObjectReader READER =
            Json.MAPPER
                    .readerFor(Manifest.class)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** A file of it. */
    record Part(String name, long bytes, String sha256) {

        static Part of(Path file) throws IOException {
            return new Part(file.getFileName().toString(), Files.size(file), hash(file));
        }

        /** Refuses what is not as it was exported. */
        Path checked(Path folder) throws IOException {
            var file = folder.resolve(Path.of(name).getFileName());
            if (!Files.isRegularFile(file)) {
                throw new CannotStart(file + " is missing: the export is not complete.");
            }
            if (Files.size(file) != bytes || !hash(file).equals(sha256)) {
                throw new CannotStart(
                        file + " is damaged: it is not what was exported. Export it again.");
            }
            return file;
        }

        private static String hash(Path file) throws IOException {
            try (var in =
                    new DigestInputStream(
                            Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
                var buffer = new byte[1 << 16];
                while (in.read(buffer) >= 0) {
                    // Only to be hashed.
                }
                return HexFormat.of().formatHex(in.getMessageDigest().digest());
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    static Manifest read(Path folder) throws IOException {
        var file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new CannotStart(folder + " is no export: there is no " + FILE + " in it.");
        }
        if (Files.size(file) > BYTES_MAX) {
            throw new CannotStart(file + " is damaged: it is too large.");
        }
        try {
            Manifest read = READER.readValue(Files.readAllBytes(file));
            if (!FORMAT.equals(read.format())) {
                throw new CannotStart(
                        "%s is of the form '%s'; this Gesso reads '%s'."
                                .formatted(file, read.format(), FORMAT));
            }
            if (read.canvas() == null || read.form() == null || read.eventsFile() == null) {
                throw new CannotStart(file + " is damaged: it lacks a part.");
            }
            return read;
        } catch (JsonProcessingException malformed) {
            throw new CannotStart(file + " is damaged: it is no manifest.", malformed);
        }
    }
}
