package gesso.edge.access;

import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;

import gesso.edge.http.Addresses;
import gesso.edge.http.Correlation;
import gesso.edge.http.Problem;
import gesso.edge.http.RateLimits;
import gesso.protocol.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * Who runs this Gesso: people named in the settings, and whoever holds the operator key, such as a
 * pipeline. The key goes where a token would; it is compared in a time that tells nothing.
 */
public final class Operators {
    /** Who the holder of the key is in events: nobody in particular. */
    public static final String KEY_HOLDER = "operator";

    /** A shorter key could be guessed. */
    public static final int KEY_MIN = 32;

    private final Access access;
    private final RateLimits rates;
    private final Addresses addresses;
    private final Set<String> people;
    private final Optional<byte[]> key;

    /**
     * @param people user ids
     * @param key empty for none
     */
    public Operators(
            Access access,
            RateLimits rates,
            Addresses addresses,
            Set<String> people,
            Optional<String> key) {
        key.filter(one -> one.length() < KEY_MIN)
                .ifPresent(_ -> {
                    throw new IllegalArgumentException(
                            "gesso.edge.operator-key has less than " + KEY_MIN + " characters");
                });
        this.access = access;
        this.rates = rates;
        this.addresses = addresses;
        this.people = Set.copyOf(people);
        this.key = key.map(one -> one.getBytes(StandardCharsets.UTF_8));
    }

    public boolean includes(Caller caller) {
        return people.contains(caller.user());
    }

    /** Only for operators: else 401 or 403. */
    public Route only(Function<Caller, Route> inner) {
        return extractRequest(request ->
                holdsKey(request)
                        ? rates.byUser(KEY_HOLDER, () -> inner.apply(keyHolder(request)))
                        : access.signedIn(
                                caller -> includes(caller) ? inner.apply(caller) : forbidden()));
    }

    private boolean holdsKey(HttpRequest request) {
        var given = Access.bearer(request).map(one -> one.getBytes(StandardCharsets.UTF_8));
        return key.isPresent()
                && given.isPresent()
                && MessageDigest.isEqual(key.get(), given.get());
    }

    private Caller keyHolder(HttpRequest request) {
        return new Caller(
                KEY_HOLDER,
                KEY_HOLDER,
                KEY_HOLDER,
                Instant.MAX,
                Correlation.of(request),
                Correlation.trace(request),
                addresses.of(request));
    }

    private static Route forbidden() {
        return Problem.of(
                        Refusal.FORBIDDEN,
                        "Only an operator may do this. Operators are named in GESSO_OPERATORS, or"
                                + " hold the operator key.")
                .route();
    }
}
