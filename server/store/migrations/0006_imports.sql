-- Records that come from other directories.

-- withdrawn_at: when its source no longer gave it. Such a record is kept and never shown.
ALTER TABLE source ADD COLUMN withdrawn_at TEXT;
ALTER TABLE organization ADD COLUMN withdrawn_at TEXT;
ALTER TABLE location ADD COLUMN withdrawn_at TEXT;
ALTER TABLE service ADD COLUMN withdrawn_at TEXT;

-- address: whether a steward lets the address of an imported service about abuse be known.
ALTER TABLE service ADD COLUMN address TEXT NOT NULL DEFAULT 'as given'
    CHECK (address IN ('as given', 'withheld', 'confirmed'));
