//! The workspace's own folders, programs and build commands.

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::process::{self, Failure};

/// The folder that holds the workspace's `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).unwrap_or(here).to_path_buf()
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// A built program of the workspace, unoptimised.
pub(crate) fn built(program: &str) -> PathBuf {
    target().join("debug").join(format!("{program}{EXE_SUFFIX}"))
}

/// The cargo that runs this xtask.
pub(crate) fn cargo_program() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

/// A cargo command in the workspace, strict about the committed `Cargo.lock`.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(cargo_program());
    command.current_dir(root()).args(arguments);
    command
}

fn npm(arguments: &[&str]) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(root().join("ui")).args(arguments);
    command
}

/// Runs one of the scripts in `ui/package.json`.
pub(crate) fn npm_script(name: &str) -> Result<(), Failure> {
    process::run(&mut npm(&["run", "--silent", name]), 10)
}

/// Installs the UI's packages exactly as locked, unless that was done since the lock last changed.
pub(crate) fn install_ui() -> Result<(), Failure> {
    let ui = root().join("ui");
    let lock = modified(&ui.join("package-lock.json"));
    // npm writes this file last.
    let installed = modified(&ui.join("node_modules").join(".package-lock.json"));
    if installed.is_some() && installed >= lock {
        println!("ui/node_modules: up to date");
        return Ok(());
    }
    process::run(&mut npm(&["ci", "--no-audit", "--no-fund"]), 10)
}

/// Installs the packages of the UI and builds it into `ui/dist`, which the window's program contains.
pub(crate) fn build_ui() -> Result<(), Failure> {
    install_ui()?;
    npm_script("build")
}

fn modified(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).ok()?.modified().ok()
}
