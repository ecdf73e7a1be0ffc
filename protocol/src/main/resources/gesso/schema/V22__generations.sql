-- What AI was asked for, kept by the feed.
CREATE TABLE generation (
    generation text COLLATE "C" PRIMARY KEY,
    owner      text COLLATE "C" NOT NULL,
    canvas     text COLLATE "C",
    prompt     text NOT NULL, -- its beginning
    title      text,          -- of the newest specification
    step       text NOT NULL, -- of the newest version, as in gesso.protocol.ai.Generation.Step
    version    integer NOT NULL,
    approval   text NOT NULL,
    asked_at   timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE INDEX generation_owner ON generation (owner, asked_at DESC);
CREATE INDEX generation_open ON generation (changed_at)
    WHERE step NOT IN ('published', 'failed', 'cancelled') OR approval = 'approved';
CREATE INDEX generation_approval ON generation (changed_at) WHERE approval = 'asked';

-- Each version counts for its owner's quota, unless it failed by a fault of ours or was cancelled in time.
CREATE TABLE generation_use (
    generation text COLLATE "C" NOT NULL,
    version    integer NOT NULL,
    owner      text COLLATE "C" NOT NULL,
    at         timestamptz NOT NULL,
    tokens     bigint NOT NULL DEFAULT 0,
    counts     boolean NOT NULL DEFAULT true,
    PRIMARY KEY (generation, version)
);
CREATE INDEX generation_use_owner ON generation_use (owner, at);

-- Versions that AI made and that are for everybody.
ALTER TABLE app_version ADD COLUMN shared boolean NOT NULL DEFAULT false;

-- With which apps that AI made are signed. The newest signs; what an older one has signed stays good until it is deleted.
CREATE TABLE app_signing_key (
    key     text COLLATE "C" PRIMARY KEY, -- the public half, base64 of 32 bytes
    pkcs8   bytea NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
