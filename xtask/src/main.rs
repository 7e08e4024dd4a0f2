//! What is done to this workspace besides compiling it. Run at the repository's root.

mod dependencies;
mod site;

use anyhow::{Result, bail};

const USAGE: &str = "\
cargo run --profile xtask -p xtask -- COMMAND

  site                make target/site: the browser half, the style sheet and the files of public/
  check-dependencies  licences, sources and bans by deny.toml, and dependencies that nothing uses";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["site"] => site::build(),
        ["check-dependencies"] => dependencies::check(),
        ["help" | "--help"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => bail!("there is no such command\n\n{USAGE}"),
    }
}
