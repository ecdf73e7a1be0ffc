-- What people think of apps and where they use them, kept by the feed.

CREATE TABLE app_rating (
    app     text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    stars   smallint         NOT NULL,
    PRIMARY KEY (app, user_id)
);

-- Widgets of an app on a canvas now.
CREATE TABLE app_use (
    canvas  text COLLATE "C" NOT NULL,
    app     text COLLATE "C" NOT NULL,
    widgets integer          NOT NULL,
    PRIMARY KEY (canvas, app)
);

CREATE TABLE app_count (
    app      text COLLATE "C" PRIMARY KEY,
    ratings  integer NOT NULL DEFAULT 0,
    stars    integer NOT NULL DEFAULT 0, -- of all ratings together
    canvases integer NOT NULL DEFAULT 0, -- that have the app now
    widgets  integer NOT NULL DEFAULT 0
);

-- On how many canvases two apps are together now; both ways.
CREATE TABLE app_pair (
    app      text COLLATE "C" NOT NULL,
    other    text COLLATE "C" NOT NULL,
    canvases integer          NOT NULL,
    PRIMARY KEY (app, other)
);

-- All of it is counted from the first event on.
DELETE FROM canvas_member;
DELETE FROM canvas_summary;
DELETE FROM widget_place;
DELETE FROM app_version;
DELETE FROM app_entry;
UPDATE feed_offset SET xid = '0', ordering = 0 WHERE feed = 'lists';
