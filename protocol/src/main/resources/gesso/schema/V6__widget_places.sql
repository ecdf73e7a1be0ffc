-- Where an app's backend finds the canvas of a widget: addresses of backends name the widget alone. Kept by the feed.
-- Widget ids that people choose are unique within a canvas only, so readers restrict this to their own canvases.
CREATE TABLE widget_place (
    widget   text COLLATE "C" NOT NULL,
    canvas   text COLLATE "C" NOT NULL,
    app      text COLLATE "C" NOT NULL,
    added_at timestamptz      NOT NULL,
    PRIMARY KEY (widget, canvas)
);
CREATE INDEX widget_place_canvas ON widget_place (canvas);

-- A revoked link keeps its row, so that whoever follows it is told that it is over.
ALTER TABLE share_link ADD COLUMN revoked boolean NOT NULL DEFAULT false;
