//! `hubfinder`: runs the site and looks after its records.

use clap::Parser;
use server::commands::{Cli, complain};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime.block_on(cli.run()),
        Err(error) => Err(anyhow::anyhow!("the machine gives hubfinder no threads ({error}): free some and try again")),
    };
    done.unwrap_or_else(|error| {
        complain(&error);
        ExitCode::FAILURE
    })
}
