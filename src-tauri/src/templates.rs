//! Commands about Muster, and about records that follow an origin.

use crate::store::Store;
use application::view::{DeviationTable, FollowDecision, FollowPreview, OpenRecord};
use application::{Failure, RecordId};
use tauri::State;

type Answer<T> = Result<T, Failure>;

#[tauri::command(async)]
pub(crate) fn open_template(store: State<'_, Store>, template: RecordId) -> Answer<OpenRecord> {
    store.with(|workspace| workspace.open_template(template))
}

#[tauri::command(async)]
pub(crate) fn new_template(store: State<'_, Store>, from: RecordId, title: String) -> Answer<RecordId> {
    store.with(|workspace| workspace.new_template(from, &title))
}

#[tauri::command(async)]
pub(crate) fn publish_template(store: State<'_, Store>, template: RecordId) -> Answer<OpenRecord> {
    store.with(|workspace| workspace.publish_template(template))
}

#[tauri::command(async)]
pub(crate) fn deviations(store: State<'_, Store>, register: Option<RecordId>) -> Answer<DeviationTable> {
    store.with(|workspace| workspace.deviations(register))
}

#[tauri::command(async)]
pub(crate) fn follow_preview(store: State<'_, Store>, record: RecordId) -> Answer<FollowPreview> {
    store.with(|workspace| workspace.follow_preview(record))
}

#[tauri::command(async)]
pub(crate) fn follow_apply(
    store: State<'_, Store>,
    record: RecordId,
    decisions: Vec<FollowDecision>,
) -> Answer<OpenRecord> {
    store.with(|workspace| workspace.follow_apply(record, &decisions))
}

#[tauri::command(async)]
pub(crate) fn follow_all(store: State<'_, Store>, records: Vec<RecordId>) -> Answer<usize> {
    store.with(|workspace| workspace.follow_all(&records))
}
