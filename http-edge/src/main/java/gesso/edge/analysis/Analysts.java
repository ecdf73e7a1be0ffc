package gesso.edge.analysis;

import gesso.edge.database.Database;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * The login roles of people who ask: made with a person's first question, dropped when they have
 * long asked nothing. A role may read the views of the schema {@code analysis} and nothing else;
 * its password follows from a secret in the database, so every edge knows it and none keeps it.
 * Thread-safe.
 */
final class Analysts {
    /** Any number will do; all edges of one database must have the same. */
    private static final long LOCK = 0x6765_7373_6f32L;

    private static final int SECRET_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int NAME_BYTES = 8;

    /** So many are dropped with one question. */
    private static final int DROPPED_AT_ONCE = 10;

    /** A person who asks often is noted as often as this. */
    private static final Duration NOTED_EVERY = Duration.ofHours(1);

    /** What the role is made of beside its right to read. The last needs a superuser. */
    private static final List<String> BOUNDS =
            List.of(
                    "default_transaction_read_only = on",
                    "search_path = analysis",
                    "lock_timeout = '2s'",
                    "idle_in_transaction_session_timeout = '1min'",
                    "work_mem = '16MB'",
                    "max_parallel_workers_per_gather = 0",
                    "temp_file_limit = '1GB'");

    /** Locks by number are how nodes agree with each other: nobody else's query takes one. */
    private static final String OWN_LOCKS =
            """
            DO $$
            DECLARE one regprocedure;
            BEGIN
                FOR one IN SELECT oid::regprocedure FROM pg_proc
                    WHERE pronamespace = 'pg_catalog'::regnamespace
                        AND proname LIKE 'pg\\_%advisory%' AND proacl IS NULL
                LOOP
                    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', one, current_user);
                    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', one);
                END LOOP;
            END $$
            """;

    private final Database database;
    private final AnalysisLimits limits;
    private final SecureRandom random = new SecureRandom();

    Analysts(Database database, AnalysisLimits limits) {
        this.database = database;
        this.limits = limits;
    }

    /** How a person's questions come into the database. */
    record Login(String role, String password) {
        /** Leaves the password out: this ends in logs. */
        @Override
        public String toString() {
            return role;
        }
    }

    /** Makes the role where there is none yet; empty where there is no such person. */
    CompletionStage<Optional<Login>> login(String user) {
        return database.transaction(sql -> {
            var known =
                    sql.createQuery(
                                    "SELECT login, used_at < :old AS old FROM analyst"
                                            + " WHERE user_id = :user")
                            .bind("user", user)
                            .bind("old", Timestamp.from(Instant.now().minus(NOTED_EVERY)))
                            .map((row, _) ->
                                    new Known(row.getString("login"), row.getBoolean("old")))
                            .findOne();
            if (known.isPresent() && !known.get().old()) {
                return Optional.of(login(sql, known.get().role()));
            }
            sql.execute("SELECT pg_advisory_xact_lock(?)", LOCK);
            if (!isKnown(sql, user)) {
                return Optional.empty();
            }
            dropIdle(sql);
            var role = group(sql) + "_" + HexFormat.of().formatHex(hash(user));
            var login = login(sql, role);
            make(sql, login);
            sql.createUpdate(
                            "INSERT INTO analyst (user_id, login) VALUES (:user, :login)"
                                    + " ON CONFLICT (user_id) DO UPDATE SET used_at = now()")
                    .bind("user", user)
                    .bind("login", role)
                    .execute();
            return Optional.of(login);
        });
    }

    private record Known(String role, boolean old) {}

    private static boolean isKnown(Handle sql, String user) {
        return sql.createQuery("SELECT EXISTS (SELECT 1 FROM account WHERE id = :user)")
                .bind("user", user)
                .mapTo(Boolean.class)
                .one();
    }

    /** Roles belong to the whole server: those of another database there have other names. */
    private static String group(Handle sql) {
        return "gesso_"
                + sql.createQuery("SELECT substr(md5(current_database()), 1, 8)")
                        .mapTo(String.class)
                        .one();
    }

