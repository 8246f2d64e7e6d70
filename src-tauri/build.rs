//! Declares the window's commands: what is not declared here and granted in `capabilities/` cannot be called.

use tauri_build::{AppManifest, Attributes};

const COMMANDS: &[&str] = &[
    "start",
    "usable",
    "registers",
    "templates",
    "new_register",
    "load_demo",
    "activities",
    "search",
    "findings",
    "directory",
    "history",
    "open",
    "save",
    "create",
    "new_activity",
    "duplicate",
    "delete",
    "undo",
    "redo",
    "undo_state",
    "due",
    "deadlines",
    "mark_reviewed",
    "erasure_concept",
    "what_if",
    "erasure_calendar",
    "presets",
    "export_pdf",
    "export_calendar",
    "backup",
    "import_choose",
    "import_dropped",
    "import_passphrase",
    "import_table",
    "import_mode",
    "import_decide",
    "import_apply",
    "import_cancel",
    "import_reports",
    "import_report",
    "conflicts",
    "resolve_conflicts",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let manifest = AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(Attributes::new().app_manifest(manifest)).map_err(Into::into)
}
