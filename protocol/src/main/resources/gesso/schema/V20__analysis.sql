-- Questions in SQL. Each analyst has a database role of their own that may read the views of this schema and nothing
-- else; a view shows the rows of canvases that the analyst may read at this moment. Who asks is the session_user:
-- unlike a setting or the current role, nothing in a query can change it.

CREATE SCHEMA analysis;
COMMENT ON SCHEMA analysis IS 'What may be asked about the canvases that you may read.';

-- Login roles by person. Roles of people who have long asked nothing are dropped.
CREATE TABLE analyst (
    user_id text COLLATE "C" PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    login   text COLLATE "C" NOT NULL UNIQUE,
    used_at timestamptz NOT NULL DEFAULT now()
);

-- What the passwords of those roles are derived from. Guard this table.
CREATE TABLE analyst_secret (
    one    boolean PRIMARY KEY DEFAULT true CHECK (one),
    secret bytea   NOT NULL
);

-- Questions that people keep; those of others are not shown.
CREATE TABLE question (
    id         text COLLATE "C" PRIMARY KEY,
    owner      text COLLATE "C" NOT NULL REFERENCES account ON DELETE CASCADE,
    title      text        NOT NULL,
    sql        text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX question_owner ON question (owner, created_at, id);

-- What is given with a question: parameters without touching its text. Null when it is not given.
CREATE FUNCTION analysis.the_canvas() RETURNS text STABLE PARALLEL SAFE LANGUAGE sql AS $$
    SELECT nullif(current_setting('asked.canvas', true), '')
$$;
CREATE FUNCTION analysis.since() RETURNS timestamptz STABLE PARALLEL SAFE LANGUAGE sql AS $$
    SELECT coalesce(nullif(current_setting('asked.from', true), '')::timestamptz, '-infinity')
$$;
CREATE FUNCTION analysis.until() RETURNS timestamptz STABLE PARALLEL SAFE LANGUAGE sql AS $$
    SELECT coalesce(nullif(current_setting('asked.to', true), '')::timestamptz, 'infinity')
$$;

-- The canvases of whoever asks, with the role there.
CREATE VIEW analysis.granted WITH (security_barrier) AS
SELECT m.canvas, m.role
FROM public.analyst a
JOIN public.canvas_member m ON m.user_id = a.user_id
JOIN public.canvas_summary s ON s.canvas = m.canvas
WHERE a.login = session_user AND NOT s.deleted;
COMMENT ON VIEW analysis.granted IS 'Canvases that you may read, and your role there.';
COMMENT ON COLUMN analysis.granted.canvas IS 'id of the canvas';
COMMENT ON COLUMN analysis.granted.role IS 'owner, editor, commenter, viewer or analyst';

CREATE VIEW analysis.canvases WITH (security_barrier) AS
SELECT s.canvas, s.title, s.created_at, s.changed_at, s.widgets, s.people, s.revision
FROM public.canvas_summary s JOIN analysis.granted g ON g.canvas = s.canvas;
COMMENT ON VIEW analysis.canvases IS 'One row a canvas, as it is now.';
COMMENT ON COLUMN analysis.canvases.canvas IS 'its id';
COMMENT ON COLUMN analysis.canvases.title IS 'as it is called now';
COMMENT ON COLUMN analysis.canvases.created_at IS 'its first event';
COMMENT ON COLUMN analysis.canvases.changed_at IS 'newest event of the canvas or of a widget on it';
COMMENT ON COLUMN analysis.canvases.widgets IS 'on it now, without removed ones';
COMMENT ON COLUMN analysis.canvases.people IS 'members now';
COMMENT ON COLUMN analysis.canvases.revision IS 'number of its own events, without those of its widgets';

CREATE VIEW analysis.members WITH (security_barrier) AS
SELECT m.canvas, m.user_id AS "user", a.name, m.role
FROM public.canvas_member m
JOIN analysis.granted g ON g.canvas = m.canvas
LEFT JOIN public.account a ON a.id = m.user_id;
COMMENT ON VIEW analysis.members IS 'One row for each person on each canvas, as it is now.';
COMMENT ON COLUMN analysis.members.canvas IS 'id of the canvas';
COMMENT ON COLUMN analysis.members."user" IS 'id of the person, as in events.by';
COMMENT ON COLUMN analysis.members.name IS 'empty when the person has been erased';
COMMENT ON COLUMN analysis.members.role IS 'owner, editor, commenter, viewer or analyst';

CREATE VIEW analysis.widgets WITH (security_barrier) AS
SELECT p.canvas, p.widget, p.app, coalesce(t.words, '') AS title, p.added_at
FROM public.widget_place p
JOIN analysis.granted g ON g.canvas = p.canvas
LEFT JOIN public.activity_subject t ON t.canvas = p.canvas AND t.widget = p.widget AND t.item = '';
COMMENT ON VIEW analysis.widgets IS 'One row for each widget that was ever added, removed ones too.';
COMMENT ON COLUMN analysis.widgets.canvas IS 'id of the canvas';
COMMENT ON COLUMN analysis.widgets.widget IS 'its id, as in events.of';
COMMENT ON COLUMN analysis.widgets.app IS 'id of its app';
COMMENT ON COLUMN analysis.widgets.title IS 'as it was called last';
COMMENT ON COLUMN analysis.widgets.added_at IS 'when it came';

CREATE VIEW analysis.events WITH (security_barrier) AS
SELECT j.canvas,
       CASE WHEN length(j.persistence_id) = length(j.canvas) + 2 THEN 'canvas'
            ELSE substr(j.persistence_id, length(j.canvas) + 4) END AS of,
       j.sequence_number AS rev,
       j.at,
       to_timestamp((j.at / 2048) / 1000.0) AS time,
       j.by,
       n.name,
       j.client,
       j.op,
       coalesce(j.correlation, j.op) AS correlation,
       p.app,
       CASE WHEN j.event_ser_manifest LIKE 'widget.emitted.%' THEN d.data ->> 'type'
            ELSE regexp_replace(j.event_ser_manifest, '^(?:(?:canvas|widget)\.)?(.*)\.[0-9]+$', '\1') END AS type,
       substring(j.event_ser_manifest FROM '[0-9]+$')::integer AS version,
       CASE WHEN j.event_ser_manifest LIKE 'widget.emitted.%' THEN d.data -> 'data' ELSE d.data END AS data
FROM public.event_journal j
CROSS JOIN LATERAL (SELECT convert_from(j.event_payload, 'UTF8')::jsonb -> 'data' AS data) d
JOIN analysis.granted g ON g.canvas = j.canvas
LEFT JOIN public.widget_place p
       ON p.canvas = j.canvas AND p.widget = substr(j.persistence_id, length(j.canvas) + 4)
LEFT JOIN public.account n ON n.id = j.by;
COMMENT ON VIEW analysis.events IS 'The journal: one row an event, never changed. docs/events.md says what each type has as data.';
COMMENT ON COLUMN analysis.events.canvas IS 'id of the canvas';
COMMENT ON COLUMN analysis.events.of IS 'canvas, or the id of a widget on it';
COMMENT ON COLUMN analysis.events.rev IS 'revision of that entity: 1, 2, 3 ... without a gap';
COMMENT ON COLUMN analysis.events.at IS 'instant: Unix milliseconds x 2048 + counter, rising for each entity';
COMMENT ON COLUMN analysis.events.time IS 'the same as a time';
COMMENT ON COLUMN analysis.events.by IS 'id of the person';
COMMENT ON COLUMN analysis.events.name IS 'their name now; empty when they have been erased';
COMMENT ON COLUMN analysis.events.client IS 'u:<user> over HTTP, t:<user>:<tab> on a socket';
COMMENT ON COLUMN analysis.events.op IS 'operation id; unique for each client';
COMMENT ON COLUMN analysis.events.correlation IS 'first operation of the chain that this is a part of';
COMMENT ON COLUMN analysis.events.app IS 'app of the widget; empty for the canvas';
COMMENT ON COLUMN analysis.events.type IS 'widget-moved, todo.created, chat.posted ...';
COMMENT ON COLUMN analysis.events.version IS 'of the form of data; old events are as they were written';
COMMENT ON COLUMN analysis.events.data IS 'JSON: data ->> ''text'' is a field as text';

CREATE VIEW analysis.todos WITH (security_barrier) AS
WITH told AS (
    SELECT e.canvas, e.of, e.at, e.rev, e.by, e.type, e.data, i.id
    FROM analysis.events e
    CROSS JOIN LATERAL (
        SELECT e.data ->> 'id' WHERE e.type <> 'todo.ticked'
        UNION ALL
        SELECT jsonb_array_elements_text(e.data -> 'ids') WHERE e.type = 'todo.ticked'
    ) i (id)
    WHERE e.type IN ('todo.created', 'todo.toggled', 'todo.ticked', 'todo.removed', 'todo.restored')
)
SELECT c.canvas, c.of AS widget, c.id AS todo, c.data ->> 'text' AS text, c.by AS created_by,
       to_timestamp((c.at / 2048) / 1000.0) AS created_at,
       coalesce((d.data ->> 'done')::boolean, (c.data ->> 'done')::boolean, false) AS done,
       CASE WHEN (d.data ->> 'done')::boolean THEN to_timestamp((d.at / 2048) / 1000.0) END AS done_at,
       CASE WHEN (d.data ->> 'done')::boolean THEN d.by END AS done_by,
       coalesce(r.type = 'todo.removed', false) AS removed
FROM told c
LEFT JOIN (
    SELECT DISTINCT ON (canvas, of, id) canvas, of, id, at, by, data
    FROM told WHERE type IN ('todo.toggled', 'todo.ticked')
    ORDER BY canvas, of, id, at DESC, rev DESC
) d USING (canvas, of, id)
LEFT JOIN (
    SELECT DISTINCT ON (canvas, of, id) canvas, of, id, type
    FROM told WHERE type IN ('todo.removed', 'todo.restored')
    ORDER BY canvas, of, id, at DESC, rev DESC
) r USING (canvas, of, id)
WHERE c.type = 'todo.created';
COMMENT ON VIEW analysis.todos IS 'One row for each todo that was ever written.';
COMMENT ON COLUMN analysis.todos.canvas IS 'id of the canvas';
COMMENT ON COLUMN analysis.todos.widget IS 'id of the widget';
COMMENT ON COLUMN analysis.todos.todo IS 'its id';
COMMENT ON COLUMN analysis.todos.text IS 'as it was first written';
COMMENT ON COLUMN analysis.todos.created_by IS 'id of the person';
COMMENT ON COLUMN analysis.todos.created_at IS 'when';
COMMENT ON COLUMN analysis.todos.done IS 'now';
COMMENT ON COLUMN analysis.todos.done_at IS 'when it was done the last time; empty while it is open';
COMMENT ON COLUMN analysis.todos.done_by IS 'id of the person who did it';
COMMENT ON COLUMN analysis.todos.removed IS 'somebody has taken it off the list';
