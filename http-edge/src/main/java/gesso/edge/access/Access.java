package gesso.edge.access;

import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;

import gesso.edge.http.Addresses;
import gesso.edge.http.Correlation;
import gesso.edge.http.Problem;
import gesso.edge.http.RateLimits;
import gesso.protocol.Refusal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * The stage that makes a request a caller's. A token counts in the {@code Authorization} header
 * only; the live socket, where browsers cannot set one, has its own way to {@link #caller}.
 */
public final class Access {
    private static final String BEARER = "Bearer ";

    private final Tokens tokens;
    private final RateLimits rates;
    private final Addresses addresses;

    public Access(Tokens tokens, RateLimits rates, Addresses addresses) {
        this.tokens = tokens;
        this.rates = rates;
        this.addresses = addresses;
    }

    /** Only with a valid token, and only as often as one person may: else 401 or 429. */
    public Route signedIn(Function<Caller, Route> inner) {
        return extractRequest(request ->
                onSuccess(
                        caller(request, bearer(request)),
                        found ->
                                found.map(caller ->
                                                rates.byUser(
                                                        caller.user(), () -> inner.apply(caller)))
                                        .orElseGet(() -> unauthenticated().route())));
    }

    /** For what is open to all and only does more for those who are known. */
    public Route maybeSignedIn(Function<Optional<Caller>, Route> inner) {
        return extractRequest(request -> {
            var token = bearer(request);
            return token.isEmpty()
                    ? inner.apply(Optional.empty())
                    : signedIn(caller -> inner.apply(Optional.of(caller)));
        });
    }

    /** For leaving: a token that counts no more is as good as none. */
    public Route anyToken(Function<Optional<Caller>, Route> inner) {
        return extractRequest(request -> onSuccess(caller(request, bearer(request)), inner));
    }

    /** Who {@code token} belongs to; empty for no token and for one that does not count. */
    public CompletionStage<Optional<Caller>> caller(HttpRequest request, Optional<String> token) {
        if (token.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return tokens.verify(token.get())
                .thenApply(known ->
                        known.map(identity ->
                                new Caller(
                                        identity.user(),
                                        identity.name(),
                                        identity.signIn(),
                                        identity.expires(),
                                        Correlation.of(request),
                                        Correlation.trace(request),
                                        addresses.of(request))));
    }

    public static Optional<String> bearer(HttpRequest request) {
        return request.getHeader("Authorization")
                .map(HttpHeader::value)
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
    }

    public static Problem unauthenticated() {
        return Problem.of(
                Refusal.UNAUTHENTICATED, "A valid access token is needed: Authorization: Bearer.");
    }
}
