//! Where the data lie.

use std::path::PathBuf;

/// Environment variable that names the data folder.
pub const VARIABLE: &str = "ARTIKEL30_DATA";

/// The data folder: the one given, else that of [`VARIABLE`], else the platform's place for application data
/// (`~/.local/share/artikel30` on Linux, `%APPDATA%\artikel30` on Windows). `None` when the platform knows no home.
pub fn data_folder(given: Option<PathBuf>) -> Option<PathBuf> {
    given.or_else(|| std::env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from)).or_else(
        || {
            let folders = directories::ProjectDirs::from("de", "", "artikel30")?;
            Some(folders.data_dir().to_owned())
        },
    )
}
