//! The cache of postcodes: one file in the folder of the search index, so that a start with a country's 1.7 million
//! takes seconds less than from the store's rows (decision 41). Derived, like the index: the file may be
//! deleted at any time and is made again.

use super::Postcodes;
use folder::Fingerprint;
use std::{fs, io, path::Path};

/// Raised whenever the layout or how an entry is made changes, so that an older file is made anew.
const VERSION: u32 = 2;

impl Postcodes {
    /// Reads the postcodes of a file, when it is whole and was written with this stamp.
    pub(in super::super) fn read(file: &Path, stamp: &str) -> Option<Self> {
        let bytes = fs::read(file).ok()?;
        let rest = bytes.strip_prefix(header(stamp).as_bytes())?;
        let postcodes = decode(rest);
        if postcodes.is_none() {
            tracing::warn!("the file of postcodes in the index's folder is damaged and is made anew");
        }
        postcodes
    }

    /// Writes the postcodes to a file: a stop at any moment leaves the old one or the new. Only one program
    /// may write at a time: the caller holds the folder.
    pub(in super::super) fn write(&self, file: &Path, stamp: &str) -> io::Result<()> {
        let new = file.with_added_extension("new");
        let written = folder::write_private_file(&new, &self.encode(stamp)?).and_then(|()| fs::rename(&new, file));
        if written.is_err() {
            // What is left of it is of no use; the failure itself is what is told.
            let _ = fs::remove_file(&new);
        }
        written
    }

    /// The header, the fingerprint of the body, and the body.
    fn encode(&self, stamp: &str) -> io::Result<Vec<u8>> {
        let body = postcard::to_allocvec(self).map_err(io::Error::other)?;
        Ok([header(stamp).as_bytes(), &fingerprint(&body), &body].concat())
    }
}

fn header(stamp: &str) -> String {
    format!("hubfinder postcodes {VERSION} {stamp}\n")
}

fn fingerprint(body: &[u8]) -> [u8; 8] {
    let mut fingerprint = Fingerprint::default();
    fingerprint.add(body);
    fingerprint.value().to_le_bytes()
}

/// The postcodes of all after the header; `None` when a byte of it is not what was written.
fn decode(bytes: &[u8]) -> Option<Postcodes> {
    let (written, body) = bytes.split_first_chunk()?;
    if fingerprint(body) != *written {
        return None;
    }
    postcard::from_bytes(body).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use directory::{Point, PostcodePoint};

    fn made() -> Postcodes {
        let row = |(code, latitude, lad, ended): (&str, f64, &str, Option<&str>)| PostcodePoint {
            postcode: code.parse().unwrap(),
            point: Point::new(latitude, -2.2).unwrap(),
            lad_code: lad.to_owned(),
            ended: ended.map(str::to_owned),
        };
        let rows = [
            ("WR1 1AA", 52.19, "E1", None),
            ("WR1 1AB", 52.2, "", None),
            ("B98 7AA", 52.3, "E2", Some("202001")),
            ("EC1A 1BB", 51.5, "E9", None),
        ];
        let district = |code: &str| ["E1", "E2"].iter().position(|known| *known == code).map_or(u8::MAX, |at| at as u8);
        Postcodes::new(rows.map(row).into(), district)
    }

    #[test]
    fn what_is_read_is_what_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("index.postcodes");
        let made = made();
        made.write(&file, "one").unwrap();
        let read = Postcodes::read(&file, "one").unwrap();
        assert_eq!(read.encode("one").unwrap(), made.encode("one").unwrap());
        assert!(!file.with_added_extension("new").exists());
        for code in ["WR1 1AA", "WR1 1AB", "B98 7AA", "EC1A 1BB", "WR9 9ZZ"] {
            let [before, after] = [&made, &read].map(|held| {
                let hit = held.find(&code.parse().unwrap());
                hit.map(|hit| (hit.point, hit.district, hit.ended))
            });
            assert_eq!(before, after, "{code}");
        }
        let near = |held: &Postcodes| held.nearest(Point::new(52.2, -2.2).unwrap(), 3.0).map(|hit| hit.point);
        assert!(near(&made).is_some() && near(&made) == near(&read));
    }

    #[test]
    fn a_file_of_other_postcodes_or_with_one_byte_changed_is_not_taken() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("index.postcodes");
        assert!(Postcodes::read(&file, "one").is_none(), "there is none");
        made().write(&file, "one").unwrap();
        assert!(Postcodes::read(&file, "two").is_none());
        assert!(Postcodes::read(&file, "").is_none());
        let whole = fs::read(&file).unwrap();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x10;
            fs::write(&file, &bytes).unwrap();
            assert!(Postcodes::read(&file, "one").is_none(), "byte {at}");
            fs::write(&file, &whole[..at]).unwrap();
            assert!(Postcodes::read(&file, "one").is_none(), "cut after {at}");
        }
        fs::write(&file, &whole).unwrap();
        assert!(Postcodes::read(&file, "one").is_some());
    }

    #[test]
    fn where_nothing_can_be_written_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("index.postcodes");
        fs::create_dir_all(file.join("in the way")).unwrap();
        assert!(made().write(&file, "one").is_err());
        assert!(!file.with_added_extension("new").exists());
    }
}
