-- What is decided and answered at the desk, and by whom: the id of a person, or empty for a command.

ALTER TABLE proposal ADD COLUMN decided_by TEXT NOT NULL DEFAULT '';

-- outcome: what came of a message; NULL while it is open, and where it was closed by a command.
-- answer: what whoever closed it says about it.
ALTER TABLE feedback ADD COLUMN outcome TEXT CHECK (outcome IN ('changed', 'nothing', 'passed-on'));
ALTER TABLE feedback ADD COLUMN answer TEXT NOT NULL DEFAULT '';
ALTER TABLE feedback ADD COLUMN closed_by TEXT NOT NULL DEFAULT '';

-- That somebody asked whether a record is right, and it was. It changes no record.
-- revision: what the record said then. on_day: the day on which somebody asked, YYYY-MM-DD.
CREATE TABLE confirmation (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    noun TEXT NOT NULL,
    record_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    on_day TEXT NOT NULL,
    how TEXT NOT NULL CHECK (how IN ('phone', 'email', 'visit', 'page')),
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX confirmation_record ON confirmation (noun, record_id, on_day);
