-- Whether it has come to its canvas, or cannot: what has not is seen to again when its node is gone.
ALTER TABLE generation ADD COLUMN placed boolean NOT NULL DEFAULT false;
