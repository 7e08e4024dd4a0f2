-- Each record as it was and as it is: docs/decisions/0092-whole-revisions.md, and who keeps it:
-- docs/decisions/0091-who-keeps-a-record.md.

-- revision: the number of the newest row of the table revision; 0 before the first.
-- seq: the writing that the row is of. Writings are counted in meta, under the key 'seq'.
-- keeper: 'steward' once a steward has saved it; then neither a load nor an import writes it.
-- gone_why: why a steward withdrew it. successor: the id of the record that stands for it now.
ALTER TABLE source ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE source ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN keeper TEXT NOT NULL DEFAULT 'source' CHECK (keeper IN ('source', 'steward'));
ALTER TABLE source ADD COLUMN gone_why TEXT CHECK (gone_why IN ('closed', 'merged', 'mistake', 'moved', 'asked'));
ALTER TABLE source ADD COLUMN successor TEXT;

ALTER TABLE organization ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE organization ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE organization ADD COLUMN keeper TEXT NOT NULL DEFAULT 'source' CHECK (keeper IN ('source', 'steward'));
ALTER TABLE organization ADD COLUMN gone_why TEXT CHECK (gone_why IN ('closed', 'merged', 'mistake', 'moved', 'asked'));
ALTER TABLE organization ADD COLUMN successor TEXT;

ALTER TABLE location ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE location ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE location ADD COLUMN keeper TEXT NOT NULL DEFAULT 'source' CHECK (keeper IN ('source', 'steward'));
ALTER TABLE location ADD COLUMN gone_why TEXT CHECK (gone_why IN ('closed', 'merged', 'mistake', 'moved', 'asked'));
ALTER TABLE location ADD COLUMN successor TEXT;
-- secret: 1 when a service whose address is confidential now was here. When such a place goes, its words go.
ALTER TABLE location ADD COLUMN secret INTEGER NOT NULL DEFAULT 0;

ALTER TABLE service ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE service ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service ADD COLUMN keeper TEXT NOT NULL DEFAULT 'source' CHECK (keeper IN ('source', 'steward'));
ALTER TABLE service ADD COLUMN gone_why TEXT CHECK (gone_why IN ('closed', 'merged', 'mistake', 'moved', 'asked'));
ALTER TABLE service ADD COLUMN successor TEXT;

-- What was written since is asked by seq and no longer by changed_at.
DROP INDEX source_changed;
DROP INDEX organization_changed;
DROP INDEX location_changed;
DROP INDEX service_changed;
CREATE INDEX source_written ON source (seq, withdrawn_at);
CREATE INDEX organization_written ON organization (seq, withdrawn_at);
CREATE INDEX location_written ON location (seq, withdrawn_at);
CREATE INDEX service_written ON service (seq, withdrawn_at);

-- body: the whole record; NULL when it was taken out, because it held what must not be known.
-- gone: 1 when the record was withdrawn then.
-- way: how it was written. who: the source that brought it, or the id of a person, or empty.
CREATE TABLE revision (
    noun TEXT NOT NULL,
    record_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    body TEXT CHECK (json_valid(body)),
    gone INTEGER NOT NULL,
    way TEXT NOT NULL,
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    at TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (noun, record_id, revision)
) STRICT;

-- Records of before: what they are now is their first revision.
INSERT INTO revision (noun, record_id, revision, body, gone, way, who, why, at, seq)
SELECT 'source', id, 1, body, CASE WHEN withdrawn_at IS NULL THEN 0 ELSE 1 END,
    CASE WHEN source = 'folder' THEN 'load' ELSE 'import' END, source, '', changed_at, 0 FROM source;
INSERT INTO revision (noun, record_id, revision, body, gone, way, who, why, at, seq)
SELECT 'organization', id, 1, body, CASE WHEN withdrawn_at IS NULL THEN 0 ELSE 1 END,
    CASE WHEN source = 'folder' THEN 'load' ELSE 'import' END, source, '', changed_at, 0 FROM organization;
INSERT INTO revision (noun, record_id, revision, body, gone, way, who, why, at, seq)
SELECT 'location', id, 1, body, CASE WHEN withdrawn_at IS NULL THEN 0 ELSE 1 END,
    CASE WHEN source = 'folder' THEN 'load' ELSE 'import' END, source, '', changed_at, 0 FROM location;
INSERT INTO revision (noun, record_id, revision, body, gone, way, who, why, at, seq)
SELECT 'service', id, 1, body, CASE WHEN withdrawn_at IS NULL THEN 0 ELSE 1 END,
    CASE WHEN source = 'folder' THEN 'load' ELSE 'import' END, source, '', changed_at, 0 FROM service;

-- What happened, a row for each writing. Append only, kept for 24 months. It never holds a value of a record.
-- noun, record_id: where it was about one record.
CREATE TABLE event (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    noun TEXT,
    record_id TEXT,
    detail TEXT NOT NULL
) STRICT;
CREATE INDEX event_at ON event (at);

-- What somebody who may not write a record would have it say.
-- base: the revision that stood then. before: the record that they knew. body: what they bring.
-- before and body are NULL when they were taken out. gone: 1 when they no longer give the record.
-- state: 'closed' when nothing is left to decide.
CREATE TABLE proposal (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    noun TEXT NOT NULL,
    record_id TEXT NOT NULL,
    origin TEXT NOT NULL,
    base INTEGER NOT NULL,
    before TEXT CHECK (json_valid(before)),
    body TEXT CHECK (json_valid(body)),
    gone INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'taken', 'refused', 'closed')),
    made_at TEXT NOT NULL,
    decided_at TEXT,
    why TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX proposal_open ON proposal (noun, record_id, origin) WHERE state = 'open';
CREATE INDEX proposal_record ON proposal (noun, record_id);
