//! The files that the program serves: `target/site`.

use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

const SITE: &str = "target/site";
const WASM_TARGET: &str = "wasm32-unknown-unknown";
const WASM_PROFILE: &str = "wasm-release";

/// Makes `target/site` anew from `app`, `style` and `public`.
pub(crate) fn build() -> Result<()> {
    let wasm = compile_browser_half()?;
    let site = Path::new(SITE);
    // Away with it first, so that what was removed from `public` is not served any longer.
    if site.exists() {
        fs::remove_dir_all(site).with_context(|| format!("cannot remove {SITE}"))?;
    }
    fs::create_dir_all(site).with_context(|| format!("cannot make {SITE}"))?;
    copy_folder(Path::new("public"), site)?;
    fs::write(site.join("style.css"), join_style_sheets()?).context("cannot write the style sheet")?;
    write_glue(&wasm, &site.join("pkg"))
}

/// Compiles `app` for the browser and returns the path of its wasm.
fn compile_browser_half() -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["rustc", "--package", "app", "--lib", "--crate-type", "cdylib", "--features", "hydrate"])
        .args(["--target", WASM_TARGET, "--profile", WASM_PROFILE])
        .status()
        .context("cannot run cargo")?;
    ensure!(status.success(), "the browser half does not compile");
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    Ok(Path::new(&target).join(WASM_TARGET).join(WASM_PROFILE).join("app.wasm"))
}

/// Writes `app.js` and `app_bg.wasm` for browsers into `folder`.
fn write_glue(wasm: &Path, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(wasm)
        .web(true)?
        .typescript(false)
        .out_name("app")
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
        .with_context(|| format!("cannot write the glue of {}", wasm.display()))
}

/// The sheets of `style` as one; the cascade's order is that of the files' names.
fn join_style_sheets() -> Result<String> {
    let mut paths: Vec<PathBuf> = list_folder(Path::new("style"))?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "css"));
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display())))
        .map(|sheet| sheet.map(|sheet| without_comments(&sheet)))
        .collect()
}

/// A sheet as browsers need it: a seventh of ours is words for who reads it here.
fn without_comments(sheet: &str) -> String {
    let mut parts = sheet.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once("*/").map_or("", |(_, after)| after))
}

/// Copies what is in `from` into the existing folder `to`.
fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for path in list_folder(from)? {
        let copy = to.join(path.file_name().context("a file has a name")?);
        if path.is_dir() {
            fs::create_dir(&copy).with_context(|| format!("cannot make {}", copy.display()))?;
            copy_folder(&path, &copy)?;
        } else {
            fs::copy(&path, &copy).with_context(|| format!("cannot copy {}", path.display()))?;
        }
    }
    Ok(())
}

fn list_folder(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    entries.map(|entry| Ok(entry?.path())).collect()
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_are_left_out_of_a_sheet() {
        assert_eq!(without_comments("/* a */p { margin: 0; /* b\n * c */ }\n"), "p { margin: 0;  }\n");
        assert_eq!(without_comments("p {}\n/* never ended"), "p {}\n");
    }
}
