-- What generated apps had drawn when they were tried out, kept by the feed: JSON as in gesso.protocol.ai.Picture.
CREATE TABLE generation_picture (
    generation text COLLATE "C" NOT NULL,
    version    integer NOT NULL,
    pictures   text NOT NULL,
    PRIMARY KEY (generation, version)
);
