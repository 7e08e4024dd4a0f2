//! Records come in from other directories and go out to them, and whatever comes in leaves the
//! store whole.

#![allow(clippy::unwrap_used, clippy::panic, unreachable_pub)]

mod another;
mod as_they_come;
mod breaks;
mod county;
mod door;
mod feeds;
mod given_out;
mod hostile;
mod merging;
mod refuges;
mod round_trip;
mod secret_elsewhere;
