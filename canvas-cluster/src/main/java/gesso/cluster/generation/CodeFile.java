package gesso.cluster.generation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** A piece of code as a file: named by its content, so that what was tested is what is loaded. */
public final class CodeFile {
    /** Of every app that AI made. */
    public static final String NAME = "app.js";

    private static final int HASH_DIGITS = 32;

    private CodeFile() {}

    public static byte[] bytes(String code) {
        return code.getBytes(StandardCharsets.UTF_8);
    }

    public static String hash(String code) {
        return HexFormat.of().formatHex(digest("SHA-256", bytes(code))).substring(0, HASH_DIGITS);
    }

    /** As browsers check it. */
    public static String integrity(String code) {
        return "sha384-" + Base64.getEncoder().encodeToString(digest("SHA-384", bytes(code)));
    }

    /** On the edge. */
    public static String path(String app, String hash) {
        return "/apps/" + app + "/" + hash + "/" + NAME;
    }

    private static byte[] digest(String name, byte[] bytes) {
        try {
            return MessageDigest.getInstance(name).digest(bytes);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
