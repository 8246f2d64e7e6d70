//! The window's commands: each parses its input, calls a use-case and returns its answer.
//!
//! They run beside the main thread, so that the window stays responsive.

use crate::dialog::{self, FileKind};
use crate::launch::Timing;
use crate::store::Store;
use application::view::{
    ActivityRow, DeadlineRow, Directory, DueView, ErasureCalendar, ErasureConceptView, FindingView,
    HistoryRow, OpenRecord, PresetRow, RegisterRow, SearchHit, TemplateRow, UndoResult, UndoState, WhatIf,
    WorkspaceInfo,
};
use application::{Enclosure, ExportWhat, Failure, Format, ItemId, Record, RecordId, StartKind};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, State};
use uuid::Uuid;

type Answer<T> = Result<T, Failure>;

/// What became of a file that was to be written.
#[derive(Serialize)]
pub(crate) struct ExportResult {
    /// False when the dialog was closed without a choice.
    saved: bool,
    /// The file's name, without its folder.
    file_name: Option<String>,
    /// Number of pages, for a document.
    pages: usize,
}

const NOT_SAVED: ExportResult = ExportResult { saved: false, file_name: None, pages: 0 };

#[tauri::command(async)]
pub(crate) fn start(store: State<'_, Store>) -> Answer<WorkspaceInfo> {
    store.open()?;
    store.with(|workspace| workspace.start())
}

#[tauri::command]
pub(crate) fn usable(timing: State<'_, Timing>) {
    timing.reached("usable");
}

#[tauri::command(async)]
pub(crate) fn registers(store: State<'_, Store>) -> Answer<Vec<RegisterRow>> {
    store.with(|workspace| workspace.registers())
}

#[tauri::command(async)]
pub(crate) fn templates(store: State<'_, Store>) -> Answer<Vec<TemplateRow>> {
    store.with(|workspace| workspace.templates())
}

#[tauri::command(async)]
pub(crate) fn new_register(
    store: State<'_, Store>,
    name: String,
    templates: Vec<RecordId>,
) -> Answer<RecordId> {
    store.with(|workspace| workspace.new_register(&name, &templates))
}

#[tauri::command(async)]
pub(crate) fn load_demo(store: State<'_, Store>) -> Answer<Vec<RegisterRow>> {
    store.with(|workspace| workspace.load_demo())
}

#[tauri::command(async)]
pub(crate) fn activities(store: State<'_, Store>, register: RecordId) -> Answer<Vec<ActivityRow>> {
    store.with(|workspace| workspace.activities(Some(register)))
}

#[tauri::command(async)]
pub(crate) fn search(
    store: State<'_, Store>,
    register: Option<RecordId>,
    query: String,
) -> Answer<Vec<SearchHit>> {
    store.with(|workspace| workspace.search(register, &query))
}

#[tauri::command(async)]
pub(crate) fn findings(store: State<'_, Store>, register: RecordId) -> Answer<Vec<FindingView>> {
    store.with(|workspace| workspace.check(Some(register)))
}

#[tauri::command(async)]
pub(crate) fn directory(store: State<'_, Store>, register: Option<RecordId>) -> Answer<Directory> {
    store.with(|workspace| workspace.directory(register))
}

#[tauri::command(async)]
pub(crate) fn history(store: State<'_, Store>, record: RecordId) -> Answer<Vec<HistoryRow>> {
    store.with(|workspace| workspace.history(record))
}

#[tauri::command(async)]
pub(crate) fn open(store: State<'_, Store>, record: RecordId) -> Answer<OpenRecord> {
    store.with(|workspace| workspace.open_record(record))
}

#[tauri::command(async)]
pub(crate) fn save(
    store: State<'_, Store>,
    record: RecordId,
    head: String,
    session: Uuid,
    content: Record,
) -> Answer<OpenRecord> {
    store.with(|workspace| workspace.save(record, &head, session, content))
}

#[tauri::command(async)]
pub(crate) fn create(store: State<'_, Store>, content: Record) -> Answer<OpenRecord> {
    store.with(|workspace| workspace.create(content))
}

#[tauri::command(async)]
pub(crate) fn new_activity(
    store: State<'_, Store>,
    register: RecordId,
    template: Option<RecordId>,
    title: Option<String>,
) -> Answer<RecordId> {
    store.with(|workspace| workspace.new_activity(register, template, title))
}

#[tauri::command(async)]
pub(crate) fn duplicate(store: State<'_, Store>, record: RecordId) -> Answer<RecordId> {
    store.with(|workspace| workspace.duplicate(record))
}

#[tauri::command(async)]
pub(crate) fn delete(store: State<'_, Store>, record: RecordId) -> Answer<()> {
    store.with(|workspace| workspace.delete(record))
}

#[tauri::command(async)]
pub(crate) fn undo(store: State<'_, Store>) -> Answer<UndoResult> {
    store.with(|workspace| workspace.undo())
}

#[tauri::command(async)]
pub(crate) fn redo(store: State<'_, Store>) -> Answer<UndoResult> {
    store.with(|workspace| workspace.redo())
}

#[tauri::command(async)]
pub(crate) fn undo_state(store: State<'_, Store>) -> Answer<UndoState> {
    store.with(|workspace| workspace.undo_state())
}

#[tauri::command(async)]
pub(crate) fn due(
    store: State<'_, Store>,
    record: RecordId,
    rule: ItemId,
    event: NaiveDate,
) -> Answer<DueView> {
    store.with(|workspace| workspace.due(record, rule, event))
}

