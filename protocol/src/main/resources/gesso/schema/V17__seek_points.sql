-- Where folds of a canvas's past may begin. Made while the past is read, by whoever reads it; dropping all of it
-- changes nothing but time. What is there of one point never changes: a past instant never does.

CREATE TABLE seek_point (
    canvas text   COLLATE "C" NOT NULL,
    rules  text   COLLATE "C" NOT NULL, -- by which it was folded: others never read it
    at     bigint NOT NULL,             -- everything up to this instant is in it
    PRIMARY KEY (canvas, rules, at)
);

-- Only what has changed since the point before: an entity's state at a point is the newest one up to it.
CREATE TABLE seek_state (
    canvas         text         COLLATE "C" NOT NULL,
    rules          text         COLLATE "C" NOT NULL,
    persistence_id varchar(255) COLLATE "C" NOT NULL,
    at             bigint NOT NULL,     -- of the point
    state          bytea  NOT NULL,     -- JSON in UTF-8, as in a snapshot
    PRIMARY KEY (canvas, rules, persistence_id, at)
);
