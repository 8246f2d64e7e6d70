//! How the program was started, and how long it took.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Instant;
use tauri::Manager;
use tauri::webview::{PageLoadEvent, PageLoadPayload};

/// The folder that `--data DIR` or `--data=DIR` names.
pub(crate) fn data_argument(arguments: impl Iterator<Item = OsString>) -> Option<PathBuf> {
    let mut arguments = arguments;
    while let Some(argument) = arguments.next() {
        if argument == "--data" {
            return arguments.next().map(PathBuf::from);
        }
        if let Some(folder) = argument.to_str().and_then(|text| text.strip_prefix("--data=")) {
            return Some(PathBuf::from(folder));
        }
    }
    None
}

/// Measures the launch when the variable `ARTIKEL30_TIMING` is set.
pub(crate) struct Timing {
    started: Option<Instant>,
}

impl Timing {
    pub(crate) fn start() -> Self {
        Self { started: std::env::var_os("ARTIKEL30_TIMING").map(|_| Instant::now()) }
    }

    /// Writes to stderr how many milliseconds after its start the program reached this point.
    pub(crate) fn reached(&self, point: &str) {
        if let Some(started) = self.started {
            eprintln!("{point}: {} ms", started.elapsed().as_millis());
        }
    }
}

pub(crate) fn page_loaded(view: &tauri::Webview, payload: &PageLoadPayload<'_>) {
    if payload.event() == PageLoadEvent::Finished {
        view.state::<Timing>().reached("page loaded");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(arguments: &[&str]) -> Option<PathBuf> {
        data_argument(arguments.iter().map(OsString::from))
    }

    #[test]
    fn the_data_folder_is_taken_from_either_form_of_the_argument() {
        assert_eq!(folder(&["--data", "/a b"]), Some("/a b".into()));
        assert_eq!(folder(&["-x", "--data=/a b"]), Some("/a b".into()));
        assert_eq!(folder(&["--data"]), None);
        assert_eq!(folder(&["--database=/a"]), None);
    }
}