#[tauri::command(async)]
pub(crate) fn deadlines(
    store: State<'_, Store>,
    register: RecordId,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Answer<Vec<DeadlineRow>> {
    store.with(|workspace| workspace.deadlines(Some(register), from, to))
}

#[tauri::command(async)]
pub(crate) fn mark_reviewed(
    store: State<'_, Store>,
    record: RecordId,
    function: Option<String>,
) -> Answer<OpenRecord> {
    store.with(|workspace| workspace.mark_reviewed(record, function.as_deref()))
}

#[tauri::command(async)]
pub(crate) fn erasure_concept(store: State<'_, Store>, register: RecordId) -> Answer<ErasureConceptView> {
    store.with(|workspace| workspace.erasure_concept(register))
}

#[tauri::command(async)]
pub(crate) fn what_if(
    store: State<'_, Store>,
    register: RecordId,
    kind: Option<StartKind>,
    names: Vec<String>,
    date: NaiveDate,
) -> Answer<WhatIf> {
    store.with(|workspace| workspace.what_if(register, kind, names, date))
}

#[tauri::command(async)]
pub(crate) fn erasure_calendar(
    store: State<'_, Store>,
    register: RecordId,
    year: i32,
) -> Answer<ErasureCalendar> {
    store.with(|workspace| workspace.erasure_calendar(register, year))
}

#[tauri::command(async)]
pub(crate) fn presets(store: State<'_, Store>, register: RecordId) -> Answer<Vec<PresetRow>> {
    store.with(|workspace| workspace.presets(register))
}

#[tauri::command(async)]
pub(crate) fn export_pdf(
    app: AppHandle,
    store: State<'_, Store>,
    register: RecordId,
    attachment: bool,
) -> Answer<ExportResult> {
    let enclosure = if attachment { Enclosure::Register } else { Enclosure::Nothing };
    let kind = FileKind { name: "PDF-Dokument", ending: "pdf" };
    export(&app, &store, register, Format::Pdf(enclosure), "Verzeichnis ausgeben", &kind)
}

#[tauri::command(async)]
pub(crate) fn export_calendar(
    app: AppHandle,
    store: State<'_, Store>,
    register: RecordId,
) -> Answer<ExportResult> {
    let kind = FileKind { name: "Kalenderdatei", ending: "ics" };
    export(&app, &store, register, Format::Ics, "Fristen als Kalender ausgeben", &kind)
}

/// A form that other programs read.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OtherFormat {
    Xlsx,
    Csv,
    Tilt,
    Dpv,
    Ics,
}

#[tauri::command(async)]
pub(crate) fn export_other(
    app: AppHandle,
    store: State<'_, Store>,
    register: RecordId,
    format: OtherFormat,
) -> Answer<ExportResult> {
    let (format, name, ending) = match format {
        OtherFormat::Xlsx => (Format::Xlsx, "Excel-Arbeitsmappe", "xlsx"),
        OtherFormat::Csv => (Format::Csv, "CSV-Tabelle", "csv"),
        OtherFormat::Tilt => (Format::Tilt, "TILT-Dokument", "json"),
        OtherFormat::Dpv => (Format::Dpv, "DPV-Dokument", "jsonld"),
        OtherFormat::Ics => (Format::Ics, "Kalenderdatei", "ics"),
    };
    export(&app, &store, register, format, "Verzeichnis ausgeben", &FileKind { name, ending })
}

#[tauri::command(async)]
pub(crate) fn export_file(
    app: AppHandle,
    store: State<'_, Store>,
    what: ExportWhat,
    passphrase: Option<String>,
) -> Answer<ExportResult> {
    let encrypted = passphrase.is_some();
    let suggested = store.with(|workspace| workspace.suggested_share_name(&what, encrypted))?;
    let kind = FileKind {
        name: if encrypted { "Verschlüsselte Austauschdatei" } else { "Austauschdatei" },
        ending: if encrypted { "age" } else { "json" },
    };
    let Some(path) = dialog::ask_where_to_save(&app, "Weitergeben", &suggested, &kind) else {
        return Ok(NOT_SAVED);
    };
    let exported = store.with(|workspace| workspace.export_file(&what, passphrase.as_deref(), &path))?;
    Ok(ExportResult { saved: true, file_name: Some(exported.file_name), pages: 0 })
}

fn export(
    app: &AppHandle,
    store: &Store,
    register: RecordId,
    format: Format,
    title: &str,
    kind: &FileKind,
) -> Answer<ExportResult> {
    let suggested = store.with(|workspace| workspace.suggested_file_name(register, format))?;
    let Some(path) = dialog::ask_where_to_save(app, title, &suggested, kind) else {
        return Ok(NOT_SAVED);
    };
    let exported = store.with(|workspace| workspace.export_to(register, format, &path))?;
    Ok(ExportResult {
        saved: true,
        file_name: Some(exported.file_name),
        pages: exported.pages.unwrap_or_default(),
    })
}

#[tauri::command(async)]
pub(crate) fn backup(app: AppHandle, store: State<'_, Store>) -> Answer<ExportResult> {
    let today = store.with(|workspace| workspace.start())?.today;
    let suggested = format!("Artikel 30 Sicherung {today}.sqlite");
    let kind = FileKind { name: "Sicherung von Artikel 30", ending: "sqlite" };
    let Some(path) = dialog::ask_where_to_save(&app, "Sicherung anlegen", &suggested, &kind) else {
        return Ok(NOT_SAVED);
    };
    let kept = store.with(|workspace| workspace.backup(Some(&path)))?;
    let name = kept.path.as_deref().and_then(|path| path.file_name());
    Ok(ExportResult {
        saved: true,
        file_name: name.map(|name| name.to_string_lossy().into_owned()),
        pages: 0,
    })
}
