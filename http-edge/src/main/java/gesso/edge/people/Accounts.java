package gesso.edge.people;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.database.Database;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** The table {@code account}. E-mail addresses come here in lower case. Thread-safe. */
public final class Accounts {
    private static final String UNIQUE_VIOLATION = "23505";

    /** What signing in needs of an account. */
    record Credentials(String id, String name, String hash) {}

    private final Database database;

    public Accounts(Database database) {
        this.database = database;
    }

    CompletionStage<Account> guest(String name) {
        var id = Ids.fresh();
        return database.with(sql -> {
            sql.execute("INSERT INTO account (id, name) VALUES (?, ?)", id, name);
            return new Account(id, name, null, Json.object());
        });
    }

    /** Empty when the address is taken: of two at once exactly one wins. */
    CompletionStage<Optional<Account>> register(String email, String hash, String name) {
        var id = Ids.fresh();
        return database.with(sql ->
                sql.execute(
                                        "INSERT INTO account (id, name, email, password)"
                                                + " VALUES (?, ?, ?, ?) ON CONFLICT (email)"
                                                + " DO NOTHING",
                                        id,
                                        name,
                                        email,
                                        hash)
                                == 1
                        ? Optional.of(new Account(id, name, email, Json.object()))
                        : Optional.empty());
    }

    /** A guest becomes a registered person and stays the same one; empty as for the other. */
    CompletionStage<Optional<Account>> promote(String id, String email, String hash, String name) {
        return database.with(sql -> {
            try {
                int changed =
                        sql.execute(
                                "UPDATE account SET email = ?, password = ?, name = ? WHERE"
                                        + " id = ? AND email IS NULL",
                                email,
                                hash,
                                name,
                                id);
                return changed == 1
                        ? Optional.of(new Account(id, name, email, Json.object()))
                        : Optional.empty();
            } catch (UnableToExecuteStatementException refused) {
                if (isTaken(refused)) {
                    return Optional.empty();
                }
                throw refused;
            }
        });
    }

    CompletionStage<Optional<Credentials>> credentials(String email) {
        return database.with(sql ->
                sql.createQuery("SELECT id, name, password FROM account WHERE email = ?")
                        .bind(0, email)
                        .map((row, _) ->
                                new Credentials(
                                        row.getString("id"),
                                        row.getString("name"),
                                        row.getString("password")))
                        .findOne());
    }

    CompletionStage<Optional<Account>> find(String id) {
        return database.with(sql ->
                sql.createQuery(
                                "SELECT id, name, email, preferences FROM account WHERE id"
                                        + " = ?")
                        .bind(0, id)
                        .map((row, _) -> account(row))
                        .findOne());
    }

    /** What is absent stays; empty when there is no such account. */
    CompletionStage<Optional<Account>> amend(
            String id, @Nullable String name, @Nullable JsonNode preferences) {
        return database.with(sql ->
                sql.createQuery(
                                """
                                UPDATE account SET name = coalesce(:name, name),
                                    preferences = preferences || :preferences::jsonb
                                WHERE id = :id RETURNING id, name, email, preferences
                                """)
                        .bind("name", name)
                        .bind("preferences", preferences == null ? "{}" : Json.text(preferences))
                        .bind("id", id)
                        .map((row, _) -> account(row))
                        .findOne());
    }

    /** Names of people for showing; whoever has been erased is missing. */
    public CompletionStage<Map<String, String>> names(Collection<String> ids) {
        if (ids.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        return database.with(sql ->
                sql.createQuery("SELECT id, name FROM account WHERE id = ANY(?)")
                        .bind(0, ids.toArray(String[]::new))
                        .reduceRows(
                                new HashMap<String, String>(),
                                (names, row) -> {
                                    names.put(
                                            row.getColumn("id", String.class),
                                            row.getColumn("name", String.class));
                                    return names;
                                }));
    }

    private static Account account(ResultSet row) throws SQLException {
        @Nullable String email = row.getString("email");
        return new Account(
                row.getString("id"),
                row.getString("name"),
                email,
                Json.stored(row.getString("preferences")).orElseGet(Json::object));
    }

    private static boolean isTaken(UnableToExecuteStatementException refused) {
        return refused.getCause() instanceof SQLException sql
                && UNIQUE_VIOLATION.equals(sql.getSQLState());
    }
}
