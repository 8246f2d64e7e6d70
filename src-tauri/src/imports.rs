//! Commands of the import: one import is in progress at a time, kept here; the window never sees a path.

use crate::dialog;
use crate::store::Store;
use application::view::{
    ConflictView, Decision, ImportMode, ImportPreview, ImportReportRow, ImportReportView, ImportStep,
    TableMapping,
};
use application::{Failure, Import, RecordId, Workspace};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use tauri::{AppHandle, DragDropEvent, Emitter, Manager, State, Window, WindowEvent};

type Answer<T> = Result<T, Failure>;

/// The import in progress, and files that were dropped on the window and not yet asked for.
#[derive(Default)]
pub(crate) struct Pending {
    import: Mutex<Option<Import>>,
    dropped: Mutex<Vec<PathBuf>>,
}

impl Pending {
    /// Runs a step of the import in progress.
    fn with<T>(
        &self,
        store: &Store,
        step: impl FnOnce(&mut Workspace, &mut Import) -> Answer<T>,
    ) -> Answer<T> {
        let mut import = self.import.lock().unwrap_or_else(PoisonError::into_inner);
        let import = import.as_mut().ok_or_else(nothing_in_progress)?;
        store.with(|workspace| step(workspace, import))
    }

    /// Begins an import with these files; without files there is none.
    fn begin(&self, store: &Store, files: &[PathBuf]) -> Answer<Option<ImportStep>> {
        if files.is_empty() {
            return Ok(None);
        }
        let (import, step) = store.with(|workspace| {
            let mut import = workspace.import_files(files)?;
            let step = workspace.import_step(&mut import)?;
            Ok((import, step))
        })?;
        *self.import.lock().unwrap_or_else(PoisonError::into_inner) = Some(import);
        Ok(Some(step))
    }
}

fn nothing_in_progress() -> Failure {
    Failure {
        code: "E-STALE",
        message: "Es ist kein Import im Gange. Es wurde nichts geändert.".to_owned(),
        remedy: "Bitte die Datei noch einmal auswählen.".to_owned(),
        detail: None,
    }
}

/// Tells the window that files hang over it or were dropped; their paths stay here.
pub(crate) fn watch_drops(window: &Window, event: &WindowEvent) {
    let WindowEvent::DragDrop(event) = event else { return };
    let told = match event {
        DragDropEvent::Enter { .. } => window.emit("files-hover", true),
        DragDropEvent::Leave => window.emit("files-hover", false),
        DragDropEvent::Drop { paths, .. } => {
            let pending: State<'_, Pending> = window.state();
            pending.dropped.lock().unwrap_or_else(PoisonError::into_inner).clone_from(paths);
            window.emit("files-hover", false).and_then(|()| window.emit("files-dropped", ()))
        }
        _ => Ok(()),
    };
    // A window that is closing hears nothing any more; the files lie where they lay.
    drop(told);
}

#[tauri::command(async)]
pub(crate) fn import_choose(
    app: AppHandle,
    store: State<'_, Store>,
    pending: State<'_, Pending>,
) -> Answer<Option<ImportStep>> {
    let files = dialog::ask_what_to_open(&app, "Dateien importieren");
    pending.begin(&store, &files)
}

#[tauri::command(async)]
pub(crate) fn import_dropped(
    store: State<'_, Store>,
    pending: State<'_, Pending>,
) -> Answer<Option<ImportStep>> {
    let files = std::mem::take(&mut *pending.dropped.lock().unwrap_or_else(PoisonError::into_inner));
    pending.begin(&store, &files)
}

#[tauri::command(async)]
pub(crate) fn import_passphrase(
    store: State<'_, Store>,
    pending: State<'_, Pending>,
    passphrase: String,
) -> Answer<ImportStep> {
    pending.with(&store, |workspace, import| {
        workspace.import_passphrase(import, &passphrase)?;
        workspace.import_step(import)
    })
}

#[tauri::command(async)]
pub(crate) fn import_table(
    store: State<'_, Store>,
    pending: State<'_, Pending>,
    mapping: TableMapping,
    preset_name: Option<String>,
) -> Answer<ImportStep> {
    pending.with(&store, |workspace, import| {
        workspace.import_table(import, &mapping, preset_name.as_deref())?;
        workspace.import_step(import)
    })
}

#[tauri::command(async)]
pub(crate) fn import_mode(
    store: State<'_, Store>,
    pending: State<'_, Pending>,
    mode: ImportMode,
    register: Option<RecordId>,
    only: Option<Vec<RecordId>>,
) -> Answer<ImportStep> {
    pending.with(&store, |workspace, import| {
        let only = only.map(|only| only.into_iter().collect());
        workspace.import_mode(import, mode, register, only)?;
        workspace.import_step(import)
    })
}

#[tauri::command(async)]
pub(crate) fn import_decide(
    store: State<'_, Store>,
    pending: State<'_, Pending>,
    decisions: Vec<Decision>,
) -> Answer<ImportPreview> {
    pending.with(&store, |workspace, import| workspace.import_decide(import, &decisions))
}

#[tauri::command(async)]
pub(crate) fn import_apply(
    store: State<'_, Store>,
    pending: State<'_, Pending>,
    joins: Vec<String>,
) -> Answer<ImportReportView> {
    let report = pending.with(&store, |workspace, import| workspace.import_apply(import, &joins))?;
    *pending.import.lock().unwrap_or_else(PoisonError::into_inner) = None;
    Ok(report)
}

#[tauri::command]
pub(crate) fn import_cancel(pending: State<'_, Pending>) {
    *pending.import.lock().unwrap_or_else(PoisonError::into_inner) = None;
}

#[tauri::command(async)]
pub(crate) fn import_reports(store: State<'_, Store>) -> Answer<Vec<ImportReportRow>> {
    store.with(|workspace| workspace.import_reports())
}

#[tauri::command(async)]
pub(crate) fn import_report(store: State<'_, Store>, operation: i64) -> Answer<ImportReportView> {
    store.with(|workspace| workspace.import_report(operation))
}

#[tauri::command(async)]
pub(crate) fn conflicts(store: State<'_, Store>, register: Option<RecordId>) -> Answer<Vec<ConflictView>> {
    store.with(|workspace| workspace.conflicts(register))
}

#[tauri::command(async)]
pub(crate) fn resolve_conflicts(
    store: State<'_, Store>,
    decisions: Vec<Decision>,
) -> Answer<Vec<ConflictView>> {
    store.with(|workspace| workspace.resolve_conflicts(&decisions))
}
