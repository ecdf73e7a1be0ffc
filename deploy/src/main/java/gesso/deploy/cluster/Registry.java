package gesso.deploy.cluster;

import gesso.deploy.db.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What the database knows of the cluster: the founder row and one row for each member. Every call
 * is one statement, so that a node that is paused in the middle holds up nobody; all times are the
 * database's.
 */
final class Registry {
    /** A member that has not beaten for so long is gone, or cannot reach the database. */
    static final Duration FRESH = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Database database;
    private final Life own;

    /** {@code own} is this node. */
    Registry(Database database, Life own) {
        this.database = database;
        this.own = own;
    }

    /** One life of a node: another process at the same {@code HOST:PORT} has another number. */
    record Life(String address, long number) {}

    /**
     * @param identity of the cluster of this database
     * @param appNodes apps whose widgets have nodes of their own in it
     * @param fresh its members that beat, without this node
     * @param foreign addresses that beat for another cluster; they are about to end
     * @param silent addresses that did beat until a while ago
     */
    record View(
            String identity,
            List<String> appNodes,
            List<String> fresh,
            List<String> foreign,
            List<String> silent) {}

    View look() throws SQLException {
        try (var connection = connect();
                var query =
                        connection.prepareStatement(
                                """
                                SELECT identity, app_nodes, address, cluster = identity,
                                       beat > clock_timestamp() - make_interval(secs => ?)
                                  FROM cluster_founder LEFT JOIN cluster_node ON address <> ?
                                 ORDER BY address\
                                """)) {
            query.setLong(1, FRESH.toSeconds());
            query.setString(2, own.address());
            var identity = "";
            var appNodes = List.<String>of();
            var fresh = new ArrayList<String>();
            var foreign = new ArrayList<String>();
            var silent = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    identity = rows.getString(1);
                    appNodes = List.of((String[]) rows.getArray(2).getArray());
                    var address = rows.getString(3);
                    if (address != null) {
                        var beating = rows.getBoolean(4) ? fresh : foreign;
                        (rows.getBoolean(5) ? beating : silent).add(address);
                    }
                }
            }
            return new View(identity, appNodes, fresh, foreign, silent);
        }
    }

    /** An earlier life at this address is over: this one has its port. */
    void forgetEarlierLives() throws SQLException {
        update("DELETE FROM cluster_node WHERE address = ? AND life <> ?", own);
    }

    /**
     * Makes {@code identity} the cluster of this database with this node as its only member. False
     * when somebody beats, or another one than {@code seen} is there: then nothing has happened.
     */
    boolean found(String seen, String identity, Collection<String> appNodes) throws SQLException {
        try (var connection = connect();
                var statement =
                        connection.prepareStatement(
                                """
                                WITH founded AS (
                                  UPDATE cluster_founder
                                     SET identity = ?, founder = ?, app_nodes = ?, founded = clock_timestamp()
                                   WHERE identity = ? AND NOT EXISTS (
                                         SELECT FROM cluster_node
                                          WHERE address <> ?
                                            AND beat > clock_timestamp() - make_interval(secs => ?))
                                  RETURNING identity),
                                gone AS (
                                  DELETE FROM cluster_node
                                   WHERE address <> ? AND EXISTS (SELECT FROM founded))
                                INSERT INTO cluster_node (address, life, cluster)
                                SELECT ?, ?, identity FROM founded
                                ON CONFLICT (address) DO UPDATE
                                   SET life = EXCLUDED.life, cluster = EXCLUDED.cluster,
                                       beat = clock_timestamp()\
                                """)) {
            statement.setString(1, identity);
            statement.setString(2, own.address());
            statement.setArray(3, texts(connection, appNodes));
            statement.setString(4, seen);
            statement.setString(5, own.address());
            statement.setLong(6, FRESH.toSeconds());
            statement.setString(7, own.address());
            statement.setString(8, own.address());
            statement.setLong(9, own.number());
            return statement.executeUpdate() == 1;
        }
    }

    /**
     * Makes this node a member in the eyes of the database. False unless one of {@code members} is
     * one of the cluster of this database: then this node has joined another.
     */
    boolean enter(Collection<Life> members) throws SQLException {
        try (var connection = connect();
                var statement =
                        connection.prepareStatement(
                                """
                                INSERT INTO cluster_node (address, life, cluster)
                                SELECT ?, ?, identity FROM cluster_founder
                                 WHERE EXISTS (
                                       SELECT FROM cluster_node, unnest(?, ?) AS member (address, life)
                                        WHERE cluster_node.address = member.address
                                          AND cluster_node.life = member.life
                                          AND cluster_node.cluster = cluster_founder.identity)
                                ON CONFLICT (address) DO UPDATE
                                   SET life = EXCLUDED.life, cluster = EXCLUDED.cluster,
                                       beat = clock_timestamp()\
                                """)) {
            statement.setString(1, own.address());
            statement.setLong(2, own.number());
            statement.setArray(3, texts(connection, members.stream().map(Life::address).toList()));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "bigint", members.stream().map(Life::number).toArray()));
            return statement.executeUpdate() == 1;
        }
    }

    /** False when this node is no member of the cluster of this database any more. */
    boolean beat() throws SQLException {
        try (var connection = connect()) {
            return beat(connection);
        }
    }

    /** The same on a connection that the caller keeps. */
    boolean beat(Connection connection) throws SQLException {
        return 1
                == update(
                        connection,
                        """
                        UPDATE cluster_node SET beat = clock_timestamp()
                         WHERE address = ? AND life = ?
                           AND cluster = (SELECT identity FROM cluster_founder)\
                        """,
                        own);
    }

    /** Notes that {@code downed} is no member any more; only a member can say so. */
    void strike(Connection connection, Life downed) throws SQLException {
        update(
                connection,
                """
                DELETE FROM cluster_node WHERE address = ? AND life = ? AND EXISTS (
                       SELECT FROM cluster_node WHERE address = ? AND life = ?
                          AND cluster = (SELECT identity FROM cluster_founder))\
                """,
                downed,
                own);
    }

    /** Leaves: nobody need wait until this row is old. */
    void leave() throws SQLException {
        update("DELETE FROM cluster_node WHERE address = ? AND life = ?", own);
    }

    Connection connect() throws SQLException {
        return database.connect(PATIENCE);
    }

    private void update(String sql, Life... lives) throws SQLException {
        try (var connection = connect()) {
            update(connection, sql, lives);
        }
    }

    private static int update(Connection connection, String sql, Life... lives)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            var parameter = 1;
            for (var life : lives) {
                statement.setString(parameter++, life.address());
                statement.setLong(parameter++, life.number());
            }
            return statement.executeUpdate();
        }
    }

    private static java.sql.Array texts(Connection connection, Collection<String> texts)
            throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }
}
