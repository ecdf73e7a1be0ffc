package gesso.edge.http;

import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gesso.edge.EdgeLimits;
import gesso.protocol.Refusal;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * How often one address or one person may ask, by class of route, on this node. Buckets hold twice
 * the rate of a second, so that a client that sends in bursts is not punished; those of a minute
 * hold exactly that. Thread-safe.
 */
public final class RateLimits {

    /** A class of routes with a bucket of its own for each address or person. */
    public enum Kind {
        GUEST,
        LOGIN,
        JOIN,
        WRONG_PASSWORD,
        ADDRESS,
        COMMAND,
        READ
    }

    private record Key(Kind kind, String whose) {}

    private record Rate(long tokens, long capacity, Duration per) {
        static Rate perSecond(long tokens) {
            return new Rate(tokens, 2 * tokens, Duration.ofSeconds(1));
        }

        static Rate perMinute(long tokens) {
            return new Rate(tokens, tokens, Duration.ofMinutes(1));
        }
    }

    /** A bucket is full again, and so can be forgotten, long before this. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(2);

    private final EdgeLimits limits;
    private final Addresses addresses;
    private final Cache<Key, Bucket> buckets;

    public RateLimits(EdgeLimits limits, Addresses addresses) {
        this.limits = limits;
        this.addresses = addresses;
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(limits.buckets())
                        .expireAfterAccess(FORGOTTEN_AFTER)
                        .build();
    }

    /** The stage before anybody is known: what one address may do. */
    Route byAddress(Supplier<Route> inner) {
        return extractRequest(request -> {
            var address = addresses.of(request);
            return take(Kind.ADDRESS, address, 1)
                    .or(() -> entry(request).flatMap(kind -> take(kind, address, 1)))
                    .map(Problem::route)
                    .orElseGet(inner);
        });
    }

    /** What one person may do; reads and commands count apart. */
    public Route byUser(String user, Supplier<Route> inner) {
        return extractRequest(
                request -> take(kind(request), user, 1).map(Problem::route).orElseGet(inner));
    }

    /**
     * Takes {@code count} tokens, or none and says why; for sockets, too: {@code take(COMMAND,
     * user, commands)}.
     */
    public Optional<Problem> take(Kind kind, String whose, long count) {
        var rate = rate(kind);
        var probe = bucket(kind, whose, rate).tryConsumeAndReturnRemaining(count);
        if (probe.isConsumed()) {
            return Optional.empty();
        }
        var scope = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Metrics.counter("gesso_ratelimit_rejects", "scope", scope).increment();
        return Optional.of(tooMany(scope, rate, probe));
    }

    /** Whether a token is left, without taking it. */
    public Optional<Problem> look(Kind kind, String whose) {
        var rate = rate(kind);
        var bucket = bucket(kind, whose, rate);
        var estimate = bucket.estimateAbilityToConsume(1);
        return estimate.canBeConsumed()
                ? Optional.empty()
                : Optional.of(
                        tooMany(
                                kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                                rate,
                                ConsumptionProbe.rejected(
                                        0, estimate.getNanosToWaitForRefill(), 0)));
    }

    private Bucket bucket(Kind kind, String whose, Rate rate) {
        return buckets.get(
                new Key(kind, whose),
                _ ->
                        Bucket.builder()
                                .addLimit(limit ->
                                        limit.capacity(rate.capacity())
                                                .refillGreedy(rate.tokens(), rate.per()))
                                .build());
    }

    private Rate rate(Kind kind) {
        return switch (kind) {
            case GUEST, LOGIN, JOIN -> Rate.perMinute(limits.entriesPerMinute());
            case WRONG_PASSWORD -> Rate.perMinute(limits.wrongPasswordsPerMinute());
            case ADDRESS -> Rate.perSecond(limits.requestsPerSecondOfAddress());
            case COMMAND -> Rate.perSecond(limits.commandsPerSecond());
            case READ -> Rate.perSecond(limits.readsPerSecond());
        };
    }

    private static Optional<Kind> entry(HttpRequest request) {
        if (!request.method().equals(HttpMethods.POST)) {
            return Optional.empty();
        }
        return switch (request.getUri().path()) {
            case "/api/auth/guest", "/api/auth/register" -> Optional.of(Kind.GUEST);
            case "/api/auth/login", "/api/auth/refresh" -> Optional.of(Kind.LOGIN);
            case "/api/canvas/join" -> Optional.of(Kind.JOIN);
            default -> Optional.empty();
        };
    }

    private static Kind kind(HttpRequest request) {
        var method = request.method();
        return method.equals(HttpMethods.GET) || method.equals(HttpMethods.HEAD)
                ? Kind.READ
                : Kind.COMMAND;
    }

    private static Problem tooMany(String scope, Rate rate, ConsumptionProbe probe) {
        long seconds = Math.max(1, Math.ceilDiv(probe.getNanosToWaitForRefill(), 1_000_000_000L));
        return Problem.of(
                        Refusal.RATE_LIMITED,
                        "Too many requests (" + scope + "); wait " + seconds + " s.")
                .retryAfter(seconds)
                .with(RawHeader.create("RateLimit-Limit", Long.toString(rate.tokens())))
                .with(RawHeader.create("RateLimit-Remaining", "0"))
                .with(RawHeader.create("RateLimit-Reset", Long.toString(seconds)))
                .with(
                        RawHeader.create(
                                "RateLimit-Policy",
                                rate.tokens() + ";w=" + rate.per().toSeconds()));
    }
}
