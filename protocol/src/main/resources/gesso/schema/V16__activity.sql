-- What activity is about, in words: titles of widgets and the first words of what is in them. Kept by the feed, so that
-- a page of activity reads the journal and nothing else wakes up.
CREATE TABLE activity_subject (
    canvas text COLLATE "C" NOT NULL,
    widget text COLLATE "C" NOT NULL, -- '' for the canvas's own: comments
    item   text COLLATE "C" NOT NULL, -- '' for the widget's title
    words  text             NOT NULL,
    PRIMARY KEY (canvas, widget, item)
);

-- What was there before; from now on the feed does it.
INSERT INTO activity_subject (canvas, widget, item, words)
SELECT DISTINCT ON (canvas, widget, item) canvas, widget, item, left(regexp_replace(trim(words), '\s+', ' ', 'g'), 120)
FROM (
    SELECT canvas, at,
           CASE WHEN manifest LIKE 'canvas.comment-%' THEN ''
                WHEN manifest LIKE 'canvas.%' THEN data ->> 'widget'
                ELSE substr(persistence_id, length(canvas) + 4) END AS widget,
           CASE WHEN manifest LIKE 'canvas.comment-%' THEN data ->> 'comment'
                WHEN manifest LIKE 'canvas.%' THEN ''
                ELSE data ->> 'id' END AS item,
           coalesce(data ->> 'title', data ->> 'text', data ->> 'name') AS words
    FROM (
        SELECT canvas, at, persistence_id, event_ser_manifest AS manifest,
               convert_from(event_payload, 'UTF8')::jsonb -> 'data' AS data
        FROM event_journal
        WHERE canvas IS NOT NULL AND event_ser_manifest LIKE ANY (ARRAY[
            'canvas.widget-added.%', 'canvas.widget-renamed.%', 'canvas.comment-added.%', 'canvas.comment-edited.%',
            'todo.created.%', 'todo.edited.%', 'todo.list-added.%', 'todo.list-renamed.%', 'calendar.created.%',
            'calendar.edited.%', 'chat.posted.%', 'chat.edited.%'])
    ) event
) subject
WHERE widget IS NOT NULL AND item IS NOT NULL AND coalesce(words, '') <> ''
ORDER BY canvas, widget, item, at DESC;
