-- People who look after the list. Nothing of those who use the site is kept.

-- email: lower case; NULL once somebody has left. name: empty then.
-- seen_on: the day of their last session, for accounts that nobody uses.
CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT UNIQUE,
    name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'paused', 'gone')),
    made_at TEXT NOT NULL,
    seen_on TEXT,
    gone_at TEXT
) STRICT;

-- Roles are never removed: that somebody had one is part of what happened.
-- given_by, ended_by: the id of a person, or 'command'.
CREATE TABLE role (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    role TEXT NOT NULL CHECK (role IN ('administrator', 'steward', 'provider', 'reader')),
    organization_id TEXT,
    district TEXT,
    given_by TEXT NOT NULL,
    given_at TEXT NOT NULL,
    ended_by TEXT,
    ended_at TEXT,
    CHECK ((role = 'provider') = (organization_id IS NOT NULL)),
    CHECK (district IS NULL OR role = 'steward')
) STRICT;
CREATE INDEX role_of_person ON role (person_id);

-- What is good once: an invitation, a way to sign in. Only hashes are kept.
-- tries: how often a code was typed while it was good.
CREATE TABLE ticket (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('invite', 'sign-in')),
    person_id TEXT NOT NULL REFERENCES person (id),
    link_hash TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    made_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    used_at TEXT
) STRICT;
CREATE INDEX ticket_of_person ON ticket (person_id);

-- Who is signed in. No address of a machine, no browser.
-- seen_at: when something was last saved in it; looking writes nothing.
-- strong_at: when the second factor was given. factor_tries: how often it was typed wrong.
CREATE TABLE session (
    hash TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    made_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    strong_at TEXT,
    factor_tries INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX session_of_person ON session (person_id);

-- The second factor of somebody. The secret that their telephone counts with is not here: it is made of the key file,
-- the person and the serial.
-- last_step: the newest half minute of which a code was taken; none is taken twice.
CREATE TABLE factor (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
    serial TEXT NOT NULL,
    last_step INTEGER NOT NULL,
    made_at TEXT NOT NULL
) STRICT;

-- Codes for somebody who has lost their telephone, good once each. Only hashes are kept.
CREATE TABLE recovery (
    hash TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    used_at TEXT
) STRICT;
CREATE INDEX recovery_of_person ON recovery (person_id);
