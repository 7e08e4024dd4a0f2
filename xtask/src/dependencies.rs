//! Dependencies against `deny.toml`, and those that no source file names.
//!
//! cargo-deny and cargo-machete do more, and take minutes to compile: too long for every `make test`.

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use spdx::{Expression, ParseMode};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Says everything that is wrong with the dependencies of the workspace; an error when anything is.
pub(crate) fn check() -> Result<()> {
    let metadata = read_metadata()?;
    let rules = read_toml(Path::new("deny.toml"))?;
    let mut faults = find_forbidden(&metadata, &rules)?;
    faults.extend(find_unused(&metadata)?);
    for fault in &faults {
        eprintln!("{fault}");
    }
    ensure!(faults.is_empty(), "{} faults in the dependencies", faults.len());
    println!("{} packages: licences, bans and sources as deny.toml says; none unused.", packages(&metadata).count());
    Ok(())
}

fn read_metadata() -> Result<Value> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--all-features"])
        .output()
        .context("cannot run cargo metadata")?;
    if !output.status.success() {
        bail!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    }
    serde_json::from_slice(&output.stdout).context("cargo metadata wrote no JSON")
}

fn read_toml(path: &Path) -> Result<toml::Table> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    text.parse().with_context(|| format!("{} is not TOML", path.display()))
}

fn packages(metadata: &Value) -> impl Iterator<Item = &Value> {
    metadata["packages"].as_array().into_iter().flatten()
}

fn members(metadata: &Value) -> impl Iterator<Item = &Value> {
    packages(metadata).filter(|package| package["source"].is_null())
}

/// What `[licenses]`, `[bans]` and `[sources]` of `deny.toml` do not allow.
fn find_forbidden(metadata: &Value, rules: &toml::Table) -> Result<Vec<String>> {
    let allowed: Vec<&str> = strings(&rules["licenses"]["allow"]).collect();
    let banned: Vec<&str> = rules["bans"]["deny"]
        .as_array()
        .context("deny.toml has no list of bans")?
        .iter()
        .filter_map(|ban| ban["crate"].as_str())
        .collect();
    let mut faults = Vec::new();
    let mut registries = BTreeSet::new();
    for package in packages(metadata) {
        let name = name_of(package);
        let license = package["license"].as_str().unwrap_or_default();
        if !is_license_allowed(license, &allowed) {
            faults.push(format!("{name}: deny.toml does not allow its licence '{license}'"));
        }
        if banned.contains(&name) {
            faults.push(format!("{name}: deny.toml bans it"));
        }
        match package["source"].as_str() {
            None => {}
            Some(source) if source.starts_with("registry+") => _ = registries.insert(source),
            Some(source) => faults.push(format!("{name}: comes from {source}, not from a registry")),
        }
    }
    if registries.len() > 1 {
        faults.push(format!("more than one registry: {registries:?}"));
    }
    for (member, dependency) in members(metadata).flat_map(|member| dependencies(member).map(move |one| (member, one)))
    {
        if dependency["req"] == "*" && dependency["path"].is_null() {
            faults.push(format!("{}: {} is wanted in any version", name_of(member), name_of(dependency)));
        }
    }
    Ok(faults)
}

fn is_license_allowed(license: &str, allowed: &[&str]) -> bool {
    // The lax mode reads 'MIT/Apache-2.0', as older manifests have it.
    let Ok(expression) = Expression::parse_mode(license, ParseMode::LAX) else { return false };
    expression.evaluate(|requirement| allowed.contains(&requirement.to_string().as_str()))
}

