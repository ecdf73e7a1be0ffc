-- Hash of the token that a used one gave: as long as that was never used, its answer may have been lost.
ALTER TABLE refresh_token ADD COLUMN successor bytea;
