//! Postcodes as one file, so that a start reads a country's in one go and not row by row from the
//! store. Derived, like the search index: the file may be deleted at any time and is made again.

use super::{Entry, Postcodes};
use folder::Fingerprint;
use std::{fs, io, path::Path, sync::OnceLock};

/// Raised whenever the layout or how an entry is made changes, so that an older file is made anew.
const VERSION: u32 = 1;
/// Letters of the longest outward code; shorter ones are filled up with zero bytes.
const OUTWARD: usize = 4;
/// Bytes of an entry: key, latitude, longitude, district, ended.
const ENTRY: usize = 14;
/// Bytes of the print at the end.
const PRINT: usize = 8;

impl Postcodes {
    /// Reads those of a file, when it is whole and wears this stamp.
    pub(in super::super) fn read(file: &Path, stamp: &str) -> Option<Self> {
        let bytes = fs::read(file).ok()?;
        let mut rest = Rest(&bytes);
        if rest.take(head(stamp).len())? != head(stamp) {
            return None;
        }
        let read = whole(&bytes).then(|| rest.postcodes()).flatten();
        if read.is_none() {
            tracing::warn!("the file of postcodes beside the index is damaged and is made anew");
        }
        read
    }

    /// Writes them to a file: a stop at any moment leaves the old one or the new. Of several
    /// programs that start at once, one after the other writes.
    pub(in super::super) fn write(&self, file: &Path, stamp: &str) -> io::Result<()> {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        let lock = fs::File::create(file.with_added_extension("lock"))?;
        lock.lock()?;
        let new = file.with_added_extension("new");
        let written = fs::write(&new, self.packed(stamp)).and_then(|()| fs::rename(&new, file));
        if written.is_err() {
            // What is left of it is of no use; the failure itself is what is told.
            let _ = fs::remove_file(&new);
        }
        written
    }

    fn packed(&self, stamp: &str) -> Vec<u8> {
        let mut bytes = head(stamp);
        bytes.reserve(self.entries.len() * ENTRY + self.by_cell.len() * 4 + self.outwards.len() * OUTWARD + 32);
        count(&mut bytes, self.outwards.len());
        for outward in &self.outwards {
            let mut letters = [0; OUTWARD];
            letters.iter_mut().zip(outward.bytes()).for_each(|(to, letter)| *to = letter);
            bytes.extend(letters);
        }
        count(&mut bytes, self.entries.len());
        for entry in &self.entries {
            bytes.extend(entry.key.to_le_bytes());
            bytes.extend(entry.latitude.to_le_bytes());
            bytes.extend(entry.longitude.to_le_bytes());
            bytes.extend([entry.district, u8::from(entry.ended)]);
        }
        count(&mut bytes, self.by_cell.len());
        self.by_cell.iter().for_each(|index| bytes.extend(index.to_le_bytes()));
        let print = print(&bytes);
        bytes.extend(print);
        bytes
    }
}

fn head(stamp: &str) -> Vec<u8> {
    format!("hubfinder postcodes {VERSION} {stamp}\n").into_bytes()
}

/// There are fewer than 2^32 of anything here: keys are of 32 bits.
fn count(bytes: &mut Vec<u8>, number: usize) {
    bytes.extend((number as u32).to_le_bytes());
}

fn print(bytes: &[u8]) -> [u8; PRINT] {
    let mut print = Fingerprint::default();
    print.add(bytes);
    print.value().to_le_bytes()
}

fn whole(bytes: &[u8]) -> bool {
    bytes.split_last_chunk().is_some_and(|(bytes, last)| print(bytes) == *last)
}

/// What is still to be read.
struct Rest<'b>(&'b [u8]);

impl<'b> Rest<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// As many pieces of `N` bytes as the number before them says.
    fn pieces<const N: usize>(&mut self) -> Option<&'b [[u8; N]]> {
        let number = u32::from_le_bytes(*self.take(4)?.first_chunk()?) as usize;
        Some(self.take(number.checked_mul(N)?)?.as_chunks().0)
    }

    fn postcodes(mut self) -> Option<Postcodes> {
        let outward = |letters: &[u8; OUTWARD]| {
            let length = letters.iter().position(|letter| *letter == 0).unwrap_or(OUTWARD);
            std::str::from_utf8(&letters[..length]).ok().map(Box::from)
        };
        let outwards: Vec<Box<str>> = self.pieces()?.iter().map(outward).collect::<Option<_>>()?;
        let entries: Vec<Entry> = self.pieces()?.iter().map(entry).collect();
        let by_cell: Vec<u32> = self.pieces()?.iter().map(|index| u32::from_le_bytes(*index)).collect();
        let middles = outwards.iter().map(|_| OnceLock::new()).collect();
        (self.0.len() == PRINT).then_some(Postcodes { outwards, middles, entries, by_cell })
    }
}

fn entry(bytes: &[u8; ENTRY]) -> Entry {
    let [k0, k1, k2, k3, n0, n1, n2, n3, e0, e1, e2, e3, district, ended] = *bytes;
    Entry {
        key: u32::from_le_bytes([k0, k1, k2, k3]),
        latitude: i32::from_le_bytes([n0, n1, n2, n3]),
        longitude: i32::from_le_bytes([e0, e1, e2, e3]),
        district,
        ended: ended != 0,
    }
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
        assert_eq!(read.packed("one"), made.packed("one"));
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
