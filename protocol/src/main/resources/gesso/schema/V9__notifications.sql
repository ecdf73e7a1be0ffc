-- Who is told of which comment: those whom it names, and those who have written in its thread. Kept by the feed.
CREATE TABLE notification (
    user_id text COLLATE "C" NOT NULL,
    canvas  text COLLATE "C" NOT NULL,
    comment text COLLATE "C" NOT NULL,
    kind    text             NOT NULL, -- mention, answer
    by_user text COLLATE "C" NOT NULL,
    text    text             NOT NULL, -- people in it are ids
    at      bigint           NOT NULL, -- clock instant
    PRIMARY KEY (user_id, canvas, comment)
);
CREATE INDEX notification_newest ON notification (user_id, at DESC, comment DESC);
CREATE INDEX notification_comment ON notification (canvas, comment);

-- What a person has read. The person's own: it is not in the journal, and stays when the lists are made anew.
CREATE TABLE notification_read (
    user_id text COLLATE "C" NOT NULL REFERENCES account ON DELETE CASCADE,
    canvas  text COLLATE "C" NOT NULL,
    comment text COLLATE "C" NOT NULL,
    read_at timestamptz      NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, canvas, comment)
);
