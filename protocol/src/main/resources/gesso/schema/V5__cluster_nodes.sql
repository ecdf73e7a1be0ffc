-- Which nodes live on this database (gesso.deploy.cluster): a node founds a cluster only while no other one beats.

CREATE TABLE cluster_node (
    address text COLLATE "C" PRIMARY KEY,                        -- HOST:PORT for other nodes
    beat    timestamptz NOT NULL DEFAULT clock_timestamp()
);
