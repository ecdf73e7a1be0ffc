package gesso.edge.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The files of a built app by path. What it says of them is computed from their bytes, never taken
 * from who sent them.
 */
record Bundle(SortedMap<String, byte[]> files) {
    private static final Pattern ENTRY = Pattern.compile("remoteEntry[A-Za-z0-9_-]*\\.js");
    private static final int HASH_DIGITS = 32;

    /** The scripts that an app can be entered by; a good bundle has one. */
    List<String> entries() {
        return files.keySet().stream().filter(path -> ENTRY.matcher(path).matches()).toList();
    }

    /** Over names and bytes: equal files have equal hashes, and others have not. */
    String hash() {
        var sum = digest("SHA-256");
        files.forEach((path, bytes) -> {
            sum.update((path + '\0').getBytes(StandardCharsets.UTF_8));
            sum.update(bytes);
        });
        return HexFormat.of().formatHex(sum.digest()).substring(0, HASH_DIGITS);
    }

    /** As browsers check it. */
    String integrity(String path) {
        var sum = digest("SHA-384").digest(bytes(path));
        return "sha384-" + Base64.getEncoder().encodeToString(sum);
    }

    /** What goes over the wire when all of the app is loaded. */
    long scriptBytes() {
        return files.entrySet().stream()
                .filter(file -> file.getKey().matches(".*\\.(m?js|css)"))
                .mapToLong(file -> gzip(file.getValue()).length)
                .sum();
    }

    /** A federated app names what it exposes in one of its scripts, in quotes of any kind. */
    boolean exposes(String module) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().matches(".*\\.m?js"))
                .map(file -> new String(file.getValue(), StandardCharsets.UTF_8))
                .anyMatch(script ->
                        List.of("\"", "'", "`").stream()
                                .anyMatch(quote -> script.contains(quote + module + quote)));
    }

    /** Smaller bytes where there are some. */
    static Optional<byte[]> smaller(byte[] bytes) {
        var small = gzip(bytes);
        return small.length < bytes.length ? Optional.of(small) : Optional.empty();
    }

    private byte[] bytes(String path) {
        var bytes = files.get(path);
        if (bytes == null) {
            throw new IllegalArgumentException("no file " + path);
        }
        return bytes;
    }

    private static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length / 2);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
