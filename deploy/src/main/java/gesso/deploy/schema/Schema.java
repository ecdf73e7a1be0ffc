package gesso.deploy.schema;

import gesso.deploy.CannotStart;
import gesso.deploy.db.Database;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Applies the migrations in {@code gesso/schema}. Nodes may start at once over one database: the
 * tool's advisory lock lets one of them work while the others wait.
 */
public final class Schema {
    private static final String LOCATION = "classpath:gesso/schema";

    private Schema() {}

    /** How many migrations were applied; 0 on a database that is up to date. */
    public static int migrate(Database database) {
        try {
            return Flyway.configure()
                    .dataSource(database.url(), database.user(), database.password())
                    .locations(LOCATION)
                    .failOnMissingLocations(true)
                    .validateMigrationNaming(true)
                    .connectRetries(3)
                    .lockRetryCount(60)
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayException refused) {
            throw new CannotStart(
                    "The tables cannot be brought up to date: " + refused.getMessage(), refused);
        }
    }
}