/// Dependencies of members that no source file of theirs names, and those of the workspace that no
/// member takes. `[package.metadata.cargo-machete]` of a member lists what is needed all the same.
fn find_unused(metadata: &Value) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    let mut taken = BTreeSet::new();
    for member in members(metadata) {
        let manifest = Path::new(member["manifest_path"].as_str().context("a member has a manifest")?);
        let folder = manifest.parent().context("a manifest lies in a folder")?;
        let source = read_sources(folder)?;
        let ignored = &member["metadata"]["cargo-machete"]["ignored"];
        for dependency in dependencies(member) {
            let name = name_of(dependency);
            taken.insert(name);
            let code_name = dependency["rename"].as_str().unwrap_or(name).replace('-', "_");
            let is_ignored = ignored.as_array().into_iter().flatten().any(|one| one == name);
            if !is_ignored && !names_crate(&source, &code_name) {
                faults.push(format!("{}: no file names its dependency {name}", name_of(member)));
            }
        }
    }
    let workspace = read_toml(Path::new("Cargo.toml"))?;
    let listed = workspace["workspace"]["dependencies"].as_table().context("the workspace lists dependencies")?;
    let unused = listed.keys().filter(|name| !taken.contains(name.as_str()));
    faults.extend(unused.map(|name| format!("Cargo.toml: no member takes the workspace's dependency {name}")));
    Ok(faults)
}

/// All Rust code of a package, without the lines that are comments.
fn read_sources(folder: &Path) -> Result<String> {
    let mut source = String::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() && !path.join("Cargo.toml").exists() {
            source.push_str(&read_sources(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            source.extend(code.flat_map(|line| [line, "\n"]));
        }
    }
    Ok(source)
}

/// Whether the code holds a path that begins with the crate, or an import of it.
fn names_crate(source: &str, name: &str) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    source.match_indices(name).any(|(at, _)| {
        let (before, after) = (&source[..at], &source[at + name.len()..]);
        let begins_path = !before.ends_with(is_word) && after.starts_with("::");
        let is_imported = before.ends_with("use ") && !after.starts_with(is_word);
        begins_path || is_imported
    })
}

fn dependencies(package: &Value) -> impl Iterator<Item = &Value> {
    package["dependencies"].as_array().into_iter().flatten()
}

fn name_of(package: &Value) -> &str {
    package["name"].as_str().unwrap_or_default()
}

fn strings(list: &toml::Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(toml::Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_allowed_licence_of_several_to_choose_from_is_enough() {
        let allowed = ["MIT", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"];
        assert!(is_license_allowed("GPL-3.0-only OR MIT", &allowed));
        assert!(is_license_allowed("Unlicense/MIT", &allowed));
        assert!(is_license_allowed("Apache-2.0 WITH LLVM-exception", &allowed));
        assert!(is_license_allowed("MIT AND Unicode-3.0", &allowed));
        assert!(!is_license_allowed("MIT AND GPL-3.0-only", &allowed));
        assert!(!is_license_allowed("GPL-3.0-only", &allowed));
        assert!(!is_license_allowed("", &allowed));
    }

    #[test]
    fn a_crate_is_named_by_a_path_or_an_import_and_not_by_a_part_of_a_word() {
        assert!(names_crate("let a = geo::Point::new(1.0, 2.0);", "geo"));
        assert!(names_crate("use geo;", "geo"));
        assert!(!names_crate("use geojson::Feature; let geo = 1;", "geo"));
        assert!(!names_crate("let a = my_geo::Point;", "geo"));
    }

    #[test]
    fn a_package_of_another_licence_or_from_a_repository_or_banned_is_found() -> Result<()> {
        let rules: toml::Table = r#"
            licenses.allow = ["MIT"]
            bans.deny = [{ crate = "openssl-sys" }]
        "#
        .parse()?;
        let package = |name: &str, license: &str, source: &str| serde_json::json!({ "name": name, "license": license, "source": source, "dependencies": [] });
        let good = package("a", "MIT", "registry+one");
        let bad = [
            package("b", "GPL-3.0-only", "registry+one"),
            package("c", "MIT", "git+elsewhere"),
            package("openssl-sys", "MIT", "registry+one"),
            package("d", "MIT", "registry+two"),
        ];
        assert_eq!(find_forbidden(&serde_json::json!({ "packages": [good] }), &rules)?, Vec::<String>::new());
        for one in bad {
            let metadata = serde_json::json!({ "packages": [good, one] });
            assert_eq!(find_forbidden(&metadata, &rules)?.len(), 1, "{one}");
        }
        Ok(())
    }
}
