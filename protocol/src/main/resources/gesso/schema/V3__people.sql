-- People. Not event-sourced: erasing a person is deleting a row. The journal knows the random id alone.

CREATE TABLE account (
    id          text COLLATE "C" PRIMARY KEY,
    name        text        NOT NULL,
    email       text        UNIQUE,   -- lower case; null for guests
    password    text,                 -- Argon2id, as a PHC string
    preferences jsonb       NOT NULL DEFAULT '{}',
    created_at  timestamptz NOT NULL DEFAULT now(),
    CHECK (email = lower(email)),
    CHECK ((email IS NULL) = (password IS NULL))
);

-- One sign-in on one device. All refresh tokens that followed from it die with it.
CREATE TABLE sign_in (
    id         text COLLATE "C" PRIMARY KEY,
    account    text COLLATE "C" NOT NULL REFERENCES account ON DELETE CASCADE,
    started_at timestamptz NOT NULL DEFAULT now(),
    ended_at   timestamptz            -- signed out, or a used token came again
);
CREATE INDEX sign_in_account ON sign_in (account);
CREATE INDEX sign_in_ended ON sign_in (ended_at) WHERE ended_at IS NOT NULL;

-- Each is used once, for the next one. A second use means that somebody else has it.
CREATE TABLE refresh_token (
    hash       bytea       PRIMARY KEY, -- SHA-256; the token itself is nowhere
    sign_in    text COLLATE "C" NOT NULL REFERENCES sign_in ON DELETE CASCADE,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
CREATE INDEX refresh_token_sign_in ON refresh_token (sign_in);
CREATE INDEX refresh_token_expiry ON refresh_token (expires_at);

-- Key pairs that access tokens are signed with: the newest signs, all of them verify.
CREATE TABLE signing_key (
    kid        text COLLATE "C" PRIMARY KEY,
    jwk        text        NOT NULL,    -- private half included: guard this table
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Secrets of share links, so that an owner can copy one again. The journal has the hash alone.
CREATE TABLE share_link (
    canvas     text COLLATE "C" NOT NULL,
    link       text COLLATE "C" NOT NULL,
    secret     text        NOT NULL,
    hash       text COLLATE "C" NOT NULL UNIQUE, -- SHA-256 of the secret, in hex
    role       text        NOT NULL,
    expires_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (canvas, link)
);
