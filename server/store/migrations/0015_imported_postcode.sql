-- Postcodes from an import. They stand before the folder's own, which a load replaces and an import
-- leaves alone. The columns are those of the table postcode.
CREATE TABLE imported_postcode (
    code TEXT NOT NULL PRIMARY KEY,
    latitude REAL NOT NULL,
    longitude REAL NOT NULL,
    lad_code TEXT NOT NULL,
    ended TEXT
) STRICT, WITHOUT ROWID;
