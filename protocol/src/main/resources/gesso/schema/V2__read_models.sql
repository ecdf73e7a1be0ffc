-- What lists need, kept by the feed (gesso.cluster.feed) out of the journal. All of it can be dropped and rebuilt.

-- How far the feed has come: everything up to (xid, ordering) of event_journal is in the tables below.
-- Read-your-writes: compare with the newest (xid, ordering) of the journal.
CREATE TABLE feed_offset (
    feed     text   PRIMARY KEY,
    xid      xid8   NOT NULL,
    ordering bigint NOT NULL
);
INSERT INTO feed_offset (feed, xid, ordering) VALUES ('lists', '0', 0);

CREATE TABLE canvas_summary (
    canvas     text COLLATE "C" PRIMARY KEY,
    title      text        NOT NULL,
    widgets    integer     NOT NULL, -- on the canvas now: removed ones do not count
    people     integer     NOT NULL, -- members now
    revision   bigint      NOT NULL, -- of the canvas entity
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL, -- newest event of the canvas or of a widget on it
    deleted    boolean     NOT NULL DEFAULT false
);

-- Which canvases a person has, and as what. No names: people are in their own tables.
CREATE TABLE canvas_member (
    user_id text COLLATE "C" NOT NULL,
    canvas  text COLLATE "C" NOT NULL,
    role    text             NOT NULL, -- owner, editor, commenter, viewer, analyst
    PRIMARY KEY (user_id, canvas)
);
CREATE INDEX canvas_member_canvas ON canvas_member (canvas);

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- The registry: one row an app, as its newest version says.
CREATE TABLE app_entry (
    app           text COLLATE "C" PRIMARY KEY,
    version       text        NOT NULL,
    origin        text        NOT NULL, -- builtin, ...
    title         text        NOT NULL,
    category      text        NOT NULL,
    manifest      jsonb       NOT NULL, -- gesso.protocol.app.Manifest
    registered_at timestamptz NOT NULL,
    changed_at    timestamptz NOT NULL,
    words         text        NOT NULL, -- lower case; for like and similarity
    search        tsvector    NOT NULL GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED
);
CREATE INDEX app_entry_search ON app_entry USING gin (search);
CREATE INDEX app_entry_words ON app_entry USING gin (words gin_trgm_ops);

-- Every version ever published.
CREATE TABLE app_version (
    app          text COLLATE "C" NOT NULL,
    version      text        NOT NULL,
    manifest     jsonb       NOT NULL,
    revision     bigint      NOT NULL, -- of the app entity: newest version last
    published_at timestamptz NOT NULL,
    PRIMARY KEY (app, version)
);
