-- Hash of the token that a used one gave, and the operation that it was used by: as long as that token was never used,
-- the same operation may ask again, as its answer may have been lost.
ALTER TABLE refresh_token ADD COLUMN successor bytea, ADD COLUMN used_by text;
