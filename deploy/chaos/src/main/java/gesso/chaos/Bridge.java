package gesso.chaos;

import gesso.deploy.db.EmbeddedDatabase.Reach;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Each node in a network namespace of its own, all on one bridge. People and the database are on
 * the bridge itself, at one address each. All of it lives in the network and mount namespaces of
 * this run (see {@link Need}), which have no way out and vanish with the last process of the run,
 * however it ends.
 *
 * <p>A pair is cut by giving each end a wrong neighbour: frames leave and reach nobody, without a
 * word, as on a broken link.
 */
final class Bridge implements Network {
    private static final String NET = "10.77.0.0/24";
    private static final String PEOPLE = "10.77.0.1";
    private static final String DATABASE = "10.77.0.2";
    private static final String NOBODY = "02:00:00:00:00:01";
    private static final String NAMES = "/run/netns";

    private final int nodes;

    private Bridge(int nodes) {
        this.nodes = nodes;
    }

    static Bridge build(int nodes) {
        // Names of namespaces are mounts: below a mount of our own nobody else sees them.
        must("mkdir -p " + NAMES);
        must("mount -t tmpfs gesso-chaos " + NAMES);
        must("ip link set lo up");
        must("ip link add gesso-chaos type bridge");
        must("ip address add " + PEOPLE + "/24 dev gesso-chaos");
        must("ip address add " + DATABASE + "/24 dev gesso-chaos");
        must("ip link set gesso-chaos up");
        var bridge = new Bridge(nodes);
        IntStream.rangeClosed(1, nodes).forEach(bridge::attach);
        return bridge;
    }

    private void attach(int node) {
        var name = name(node);
        must("ip netns add " + name);
        must("ip link add " + name + " type veth peer name eth0 netns " + name);
        must("ip link set " + name + " master gesso-chaos up");
        must("ip -n " + name + " link set lo up");
        must("ip -n " + name + " address add " + address(node) + "/24 dev eth0");
        must("ip -n " + name + " link set eth0 up");
    }

    private static String name(int node) {
        return "gesso-chaos-" + node;
    }

    private static void must(String command) {
        Programs.must(List.of(command.split(" ")));
    }

    @Override
    public String address(int node) {
        return "10.77.0." + (10 + node);
    }

    @Override
    public String database() {
        return DATABASE;
    }

    @Override
    public Set<Reach> listens() {
        return Set.of(new Reach(DATABASE, NET));
    }

    @Override
    public int port(int wanted) {
        return wanted;
    }

    @Override
    public List<String> inside(int node) {
        return List.of("nsenter", "--net=" + NAMES + "/" + name(node));
    }

    /** Nobody reaches the node, and it nobody. */
    void unplug(int node) {
        must("ip link set " + name(node) + " down");
    }

    void plug(int node) {
        must("ip link set " + name(node) + " up");
    }

    /** The two do not reach each other; everybody else reaches both. */
    void cut(int one, int other) {
        lose(one, address(other));
        lose(other, address(one));
    }

    /** The node does not reach the database. */
    void cutDatabase(int node) {
        lose(node, DATABASE);
    }

    private static void lose(int node, String address) {
        must(
                "ip -n "
                        + name(node)
                        + " neighbour replace "
                        + address
                        + " lladdr "
                        + NOBODY
                        + " dev eth0 nud permanent");
    }

    @Override
    public void heal() {
        for (int node = 1; node <= nodes; node++) {
            plug(node);
            must("ip -n " + name(node) + " neighbour flush dev eth0 nud permanent");
        }
    }
}
