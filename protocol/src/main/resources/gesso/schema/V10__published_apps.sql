-- Files of apps that were published at run time. (app, hash) names one build for ever: the hash is over the names and
-- bytes of all its files, so no row is ever changed.
CREATE TABLE app_file (
    app   text COLLATE "C" NOT NULL,
    hash  text COLLATE "C" NOT NULL,
    path  text COLLATE "C" NOT NULL,
    bytes bytea NOT NULL,
    gzip  bytea, -- null where it would not be smaller
    PRIMARY KEY (app, hash, path)
);
