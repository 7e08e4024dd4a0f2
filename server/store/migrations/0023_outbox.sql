-- Mails that wait to be sent, and what became of the others.

-- key: what the mail is about, once: whoever adds the same mail again adds nothing.
-- address, body: deleted (empty) once the mail is sent or given up; subject: once it is sent.
-- next_at: not before this moment. ends_at: not after it, such as when a code in it is over.
-- taken_until: a server is sending it until then; after that it may be taken again.
-- answer: what the mail server said last, without the address.
CREATE TABLE outbox (
    key TEXT NOT NULL PRIMARY KEY,
    person_id TEXT REFERENCES person (id),
    address TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'refused', 'given-up')),
    tries INTEGER NOT NULL DEFAULT 0,
    next_at TEXT NOT NULL,
    ends_at TEXT,
    taken_until TEXT,
    answer TEXT NOT NULL DEFAULT '',
    made_at TEXT NOT NULL,
    sent_at TEXT
) STRICT;
CREATE INDEX outbox_due ON outbox (state, next_at);
CREATE INDEX outbox_of_person ON outbox (person_id);
