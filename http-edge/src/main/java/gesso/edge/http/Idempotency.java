package gesso.edge.http;

import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;

import gesso.protocol.Ids;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.server.Route;

/** The {@code Idempotency-Key} of a write is its operation id; without one it gets a fresh one. */
public final class Idempotency {
    public static final String HEADER = "Idempotency-Key";

    private Idempotency() {}

    public static Route operation(Function<String, Route> next) {
        return extractRequest(request ->
                request.getHeader(HEADER)
                        .map(HttpHeader::value)
                        .map(key -> Ids.isOperation(key) ? next.apply(key) : malformed().route())
                        .orElseGet(() -> next.apply(Correlation.operation(request))));
    }

    private static Problem malformed() {
        return Problem.invalid(HEADER, "must be 1 to 64 visible ASCII characters");
    }
}
