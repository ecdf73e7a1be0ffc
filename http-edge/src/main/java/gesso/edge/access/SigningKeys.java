package gesso.edge.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import gesso.edge.database.Database;
import gesso.protocol.Ids;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The key pairs that tokens are signed with, kept with the data and so the same on every edge. The
 * newest signs; older ones still verify, until they are deleted. The first edge over an empty
 * database makes the first. Thread-safe.
 */
public final class SigningKeys {
    private static final int BITS = 2048;

    /** Any number will do; all edges of one database must have the same. */
    private static final long LOCK = 0x6765_7373_6f31L;

    /** An unknown key id makes an edge look again, but not more often than this. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private record Known(List<RSAKey> newestFirst, long readNanos) {}

    private final Database database;
    private final AtomicReference<@Nullable CompletableFuture<Known>> known =
            new AtomicReference<>();

    public SigningKeys(Database database) {
        this.database = database;
    }

    CompletionStage<RSAKey> current() {
        return known().thenApply(all -> all.newestFirst().getFirst());
    }

    CompletionStage<Optional<RSAKey>> named(String kid) {
        return known().thenCompose(all -> {
            var found = find(all, kid);
            boolean old = System.nanoTime() - all.readNanos() > LOOK_AGAIN.toNanos();
            return found.isPresent() || !old
                    ? CompletableFuture.completedFuture(found)
                    : reload().thenApply(newer -> find(newer, kid));
        });
    }

    /** The public halves, as {@code /.well-known/jwks.json} shows them. */
    public CompletionStage<String> published() {
        return known().thenApply(all ->
                new JWKSet(new ArrayList<>(all.newestFirst())).toPublicJWKSet().toString(true));
    }

    private static Optional<RSAKey> find(Known all, String kid) {
        return all.newestFirst().stream().filter(key -> kid.equals(key.getKeyID())).findFirst();
    }

    private CompletableFuture<Known> known() {
        var present = known.get();
        return present != null && !present.isCompletedExceptionally() ? present : reload();
    }

    private CompletableFuture<Known> reload() {
        var before = known.get();
        var next = new CompletableFuture<Known>();
        if (!known.compareAndSet(before, next)) {
            return known();
        }
        database.transaction(SigningKeys::readOrMake)
                .whenComplete((keys, failure) -> {
                    if (failure == null) {
                        next.complete(new Known(keys, System.nanoTime()));
                    } else {
                        next.completeExceptionally(failure);
                    }
                });
        return next;
    }

    private static List<RSAKey> readOrMake(Handle sql) {
        var present = read(sql);
        if (!present.isEmpty()) {
            return present;
        }
        sql.execute("SELECT pg_advisory_xact_lock(?)", LOCK);
        var made = read(sql);
        if (made.isEmpty()) {
            var key = make();
            sql.execute(
                    "INSERT INTO signing_key (kid, jwk) VALUES (?, ?)",
                    key.getKeyID(),
                    key.toJSONString());
            return List.of(key);
        }
        return made;
    }

    private static List<RSAKey> read(Handle sql) {
        return sql
                .createQuery("SELECT jwk FROM signing_key ORDER BY created_at DESC, kid")
                .mapTo(String.class)
                .stream()
                .map(SigningKeys::parse)
                .toList();
    }

    private static RSAKey parse(String jwk) {
        try {
            return RSAKey.parse(jwk);
        } catch (ParseException damaged) {
            throw new IllegalStateException("unreadable signing key", damaged);
        }
    }

    private static RSAKey make() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(com.nimbusds.jose.JWSAlgorithm.RS256)
                    .keyID(Ids.fresh())
                    .generate();
        } catch (JOSEException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
