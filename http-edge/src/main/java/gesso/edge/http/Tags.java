package gesso.edge.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Entity tags and the conditions on them: a revision for what has one, a digest of the body for
 * what has none. Tags are given without their quotes.
 */
public final class Tags {
    private static final int DIGITS = 16;

    private Tags() {}

    public static HttpHeader header(String tag) {
        return RawHeader.create("ETag", '"' + tag + '"');
    }

    /** {@code If-None-Match}: the reader has this one. */
    public static boolean has(HttpRequest request, String tag) {
        return header(request, "If-None-Match").filter(list -> lists(list, tag)).isPresent();
    }

    public static boolean isConditional(HttpRequest request) {
        return header(request, "If-Match").isPresent();
    }

    /** {@code If-Match}: empty where the condition holds or was not set, else the 412. */
    public static Optional<Problem> demand(HttpRequest request, String tag) {
        return header(request, "If-Match")
                .filter(list -> !lists(list, tag))
                .map(_ ->
                        Problem.of(
                                        StatusCodes.PRECONDITION_FAILED,
                                        gesso.protocol.Refusal.CONFLICT,
                                        "It has changed since; its revision is " + tag + ".")
                                .with(header(tag)));
    }

    /** For bodies that have no revision: equal bytes have equal tags. */
    public static String ofBytes(byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static Optional<String> header(HttpRequest request, String name) {
        return request.getHeader(name).map(HttpHeader::value);
    }

    private static boolean lists(String list, String tag) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .map(one -> one.startsWith("W/") ? one.substring(2) : one)
                .anyMatch(one -> one.equals("*") || one.equals('"' + tag + '"'));
    }
}