    private void make(Handle sql, Login login) {
        var group = group(sql) + "_analysts";
        if (!exists(sql, group)) {
            sql.execute("CREATE ROLE " + group + " NOLOGIN");
            sql.execute("REVOKE TEMPORARY ON DATABASE " + name(sql) + " FROM PUBLIC");
        }
        bounded(sql, OWN_LOCKS);
        sql.execute("GRANT USAGE ON SCHEMA analysis TO " + group);
        sql.execute("GRANT SELECT ON ALL TABLES IN SCHEMA analysis TO " + group);
        var role = login.role();
        if (exists(sql, role)) {
            return;
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        sql.execute(
                "CREATE ROLE "
                        + role
                        + " LOGIN IN ROLE "
                        + group
                        + " CONNECTION LIMIT "
                        + Math.max(limits.running(), limits.runningEach()) * 2
                        + " PASSWORD '"
                        + Scram.verifier(login.password(), salt)
                        + "'");
        for (var bound : BOUNDS) {
            bounded(sql, "ALTER ROLE " + role + " SET " + bound);
        }
    }

    /** Without it the role can do no more; a server that does not allow it is no obstacle. */
    private static void bounded(Handle sql, String statement) {
        sql.savepoint("bound");
        try {
            sql.execute(statement);
            sql.releaseSavepoint("bound");
        } catch (JdbiException notAllowed) {
            sql.rollbackToSavepoint("bound");
        }
    }

    private static String name(Handle sql) {
        return sql.createQuery("SELECT quote_ident(current_database())").mapTo(String.class).one();
    }

    private static boolean exists(Handle sql, String role) {
        return sql.createQuery("SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = :role)")
                .bind("role", role)
                .mapTo(Boolean.class)
                .one();
    }

    /** Those of people who have long asked nothing, and of those who are no more. */
    private void dropIdle(Handle sql) {
        sql.createUpdate(
                        """
                        DELETE FROM analyst WHERE used_at < :before OR user_id IN (
                            SELECT user_id FROM analyst ORDER BY used_at DESC OFFSET :most)
                        """)
                .bind("before", Timestamp.from(Instant.now().minus(limits.idle())))
                .bind("most", limits.logins())
                .execute();
        var idle =
                sql.createQuery(
                                """
                                SELECT r.rolname FROM pg_auth_members m
                                JOIN pg_roles r ON r.oid = m.member
                                JOIN pg_roles g ON g.oid = m.roleid
                                WHERE g.rolname = :group AND r.rolcanlogin
                                  AND r.rolname LIKE :prefix
                                  AND NOT EXISTS (
                                      SELECT 1 FROM analyst a WHERE a.login = r.rolname)
                                LIMIT :most
                                """)
                        .bind("group", group(sql) + "_analysts")
                        .bind("prefix", group(sql).replace("_", "\\_") + "\\_%")
                        .bind("most", DROPPED_AT_ONCE)
                        .mapTo(String.class)
                        .list();
        for (var role : idle) {
            sql.execute("DROP ROLE IF EXISTS " + role);
        }
    }

    private Login login(Handle sql, String role) {
        return new Login(role, HexFormat.of().formatHex(Scram.mac(secret(sql), role)));
    }

    private byte[] secret(Handle sql) {
        byte[] fresh = new byte[SECRET_BYTES];
        random.nextBytes(fresh);
        return sql.createQuery("SELECT secret FROM analyst_secret")
                .mapTo(byte[].class)
                .findOne()
                .orElseGet(() ->
                        sql.createQuery(
                                        "INSERT INTO analyst_secret (secret)"
                                                + " VALUES (:fresh) RETURNING secret")
                                .bind("fresh", fresh)
                                .mapTo(byte[].class)
                                .one());
    }

    private static byte[] hash(String user) {
        return Arrays.copyOf(Scram.mac(new byte[] {1}, user), NAME_BYTES);
    }
}
