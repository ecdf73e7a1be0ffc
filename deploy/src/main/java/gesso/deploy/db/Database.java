package gesso.deploy.db;

import gesso.deploy.CannotStart;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * Where a PostgreSQL is and who we are there. {@code url} is a JDBC address without credentials.
 */
public record Database(String url, String user, String password) {

    /** How long opening one connection may take before the server counts as gone. */
    private static final int CONNECT_SECONDS_MAX = 5;

    /**
     * Reads {@code postgresql://user:password@host:port/name}, as the tools of PostgreSQL write it,
     * or a JDBC address with {@code user} and {@code password} parameters.
     */
    public static Database parse(String text) {
        var address = text.strip();
        if (address.startsWith("jdbc:")) {
            address = address.substring("jdbc:".length());
        }
        try {
            var uri = new URI(address);
            var scheme = uri.getScheme();
            if (!"postgresql".equals(scheme) && !"postgres".equals(scheme)) {
                throw new CannotStart("--db wants postgresql://USER:PASSWORD@HOST:PORT/NAME");
            }
            return read(uri);
        } catch (URISyntaxException notAnAddress) {
            throw new CannotStart(
                    "--db wants postgresql://USER:PASSWORD@HOST:PORT/NAME", notAnAddress);
        }
    }

    private static Database read(URI uri) {
        if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
            throw new CannotStart(
                    "--db wants a host and a database: postgresql://USER:PASSWORD@HOST:PORT/NAME");
        }
        var user = "";
        var password = "";
        if (uri.getRawUserInfo() != null) {
            var parts = uri.getRawUserInfo().split(":", 2);
            user = decode(parts[0]);
            password = parts.length > 1 ? decode(parts[1]) : "";
        }
        var rest = new StringBuilder();
        for (var parameter :
                uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&")) {
            if (parameter.startsWith("user=")) {
                user = decode(parameter.substring("user=".length()));
            } else if (parameter.startsWith("password=")) {
                password = decode(parameter.substring("password=".length()));
            } else if (!parameter.isEmpty()) {
                rest.append(rest.isEmpty() ? "?" : "&").append(parameter);
            }
        }
        var port = uri.getPort() < 0 ? 5432 : uri.getPort();
        var url = "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + rest;
        return new Database(url, user, password);
    }

    /**
     * The same as one address with the credentials in it, for a file that only its owner may read.
     */
    public String address() {
        var credentials = encode(user) + ":" + encode(password) + "@";
        return url.substring("jdbc:".length()).replaceFirst("//", "//" + credentials);
    }

    /** A connection of its own, outside every pool; the caller closes it. */
    public Connection connect() throws SQLException {
        return connect(Duration.ofMinutes(1));
    }

    /** The same; an answer that takes longer than {@code patience} fails it. */
    public Connection connect(Duration patience) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS_MAX));
        properties.setProperty("loginTimeout", String.valueOf(CONNECT_SECONDS_MAX));
        properties.setProperty("socketTimeout", String.valueOf(patience.toSeconds()));
        properties.setProperty("ApplicationName", "gesso launcher");
        return DriverManager.getConnection(url, properties);
    }

    /** Leaves the password out: this ends in logs. */
    @Override
    public String toString() {
        return url + " as " + user;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
