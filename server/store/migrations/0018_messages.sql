-- Messages about more than a record: a service to add, and the site itself. SQLite cannot change the CHECK of a
-- column, so the table is made anew. Its numbers go on where they were, since none is given twice.

-- about_id: empty for 'addition' and 'site'.
CREATE TABLE message (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    once TEXT NOT NULL UNIQUE,
    about TEXT NOT NULL CHECK (about IN ('service', 'place', 'addition', 'site')),
    about_id TEXT NOT NULL,
    words TEXT NOT NULL,
    contact TEXT,
    urgent INTEGER NOT NULL DEFAULT 0,
    sent_at TEXT NOT NULL,
    closed_at TEXT
) STRICT;
INSERT INTO sqlite_sequence (name, seq) SELECT 'message', seq FROM sqlite_sequence WHERE name = 'feedback';
INSERT INTO message (number, once, about, about_id, words, contact, urgent, sent_at, closed_at)
SELECT number, once, about, about_id, words, contact, urgent, sent_at, closed_at FROM feedback;
DROP TABLE feedback;
ALTER TABLE message RENAME TO feedback;
