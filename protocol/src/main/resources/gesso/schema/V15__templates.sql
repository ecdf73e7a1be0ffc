-- Templates that people have made out of canvases: how these were at one instant. Not in the journal, and no part of any
-- canvas: one that starts from a template has all of it in its own events.
CREATE TABLE template (
    id          text COLLATE "C" PRIMARY KEY,
    owner       text COLLATE "C" NOT NULL REFERENCES account ON DELETE CASCADE,
    canvas      text COLLATE "C" NOT NULL, -- whoever may see it sees the template
    title       text        NOT NULL,
    description text        NOT NULL,
    with_data   boolean     NOT NULL,      -- what is in the apps, too
    widgets     jsonb       NOT NULL,      -- for its picture: app, title, place
    content     jsonb       NOT NULL,      -- grid, and widgets with what they start from
    sum         text        NOT NULL,      -- of what was asked for: to tell a resend from a reused operation id
    created_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX template_owner ON template (owner, created_at DESC, id DESC);
CREATE INDEX template_canvas ON template (canvas);
