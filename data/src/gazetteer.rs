//! Rows of the gazetteer, read from an authority's folder.

use crate::{
    folder::Folder,
    place::{EndedPostcode, PostcodePoint, Settlement, Town, Ward},
    problem::Problem,
    table::{self, Record},
};

/// Rows of the gazetteer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GazetteerRows {
    /// Towns and villages.
    pub towns: Vec<Town>,
    /// Villages, hamlets and suburbs. Not kept in the store, but read afresh at each start.
    pub settlements: Vec<Settlement>,
    /// Wards.
    pub wards: Vec<Ward>,
    /// Postcodes, live and ended.
    pub postcodes: Vec<PostcodePoint>,
}

impl GazetteerRows {
    /// Reads the rows of a folder. Adds what is wrong to `problems`.
    pub(crate) fn read(folder: &Folder, problems: &mut Vec<Problem>) -> Self {
        let towns = table::read(folder, problems);
        let settlements = read_settlements(folder, problems);
        let wards = table::read(folder, problems);
        let mut postcodes: Vec<PostcodePoint> = table::read(folder, problems);
        let ended: Vec<EndedPostcode> = table::read(folder, problems);
        postcodes.extend(ended.into_iter().map(PostcodePoint::from));
        Self { towns, settlements, wards, postcodes }
    }
}

/// Reads the settlements of a folder; none when it has no such file. Adds what is wrong to `problems`.
pub fn read_settlements(folder: &Folder, problems: &mut Vec<Problem>) -> Vec<Settlement> {
    if folder.has(Settlement::FILE) { table::read(folder, problems) } else { Vec::new() }
}
