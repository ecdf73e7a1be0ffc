package gesso.edge.people;

import gesso.edge.database.Database;
import gesso.protocol.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sign-ins and their refresh tokens. A token is used once, for the next one; when it comes a second
 * time somebody else has it, and the whole sign-in ends. Only the same operation may ask again for
 * a while, as long as nobody used the next token: its answer was lost, and a guest who is signed
 * out has no way back. Only hashes are kept. Thread-safe.
 */
final class SignIns {
    private static final Logger LOG = LoggerFactory.getLogger(SignIns.class);
    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A sign-in that goes on, with the token that comes next. */
    record Session(String signIn, String account, String name, String refreshToken) {}

    private record Found(String signIn, String account, String name, boolean live, boolean used) {}

    private final Database database;
    private final Duration lifetime;
    private final Duration leeway;

    /**
     * @param lifetime of a refresh token
     * @param leeway in which a token may ask once more whose answer was lost
     */
    SignIns(Database database, Duration lifetime, Duration leeway) {
        this.database = database;
        this.lifetime = lifetime;
        this.leeway = leeway;
    }

    CompletionStage<Session> start(String account, String name) {
        return database.transaction(sql -> {
            forgetExpired(sql, account);
            var signIn = Ids.fresh();
            sql.execute("INSERT INTO sign_in (id, account) VALUES (?, ?)", signIn, account);
            return new Session(signIn, account, name, next(sql, signIn));
        });
    }

    /**
     * Empty for a token that is unknown, used, expired or of a sign-in that has ended.
     *
     * @param op of a client that would know it again; empty for one of which nobody can tell
     */
    CompletionStage<Optional<Session>> refresh(String token, Optional<String> op) {
        return database.transaction(sql -> {
            var found = find(sql, token);
            if (found.filter(Found::used).isPresent() && !isUnheard(sql, token, op)) {
                LOG.warn("refresh token used twice, sign-in ended {}", found.get().signIn());
                end(sql, found.get().signIn());
                return Optional.empty();
            }
            return found.filter(Found::live)
                    .map(one ->
                            new Session(
                                    one.signIn(),
                                    one.account(),
                                    one.name(),
                                    follow(sql, token, op, one.signIn())));
        });
    }

    /** What this token gave before counts as used: should it have been heard, its use tells. */
    private String follow(Handle sql, String token, Optional<String> op, String signIn) {
        sql.execute(
                """
                UPDATE refresh_token SET used_at = now()
                WHERE hash = (SELECT successor FROM refresh_token WHERE hash = ?)
                """,
                (Object) hash(token));
        var next = next(sql, signIn);
        sql.execute(
                """
                UPDATE refresh_token
                SET used_at = coalesce(used_at, now()), successor = ?, used_by = ? WHERE hash = ?
                """,
                hash(next),
                op.orElse(null),
                hash(token));
        return next;
    }

    /** Of this device: its refresh tokens, used or not, count no more. */
    CompletionStage<Done> end(Optional<String> refreshToken, Optional<String> signIn) {
        return database.transaction(sql -> {
            refreshToken
                    .flatMap(token -> find(sql, token))
                    .ifPresent(found -> end(sql, found.signIn()));
            signIn.ifPresent(one -> end(sql, one));
            return Done.getInstance();
        });
    }

    private String next(Handle sql, String signIn) {
        var bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sql.execute(
                "INSERT INTO refresh_token (hash, sign_in, expires_at) VALUES (?, ?, ?)",
                hash(token),
                signIn,
                java.sql.Timestamp.from(Instant.now().plus(lifetime)));
        return token;
    }

    /** Locks the token and its sign-in: two uses at once come one after the other. */
    private static Optional<Found> find(Handle sql, String token) {
        return sql.createQuery(
                        """
                        SELECT t.sign_in, s.account, a.name, t.used_at IS NOT NULL AS used,
                               s.ended_at IS NULL AND t.expires_at > now() AS live
                        FROM refresh_token t
                        JOIN sign_in s ON s.id = t.sign_in
                        JOIN account a ON a.id = s.account
                        WHERE t.hash = ? FOR UPDATE OF t, s
                        """)
                .bind(0, hash(token))
                .map((row, _) ->
                        new Found(
                                row.getString("sign_in"),
                                row.getString("account"),
                                row.getString("name"),
                                row.getBoolean("live"),
                                row.getBoolean("used")))
                .findOne();
    }

    /**
     * Used a moment ago by this operation, and what it gave was not used yet. A statement of its
     * own, after the lock: the one that waited for the lock would not see what came meanwhile.
     */
    private boolean isUnheard(Handle sql, String token, Optional<String> op) {
        return op.isPresent()
                && sql.createQuery(
                                """
                                SELECT EXISTS (
                                    SELECT FROM refresh_token t
                                    JOIN refresh_token next ON next.hash = t.successor
                                    WHERE t.hash = :hash AND next.used_at IS NULL AND t.used_by = :op
                                        AND t.used_at > now() - make_interval(secs => :leeway))
                                """)
                        .bind("hash", hash(token))
                        .bind("leeway", leeway.toSeconds())
                        .bind("op", op.get())
                        .mapTo(Boolean.class)
                        .one();
    }

    private static void end(Handle sql, String signIn) {
        sql.execute(
                "UPDATE sign_in SET ended_at = now() WHERE id = ? AND ended_at IS NULL", signIn);
    }

    private static void forgetExpired(Handle sql, String account) {
        sql.execute(
                """
                DELETE FROM refresh_token t USING sign_in s
                WHERE t.sign_in = s.id AND s.account = ? AND t.expires_at < now()
                """,
                account);
        sql.execute(
                """
                DELETE FROM sign_in s WHERE s.account = ? AND s.started_at < now() - interval '1 day'
                AND NOT EXISTS (SELECT 1 FROM refresh_token t WHERE t.sign_in = s.id)
                """,
                account);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
