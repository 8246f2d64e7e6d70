//! `cargo xtask run`: the window on a demo store; without a display, the demo registers' PDFs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::machine::{self, Purpose};
use crate::process::{self, Failure};
use crate::workspace::{self, build_ui, built, cargo};

/// Opens the window on the demo store, or on the folder that `--data` names. Other arguments go to the window.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let (own_data, rest) = split_data(arguments)?;
    if !has_display() {
        if own_data.is_some() {
            return Err(Failure::new("this machine has no display; use the command `artikel30 --data DIR`"));
        }
        println!("this machine has no display: instead of the window, the demo registers are written as PDF");
        return write_demo_pdfs();
    }
    machine::prepare(Purpose::Window)?;
    build_ui()?;
    process::run(&mut cargo(&["build", "--locked", "-p", "cli", "-p", "artikel30-desktop"]), 60)?;
    let data = match own_data {
        Some(folder) => folder,
        None => demo_store()?,
    };
    println!("data folder: {}", data.display());
    process::run_interactive(Command::new(built("artikel30-desktop")).args(rest).env("ARTIKEL30_DATA", &data))
}

/// Takes `--data DIR` or `--data=DIR` out of the arguments.
fn split_data(arguments: &[String]) -> Result<(Option<PathBuf>, Vec<String>), Failure> {
    let mut data: Option<PathBuf> = None;
    let mut rest = Vec::new();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        if word == "--data" {
            let folder = words.next().ok_or_else(|| Failure::new("--data needs a folder"))?;
            data = Some(folder.into());
        } else if let Some(folder) = word.strip_prefix("--data=") {
            data = Some(folder.into());
        } else {
            rest.push(word.clone());
        }
    }
    let data = data.map(std::path::absolute).transpose();
    Ok((data.map_err(|error| Failure::new(format!("--data: {error}")))?, rest))
}

fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

fn write_demo_pdfs() -> Result<(), Failure> {
    machine::prepare(Purpose::CommandLine)?;
    process::run(&mut cargo(&["build", "--locked", "-p", "cli"]), 60)?;
    let store = demo_store()?;
    let folder = workspace::target().join("demo-pdf");
    fs::create_dir_all(&folder).map_err(|error| Failure::new(format!("{}: {error}", folder.display())))?;
    let registers = process::output(&mut cli(&store, &["--json", "registers"]))?;
    let names = texts_of(&registers, "name");
    for (id, name) in texts_of(&registers, "id").iter().zip(&names) {
        let file = folder.join(format!("{}.pdf", file_name(name)));
        let mut export = cli(&store, &["export", "--register", id, "--format", "pdf", "--out"]);
        process::run(export.arg(&file), 5)?;
        println!("  {}", file.display());
    }
    println!("{} PDF files lie in {}", names.len(), folder.display());
    Ok(())
}

/// The store that `run` shows: never the user's own, filled when it holds no register yet.
fn demo_store() -> Result<PathBuf, Failure> {
    let store = workspace::target().join("demo-store");
    fs::create_dir_all(&store).map_err(|error| Failure::new(format!("{}: {error}", store.display())))?;
    let registers = process::output(&mut cli(&store, &["--json", "registers"]))?;
    if texts_of(&registers, "id").is_empty() {
        process::run(&mut cli(&store, &["demo"]), 5)?;
    }
    Ok(store)
}

fn cli(store: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(built("artikel30"));
    command.arg("--data").arg(store).args(arguments);
    command
}

/// The texts under one key in a JSON list of flat objects, with escapes left as they stand: enough for
/// `artikel30 --json registers`, whose only values are texts.
fn texts_of(json: &str, key: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut current = String::new();
    let mut inside = false;
    let mut characters = json.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' if inside => {
                current.push(character);
                current.extend(characters.next());
            }
            '"' if inside => {
                texts.push(std::mem::take(&mut current));
                inside = false;
            }
            '"' => inside = true,
            _ if inside => current.push(character),
            _ => {}
        }
    }
    texts
        .chunks(2)
        .filter(|pair| pair.first().is_some_and(|name| name == key))
        .flat_map(|pair| pair.get(1).cloned())
        .collect()
}

/// A register's name as a file name that every system takes.
fn file_name(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    #[test]
    fn reads_ids_and_names_of_registers() {
        let json = r#"[ {"id":"1a","name":"Grund- und \"Mittel\"schule"}, {"name":"id","id":"2b"} ]"#;
        assert_eq!(texts_of(json, "id"), ["1a", "2b"]);
        assert_eq!(texts_of(json, "name"), [r#"Grund- und \"Mittel\"schule"#, "id"]);
        assert!(texts_of("[]", "id").is_empty());
    }

    #[test]
    fn file_names_hold_no_separators() {
        assert_eq!(file_name("Grund- und Mittelschule Öd / Süd"), "Grund-und-Mittelschule-Öd-Süd");
    }

    #[test]
    fn takes_the_data_folder_out_of_the_arguments() {
        let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let (data, rest) = split_data(&words("--data /x/y --flag")).unwrap();
        assert_eq!((data, rest), (Some(PathBuf::from("/x/y")), vec!["--flag".to_owned()]));
        assert_eq!(split_data(&words("--data=/z")).unwrap().0, Some(PathBuf::from("/z")));
        assert!(split_data(&words("--data")).is_err());
        assert_eq!(split_data(&[]).unwrap(), (None, vec![]));
    }
}
