package gesso.edge.http;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Where a request comes from and which host it was sent to. */
public final class Addresses {
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9.-]+(:\\d{1,5})?|\\[[0-9a-fA-F:.]+](:\\d{1,5})?");
    private static final String NOWHERE = "unknown";

    private final Set<String> trustedProxies;

    public Addresses(Set<String> trustedProxies) {
        this.trustedProxies = trustedProxies;
    }

    /**
     * The peer's address; behind a trusted proxy the last address in {@code X-Forwarded-For} that
     * is not itself such a proxy.
     */
    public String of(HttpRequest request) {
        var peer =
                request.getAttribute(AttributeKeys.remoteAddress)
                        .flatMap(address -> address.getAddress())
                        .map(InetAddress::getHostAddress)
                        .orElse(NOWHERE);
        if (!trustedProxies.contains(peer)) {
            return peer;
        }
        // A proxy may add a line of its own below the one that the caller sent.
        var hops =
                StreamSupport.stream(request.getHeaders().spliterator(), false)
                        .filter(header -> header.is("x-forwarded-for"))
                        .map(HttpHeader::value)
                        .collect(Collectors.joining(","))
                        .split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            var hop = hops[i].strip();
            if (!hop.isEmpty() && !trustedProxies.contains(hop)) {
                return hop;
            }
        }
        return peer;
    }

    /** Host and port as the caller wrote them, when they are fit to be repeated in a header. */
    public static Optional<String> host(HttpRequest request) {
        return request.getHeader("Host")
                .map(HttpHeader::value)
                .filter(value -> HOST.matcher(value).matches());
    }
}
