//! Where the built programs lie. A crate of tests cannot ask cargo for the programs of other crates, so xtask says it.

use std::path::PathBuf;

/// The command line `artikel30`, from `ARTIKEL30_CLI`.
#[must_use]
pub fn command_line() -> PathBuf {
    built("ARTIKEL30_CLI")
}

/// The window's program `artikel30-desktop`, from `ARTIKEL30_DESKTOP`.
#[must_use]
pub fn desktop() -> PathBuf {
    built("ARTIKEL30_DESKTOP")
}

/// The program that drives a WebKit window, from `WEBDRIVER`; `WebKitWebDriver` if that is not set.
#[must_use]
pub fn webdriver() -> PathBuf {
    std::env::var_os("WEBDRIVER").map_or_else(|| PathBuf::from("WebKitWebDriver"), PathBuf::from)
}

fn built(variable: &str) -> PathBuf {
    let Some(path) = std::env::var_os(variable) else {
        panic!(
            "{variable} is not set; run `cargo xtask e2e` or `cargo xtask test`, which build the programs first"
        );
    };
    let path = PathBuf::from(path);
    assert!(path.is_absolute() && path.is_file(), "{variable}: there is no program at {}", path.display());
    path
}
