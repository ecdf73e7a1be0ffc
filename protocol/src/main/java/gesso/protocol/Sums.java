package gesso.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Short digests: of what an operation asks for, and of new ids that must be the same anywhere. */
public final class Sums {
    private static final int DIGITS = 16;

    private Sums() {}

    /**
     * 16 hex digits over the canonical JSON of {@code {to, do, data}}: the same operation id with
     * another sum is another operation. Absent data counts as an empty object.
     */
    public static String of(String to, String name, @Nullable JsonNode data) {
        var asked = Json.object().put("to", to).put("do", name);
        boolean none = data == null || data.isNull() || data.isMissingNode();
        asked.set("data", none ? Json.object() : data);
        return hex(Json.canonical(asked));
    }

    /** A new id that every node derives alike; {@code parts} must name it uniquely. */
    public static String id(String... parts) {
        return hex(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
