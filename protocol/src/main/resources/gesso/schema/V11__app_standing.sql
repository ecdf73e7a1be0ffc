-- What operators have said of apps, kept by the feed.

ALTER TABLE app_entry
    ADD COLUMN status text   NOT NULL DEFAULT 'active', -- active, suspended, revoked: the last two are not offered
    ADD COLUMN reason text,                             -- why not
    ADD COLUMN change bigint NOT NULL DEFAULT 0;        -- rises with every change: edges look for what is new by it
ALTER TABLE app_version
    ADD COLUMN revoked_at     timestamptz,
    ADD COLUMN revoked_reason text;

-- Numbers of changes. The feed is alone with its offset row, so they commit in order.
CREATE SEQUENCE app_change;
CREATE INDEX app_entry_change ON app_entry (change);
