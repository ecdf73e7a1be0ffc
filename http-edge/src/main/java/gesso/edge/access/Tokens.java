package gesso.edge.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import gesso.protocol.Ids;
import gesso.protocol.Texts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens: signed JWTs of one algorithm, one type, one issuer and one audience, so that no
 * header can choose how it is checked (RFC 8725). Keys come from {@link SigningKeys} by {@code kid}
 * only; {@code jwk}, {@code jku} and {@code x5u} are never looked at. Thread-safe.
 */
public final class Tokens {
    /** Longer ones are refused unread. */
    private static final int LENGTH_MAX = 4_096;

    private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.RS256;
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");

    /** Who a token is for, and until when. */
    public record Identity(String user, String name, String signIn, Instant expires) {}

    /** A token and when it ends. */
    public record Issued(String token, Instant expires) {}

    private final TokenSettings settings;
    private final SigningKeys keys;
    private final InstantSource clock;
    private final Cache<String, Identity> verified;

    public Tokens(TokenSettings settings, SigningKeys keys, InstantSource clock, long remembered) {
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
        this.verified =
                Caffeine.newBuilder()
                        .maximumSize(remembered)
                        .expireAfter(Expiry.creating(this::lifeOf))
                        .build();
    }

    public CompletionStage<Issued> issue(String user, String name, String signIn) {
        return keys.current().thenApply(key -> issue(key, user, name, signIn));
    }

    private Issued issue(RSAKey key, String user, String name, String signIn) {
        // A JWT counts in whole seconds: what is told must be what is written.
        var now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        var expires = now.plus(settings.lifetime());
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(settings.issuer())
                        .audience(settings.audience())
                        .subject(user)
                        .claim("name", name)
                        .claim("sid", signIn)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(expires))
                        .jwtID(Ids.fresh())
                        .build();
        var header = new JWSHeader.Builder(ALGORITHM).type(TYPE).keyID(key.getKeyID()).build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException defect) {
            throw new IllegalStateException("cannot sign with key " + key.getKeyID(), defect);
        }
        return new Issued(token.serialize(), expires);
    }

    /** Empty for whatever is not a token of ours that counts now. */
    public CompletionStage<Optional<Identity>> verify(String token) {
        if (token.length() > LENGTH_MAX) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var digest = digest(token);
        var known = verified.getIfPresent(digest);
        if (known != null) {
            return CompletableFuture.completedFuture(current(known));
        }
        return parse(token)
                .map(jwt -> check(jwt, digest))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    private CompletionStage<Optional<Identity>> check(SignedJWT jwt, String digest) {
        return keys.named(jwt.getHeader().getKeyID())
                .thenApply(key -> {
                    var identity =
                            key.filter(one -> isSignedBy(jwt, one))
                                    .flatMap(_ -> identity(jwt))
                                    .flatMap(this::current);
                    identity.ifPresent(one -> verified.put(digest, one));
                    return identity;
                });
    }

    private static Optional<SignedJWT> parse(String token) {
        try {
            var jwt = SignedJWT.parse(token);
            var header = jwt.getHeader();
            boolean ours =
                    ALGORITHM.equals(header.getAlgorithm())
                            && TYPE.equals(header.getType())
                            && header.getKeyID() != null
                            && HEADER.containsAll(header.getIncludedParams());
            return ours ? Optional.of(jwt) : Optional.empty();
        } catch (ParseException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isSignedBy(SignedJWT jwt, RSAKey key) {
        try {
            return jwt.verify(new RSASSAVerifier(key));
        } catch (JOSEException unusable) {
            return false;
        }
    }

    private Optional<Identity> identity(SignedJWT jwt) {
        try {
            var claims = jwt.getJWTClaimsSet();
            var user = claims.getSubject();
            var name = claims.getStringClaim("name");
            var signIn = claims.getStringClaim("sid");
            boolean ours =
                    settings.issuer().equals(claims.getIssuer())
                            && List.of(settings.audience()).equals(claims.getAudience())
                            && begun(claims.getNotBeforeTime());
            return ours
                            && isUser(user)
                            && name != null
                            && signIn != null
                            && claims.getExpirationTime() != null
                            && claims.getIssueTime() != null
                    ? Optional.of(
                            new Identity(
                                    user, name, signIn, claims.getExpirationTime().toInstant()))
                    : Optional.empty();
        } catch (ParseException malformed) {
            return Optional.empty();
        }
    }

    private boolean begun(@Nullable Date notBefore) {
        return notBefore == null || !notBefore.toInstant().isAfter(clock.instant());
    }

    private static boolean isUser(@Nullable String user) {
        return user != null && Texts.isClean(user) && Ids.isEntity(user);
    }

    private Optional<Identity> current(Identity identity) {
        return identity.expires().isAfter(clock.instant())
                ? Optional.of(identity)
                : Optional.empty();
    }

    private Duration lifeOf(String digest, Identity identity) {
        var left = Duration.between(clock.instant(), identity.expires());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static String digest(String token) {
        try {
            var sum = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sum.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
