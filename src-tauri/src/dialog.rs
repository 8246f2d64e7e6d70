//! File dialogs. They open here, so that the window never sees a path.

use std::path::PathBuf;
use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;

/// A kind of file as the dialog offers it.
pub(crate) struct FileKind {
    pub(crate) name: &'static str,
    pub(crate) ending: &'static str,
}

/// Asks where to save. `None` when the dialog was closed without a choice.
pub(crate) fn ask_where_to_save(
    app: &AppHandle,
    title: &str,
    suggested: &str,
    kind: &FileKind,
) -> Option<PathBuf> {
    if let Some(answer) = scripted_answer() {
        return Some(answer);
    }
    let chosen = app
        .dialog()
        .file()
        .set_title(title)
        .set_file_name(suggested)
        .add_filter(kind.name, &[kind.ending])
        .blocking_save_file()?;
    chosen.into_path().ok()
}

/// Asks which files to open. None when the dialog was closed without a choice.
pub(crate) fn ask_what_to_open(app: &AppHandle, title: &str) -> Vec<PathBuf> {
    if let Some(answer) = scripted_answer() {
        return std::env::split_paths(&answer).collect();
    }
    let chosen = app
        .dialog()
        .file()
        .set_title(title)
        .add_filter("Alle lesbaren Dateien", &READABLE)
        .add_filter("Austauschdatei", &["json", "age"])
        .add_filter("PDF mit beiliegendem Verzeichnis", &["pdf"])
        .add_filter("Tabelle", &["xlsx", "ods", "csv", "tsv", "txt"])
        .blocking_pick_files();
    let chosen = chosen.unwrap_or_default().into_iter();
    chosen.filter_map(|file| file.into_path().ok()).collect()
}

/// Endings of the files that an import reads.
const READABLE: [&str; 8] = ["json", "age", "pdf", "xlsx", "ods", "csv", "tsv", "txt"];

/// Tests cannot reach a native dialog: in debug builds this variable answers in its place, with several paths for
/// several files.
#[cfg(debug_assertions)]
fn scripted_answer() -> Option<PathBuf> {
    std::env::var_os("ARTIKEL30_TEST_DIALOG").map(PathBuf::from)
}

#[cfg(not(debug_assertions))]
fn scripted_answer() -> Option<PathBuf> {
    None
}
