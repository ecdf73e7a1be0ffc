package gesso.protocol;

/**
 * Client ids as origins keep them: over HTTP the person, on a socket one tab of that person. The
 * person is part of both, so that nobody can use another person's operation ids.
 */
public final class Clients {
    private Clients() {}

    public static String http(String user) {
        return "u:" + user;
    }

    public static String tab(String user, String client) {
        return "t:" + user + ":" + client;
    }

    /** What frames and history lines show: the id that the tab gave itself, or the user id. */
    public static String shown(String client) {
        if (client.startsWith("t:")) {
            return client.substring(client.indexOf(':', 2) + 1);
        }
        return client.startsWith("u:") ? client.substring(2) : client;
    }
}
