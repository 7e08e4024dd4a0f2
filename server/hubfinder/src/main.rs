//! `hubfinder`: runs the site and looks after its records.

use clap::Parser;
use hubfinder::commands::{Cli, complain};
use std::process::ExitCode;

/// Quicker than the system's for many short-lived strings, and it holds less (decision 46).
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => {
            let done = runtime.block_on(cli.run());
            // Work that hangs on a disk must not hold up the end.
            runtime.shutdown_background();
            done
        }
        Err(error) => Err(anyhow::anyhow!("the machine gives hubfinder no threads ({error}): free some and try again")),
    };
    done.unwrap_or_else(|error| {
        complain(&error);
        ExitCode::FAILURE
    })
}
