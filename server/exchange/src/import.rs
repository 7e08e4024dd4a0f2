//! Reading what others publish, file by file and row by row, in little memory. Nothing here writes.

pub mod districts;
pub mod grid;
pub mod postcodes;
pub mod rows;
pub mod settlements;
pub mod tables;
