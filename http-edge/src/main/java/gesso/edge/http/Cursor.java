package gesso.edge.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The {@code next} of a list: where the last row stood in its order. Opaque to callers. */
public final class Cursor {
    private static final String BETWEEN = "\n";

    private Cursor() {}

    /** Parts must not hold a line break. */
    public static String of(String... parts) {
        var text = String.join(BETWEEN, parts);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The parts; none for what is no cursor. */
    public static List<String> read(String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return text.indexOf(0) >= 0 ? List.of() : Arrays.asList(text.split(BETWEEN, -1));
        } catch (IllegalArgumentException notOurs) {
            return List.of();
        }
    }
}
