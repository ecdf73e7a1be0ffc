package gesso.edge.canvas;

import gesso.edge.database.Database;
import gesso.protocol.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code share_link}: secrets of links, so that an owner can copy one again. Whether a
 * link counts is the canvas's knowledge, which has the hash. Thread-safe.
 */
final class ShareLinks {
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A link with its secret. */
    record Link(
            String canvas,
            String link,
            String secret,
            String hash,
            Role role,
            @Nullable Instant expiresAt) {}

    /** {@code fresh}: it was not there before. */
    record Kept(Link link, boolean fresh) {}

    private final Database database;

    ShareLinks(Database database) {
        this.database = database;
    }

    /** Finds or makes the link of this id: a resend gets the secret that the first one got. */
    CompletionStage<Kept> keep(String canvas, String link, Role role, @Nullable Instant expiresAt) {
        var secret = newSecret();
        return database.transaction(sql -> {
            int made =
                    sql.createUpdate(
                                    """
                                    INSERT INTO share_link
                                        (canvas, link, secret, hash, role, expires_at)
                                    VALUES (:canvas, :link, :secret, :hash, :role, :expires)
                                    ON CONFLICT (canvas, link) DO NOTHING
                                    """)
                            .bind("canvas", canvas)
                            .bind("link", link)
                            .bind("secret", secret)
                            .bind("hash", hash(secret))
                            .bind("role", role.code())
                            .bind(
                                    "expires",
                                    expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC))
                            .execute();
            var kept =
                    sql.createQuery("SELECT * FROM share_link WHERE canvas = ? AND link =" + " ?")
                            .bind(0, canvas)
                            .bind(1, link)
                            .map((row, _) -> read(row))
                            .one();
            return new Kept(kept, made == 1);
        });
    }

    CompletionStage<Integer> forget(String canvas, String link) {
        return database.with(sql ->
                sql.execute("DELETE FROM share_link WHERE canvas = ? AND link = ?", canvas, link));
    }

    CompletionStage<Integer> revoke(String canvas, String link) {
        return database.with(sql ->
                sql.execute(
                        "UPDATE share_link SET revoked = true WHERE canvas = ? AND link =" + " ?",
                        canvas,
                        link));
    }

    /** Those not revoked, oldest first. */
    CompletionStage<List<Link>> of(String canvas) {
        return database.with(sql ->
                sql.createQuery(
                                "SELECT * FROM share_link WHERE canvas = ? AND NOT revoked"
                                        + " ORDER BY created_at, link")
                        .bind(0, canvas)
                        .map((row, _) -> read(row))
                        .list());
    }

    /** Revoked ones, too: their canvas says so. */
    CompletionStage<Optional<Link>> bySecret(String secret) {
        return database.with(sql ->
                sql.createQuery("SELECT * FROM share_link WHERE hash = ?")
                        .bind(0, hash(secret))
                        .map((row, _) -> read(row))
                        .findOne());
    }

    private static Link read(ResultSet row) throws SQLException {
        var expires = row.getObject("expires_at", OffsetDateTime.class);
        return new Link(
                row.getString("canvas"),
                row.getString("link"),
                row.getString("secret"),
                row.getString("hash"),
                Role.of(row.getString("role")),
                expires == null ? null : expires.toInstant());
    }

    private static String newSecret() {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String hash(String secret) {
        try {
            var sum = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sum.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
