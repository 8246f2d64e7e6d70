//! The desktop window: a thin shell over `application`.
//!
//! Invariants
//! - No business rule lives here: a command parses its input, calls [`application::Workspace`], returns.
//! - The window never sees a path: file dialogs open here ([`dialog`]).
//! - The window stays usable for a message when the store cannot be opened.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod commands;
mod dialog;
mod imports;
mod launch;
mod store;
mod templates;

fn main() -> Result<(), tauri::Error> {
    let timing = launch::Timing::start();
    let store = store::Store::new(launch::data_argument(std::env::args_os().skip(1)));
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(store)
        .manage(timing)
        .manage(imports::Pending::default())
        .on_window_event(imports::watch_drops)
        .on_page_load(launch::page_loaded)
        .invoke_handler(tauri::generate_handler![
            commands::start,
            commands::usable,
            commands::registers,
            commands::templates,
            commands::new_register,
            commands::load_demo,
            commands::activities,
            commands::search,
            commands::findings,
            commands::directory,
            commands::history,
            commands::open,
            commands::save,
            commands::create,
            commands::new_activity,
            commands::duplicate,
            commands::delete,
            commands::undo,
            commands::redo,
            commands::undo_state,
            commands::due,
            commands::deadlines,
            commands::mark_reviewed,
            commands::erasure_concept,
            commands::what_if,
            commands::erasure_calendar,
            commands::presets,
            commands::export_pdf,
            commands::export_calendar,
            commands::export_other,
            commands::export_file,
            templates::open_template,
            templates::new_template,
            templates::publish_template,
            templates::deviations,
            templates::follow_preview,
            templates::follow_apply,
            templates::follow_all,
            commands::backup,
            imports::import_choose,
            imports::import_dropped,
            imports::import_passphrase,
            imports::import_table,
            imports::import_mode,
            imports::import_decide,
            imports::import_apply,
            imports::import_cancel,
            imports::import_reports,
            imports::import_report,
            imports::conflicts,
            imports::resolve_conflicts,
        ])
        .run(tauri::generate_context!())
}
