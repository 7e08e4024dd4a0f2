-- What visitors tell the stewards about a record. It is not a record itself: a load leaves it alone.

-- once: drawn for each form, so that sending it twice keeps it once.
-- urgent: 1 when the words read as danger, so that a steward sees it first.
-- contact: NULL when none was given, and once it was deleted.
-- sent_at, closed_at: RFC 3339, UTC.
CREATE TABLE feedback (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    once TEXT NOT NULL UNIQUE,
    about TEXT NOT NULL CHECK (about IN ('service', 'place')),
    about_id TEXT NOT NULL,
    words TEXT NOT NULL,
    contact TEXT,
    urgent INTEGER NOT NULL DEFAULT 0,
    sent_at TEXT NOT NULL,
    closed_at TEXT
) STRICT;
