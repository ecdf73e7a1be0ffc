-- The bus on the server: chains of events, and who has been told of what (gesso.cluster.feed).

-- The first operation of the chain that an event belongs to; null where it is the event's own, and for events from
-- before. Most events are the first of their chain, so the index is small.
ALTER TABLE event_journal ADD COLUMN correlation text COLLATE "C";
CREATE INDEX event_journal_chain ON event_journal (canvas, correlation) WHERE correlation IS NOT NULL;

-- Unique as before, with the operation first: it finds the start of a chain, whoever made it.
DROP INDEX event_journal_operation;
CREATE UNIQUE INDEX event_journal_operation ON event_journal (op, client, persistence_id, step);

-- How far each subscription has come. A row is moved in the transaction of what its events have done.
CREATE TABLE bus_subscription (
    name     text COLLATE "C" PRIMARY KEY,
    pattern  text        NOT NULL,
    xid      xid8        NOT NULL,
    ordering bigint      NOT NULL,
    tries    integer     NOT NULL DEFAULT 0, -- of the next event that failed
    next_try timestamptz NOT NULL DEFAULT '-infinity',
    error    text                            -- of the last try
);

-- Events that a subscription could not handle, however often it tried. An operator may have them tried again.
CREATE TABLE bus_parked (
    subscription text COLLATE "C" NOT NULL REFERENCES bus_subscription ON DELETE CASCADE,
    event        text COLLATE "C" NOT NULL, -- <persistence id>#<revision>
    type         text        NOT NULL,
    canvas       text COLLATE "C",
    error        text        NOT NULL,
    parked_at    timestamptz NOT NULL DEFAULT now(),
    again        boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (subscription, event)
);
CREATE INDEX bus_parked_again ON bus_parked (subscription) WHERE again;

-- What a person is told of besides comments: it is kept by subscriptions, not made anew with the lists.
CREATE TABLE notice (
    user_id text COLLATE "C" NOT NULL REFERENCES account ON DELETE CASCADE,
    canvas  text COLLATE "C" NOT NULL,
    widget  text COLLATE "C" NOT NULL,
    item    text COLLATE "C" NOT NULL, -- of the widget: a message, a todo
    kind    text             NOT NULL, -- chat-mention, todo-assigned
    event   text COLLATE "C" NOT NULL, -- <persistence id>#<revision>
    by_user text COLLATE "C" NOT NULL,
    text    text             NOT NULL, -- people in it are ids
    at      bigint           NOT NULL, -- clock instant
    read_at timestamptz,
    PRIMARY KEY (user_id, canvas, widget, item, kind)
);
CREATE INDEX notice_newest ON notice (user_id, at DESC, event DESC);
CREATE INDEX notice_item ON notice (canvas, widget, item);
