package gesso.protocol;

/**
 * Client ids as origins keep them: over HTTP the person, on a socket one tab of that person, and a
 * service of the server. The person is part of both, so that nobody can use another person's
 * operation ids.
 */
public final class Clients {
    private Clients() {}

    public static String http(String user) {
        return "u:" + user;
    }

    public static String tab(String user, String client) {
        return "t:" + user + ":" + client;
    }

    /** A part of the platform, or of an app, that acts on the server. */
    public static String service(String name) {
        return "s:" + name;
    }

    /** What frames and history lines show: the tab's own id, the user's, or the service. */
    public static String shown(String client) {
        if (client.startsWith("t:")) {
            return client.substring(client.indexOf(':', 2) + 1);
        }
        return client.startsWith("u:") || client.startsWith("s:") ? client.substring(2) : client;
    }
}
