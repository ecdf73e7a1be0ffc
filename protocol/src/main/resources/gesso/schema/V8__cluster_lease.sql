-- What keeps a cluster in one piece (gesso.deploy.cluster). All times are this server's.

-- When nodes lose sight of each other, the side that gets this row goes on and the other one ends. A holder renews it;
-- one that has not done so for a while is taken to be dead.
CREATE TABLE cluster_lease (
    name   text COLLATE "C" PRIMARY KEY,
    holder text COLLATE "C" NOT NULL,                            -- HOST:PORT and the one life of that node
    beat   timestamptz NOT NULL DEFAULT clock_timestamp()
);
