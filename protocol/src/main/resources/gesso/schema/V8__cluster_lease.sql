-- What keeps a cluster in one piece (gesso.deploy.cluster). All times are this server's.

-- When nodes lose sight of each other, the side that gets this row goes on and the other one ends. A holder renews it;
-- one that has not done so for a while is taken to be dead.
CREATE TABLE cluster_lease (
    name   text COLLATE "C" PRIMARY KEY,
    holder text COLLATE "C" NOT NULL,                            -- HOST:PORT and the one life of that node
    beat   timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Which cluster is the one of this database: one row. Founding a cluster puts a new identity here, and only while no
-- member of another beats. '' is before the first.
CREATE TABLE cluster_founder (
    only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    identity  text COLLATE "C" NOT NULL,
    founder   text COLLATE "C" NOT NULL,                         -- HOST:PORT
    app_nodes text[] NOT NULL,                                   -- apps whose widgets have nodes of their own
    founded   timestamptz NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO cluster_founder (identity, founder, app_nodes) VALUES ('', '', '{}');

-- A row is a member's: it is there from joining to leaving. The others delete that of a node which they have downed, so
-- a node that was paused meanwhile, and misses its row, knows that it is no member any more.
DELETE FROM cluster_node;
ALTER TABLE cluster_node
    ADD COLUMN life    bigint NOT NULL,                          -- tells a node from an earlier one at the same address
    ADD COLUMN cluster text COLLATE "C" NOT NULL;                -- the identity of the cluster that it is a member of
