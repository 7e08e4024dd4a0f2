-- Each record is kept whole, as the JSON of its own type: docs/decisions/0002-records-as-json.md.
-- A migration that has been released is never edited; the next change is the next file.

-- 'HubF': tells our file from another program's.
PRAGMA application_id = 1215652422;

CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- changed_at: when the body last became what it is (RFC 3339, UTC).
-- source: the import the record came from.
CREATE TABLE source (
    id TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL CHECK (json_valid(body)),
    changed_at TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT 'folder'
) STRICT;

CREATE TABLE organization (
    id TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL CHECK (json_valid(body)),
    changed_at TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT 'folder'
) STRICT;

CREATE TABLE location (
    id TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL CHECK (json_valid(body)),
    changed_at TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT 'folder'
) STRICT;

CREATE TABLE service (
    id TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL CHECK (json_valid(body)),
    changed_at TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT 'folder'
) STRICT;

-- Towns and wards have no id of their own; theirs is the number of their row.
CREATE TABLE town (
    id TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL CHECK (json_valid(body)),
    changed_at TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT 'folder'
) STRICT;

CREATE TABLE ward (
    id TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL CHECK (json_valid(body)),
    changed_at TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT 'folder'
) STRICT;

-- code: without the space. ended: yyyymm, empty when the month is not known, NULL while it lives.
CREATE TABLE postcode (
    code TEXT NOT NULL PRIMARY KEY,
    latitude REAL NOT NULL,
    longitude REAL NOT NULL,
    lad_code TEXT NOT NULL,
    ended TEXT
) STRICT, WITHOUT ROWID;
