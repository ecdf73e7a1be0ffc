-- The event store. Written by gesso.cluster.journal.JournalDao only; never updated, never deleted from.

CREATE TABLE event_journal (
    -- Of pekko-persistence-jdbc: names and types are the plugin's.
    ordering           bigserial    NOT NULL,
    persistence_id     varchar(255) COLLATE "C" NOT NULL, -- c|<canvas>, c|<canvas>|<widget>, a|<app>
    sequence_number    bigint       NOT NULL,             -- the entity's revision: 1..n without a gap
    deleted            boolean      NOT NULL DEFAULT false, -- always false
    writer             varchar(255) NOT NULL,             -- one life of one entity actor
    write_timestamp    bigint,
    adapter_manifest   varchar(255),                      -- always empty
    event_ser_id       integer      NOT NULL,
    event_ser_manifest varchar(255) NOT NULL,             -- <kind>.<type>.<version>, as canvas.widget-moved.1
    event_payload      bytea        NOT NULL,             -- JSON in UTF-8: {"origin": {...}, "data": {...}}
    meta_ser_id        integer,
    meta_ser_manifest  varchar(255),
    meta_payload       bytea,

    -- Ours: out of the origin in the payload, so that SQL finds events without reading JSON.
    canvas text COLLATE "C",                              -- null for entities that lie on no canvas
    at     bigint NOT NULL,                               -- hybrid clock: Unix milliseconds x 2048 + counter
    client text COLLATE "C" NOT NULL,
    op     text COLLATE "C" NOT NULL,                     -- unique per client
    step   integer NOT NULL,                              -- place among the operation's events here: 0, 1, ...
    by     text COLLATE "C" NOT NULL,                     -- random user id
    xid    xid8 NOT NULL DEFAULT pg_current_xact_id(),    -- lets the feed read without skipping

    -- The fence: two writers can never both succeed at one revision.
    PRIMARY KEY (persistence_id, sequence_number)
);

-- A canvas with all its widgets in order of time: history, instants, undo.
CREATE INDEX event_journal_canvas ON event_journal (canvas, at, persistence_id, sequence_number)
    WHERE canvas IS NOT NULL;
-- The feed.
CREATE INDEX event_journal_feed ON event_journal (xid, ordering);
-- Exactly once: what did this operation do? Unique, so that not even a forgetful writer can do it twice.
CREATE UNIQUE INDEX event_journal_operation ON event_journal (client, op, persistence_id, step);

-- A past instant never changes: an event that comes more than 5 s late (by this database's clock) is refused.
-- The condition is evaluated by the executor; the function runs only to refuse.
CREATE FUNCTION gesso_refuse_late() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'event % #% is too late for its instant %', NEW.persistence_id, NEW.sequence_number, NEW.at
        USING ERRCODE = 'GS001';
END $$;

CREATE TRIGGER event_journal_late BEFORE INSERT ON event_journal FOR EACH ROW
    WHEN (NEW.at < (extract(epoch FROM clock_timestamp()) * 1000 - 5000)::bigint * 2048)
    EXECUTE FUNCTION gesso_refuse_late();

CREATE FUNCTION gesso_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is only ever added to' USING ERRCODE = 'GS002';
END $$;

CREATE TRIGGER event_journal_change BEFORE UPDATE OR DELETE OR TRUNCATE ON event_journal FOR EACH STATEMENT
    EXECUTE FUNCTION gesso_refuse_change();

-- Of pekko-persistence-jdbc. Snapshots are optional: dropping them all changes nothing but time.
CREATE TABLE snapshot (
    persistence_id        varchar(255) COLLATE "C" NOT NULL,
    sequence_number       bigint       NOT NULL,
    created               bigint       NOT NULL,
    snapshot_ser_id       integer      NOT NULL,
    snapshot_ser_manifest varchar(255) NOT NULL,
    snapshot_payload      bytea        NOT NULL, -- JSON in UTF-8
    meta_ser_id           integer,
    meta_ser_manifest     varchar(255),
    meta_payload          bytea,
    PRIMARY KEY (persistence_id, sequence_number)
);
