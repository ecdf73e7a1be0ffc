package gesso.chaos;

import gesso.deploy.db.EmbeddedDatabase.Reach;
import java.util.List;
import java.util.Set;

/** Where nodes, people and the database find each other. */
sealed interface Network permits Loopback, Bridge {
    /** Where a node listens for people, operators and other nodes. */
    String address(int node);

    /** Where nodes find the database. */
    String database();

    /** Where the database listens for others than this process. */
    Set<Reach> listens();

    /** The port that a node takes: the wanted one where it has an address of its own. */
    int port(int wanted);

    /** What stands before the command of a node. */
    List<String> inside(int node);

    /** All cuts come to an end. */
    void heal();
}
