package gesso.edge.database;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * Where the database is.
 *
 * @param connections also how many statements of this edge run at once
 * @param patience how long a request waits for one of them before it is answered with 503
 */
public record DatabaseSettings(
        String url, String user, String password, int connections, Duration patience) {

    public static DatabaseSettings of(Config database) {
        return new DatabaseSettings(
                database.getString("url"),
                database.getString("user"),
                database.getString("password"),
                database.getInt("connections"),
                database.getDuration("patience"));
    }

    /** Leaves the password out: this ends in logs. */
    @Override
    public String toString() {
        return url + " as " + user;
    }
}
