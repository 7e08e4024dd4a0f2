//! The program `hubfinder`: its commands and settings, and how a site is started, kept true to its
//! store, and stopped.

pub mod commands;
pub mod generate;
pub mod listen;
pub mod loading;
pub mod neighbours;
pub mod quality;
pub mod renewal;
pub mod run;
pub mod settings;
