package gesso.deploy;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A host name or address with a port, as operators write it: {@code HOST:PORT}. */
public record HostPort(String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):(\\d{1,5})");

    /** Reads one; throws with words for the operator when it is none. */
    public static HostPort parse(String text) {
        var match = FORM.matcher(text.strip());
        if (!match.matches() || Integer.parseInt(match.group(2)) > Ports.MAX) {
            throw new IllegalArgumentException("'" + text + "' is not HOST:PORT");
        }
        return new HostPort(match.group(1), Integer.parseInt(match.group(2)));
    }

    /** Reads a list separated by commas. */
    public static List<HostPort> parseAll(String text) {
        return Stream.of(text.split(",", -1)).map(HostPort::parse).toList();
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
