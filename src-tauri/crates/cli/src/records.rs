//! Single records and their history: `show`, `history`, `set`, `undo`, `redo`.

use crate::data::{self, Data};
use crate::outline::outline;
use crate::output::{Answer, count, plain, table};
use application::view::UndoResult;
use application::{Failure, Workspace};
use chrono::{DateTime, Local};
use serde_json::json;

/// Shows a record.
pub(crate) fn show(data: &Data, name: &str) -> Result<Answer, Failure> {
    let workspace = data.read_existing()?;
    let id = data::record(&workspace, name)?;
    let open = workspace.open_record(id)?;
    Ok(Answer::new(&open.record, outline(&workspace, &open)?))
}

/// Shows every change of a record, newest first.
pub(crate) fn history(data: &Data, name: &str) -> Result<Answer, Failure> {
    let workspace = data.read_existing()?;
    let history = workspace.history(data::record(&workspace, name)?)?;
    let rows: Vec<_> = history
        .iter()
        .map(|row| {
            let author =
                row.author.as_deref().map(|author| format!(" ({})", plain(author))).unwrap_or_default();
            vec![local_time(&row.at), format!("{}{author}", plain(&row.label))]
        })
        .collect();
    Ok(Answer::new(&history, table(&["Wann", "Was"], &rows)))
}

/// A moment as a clock on the wall shows it.
fn local_time(moment: &str) -> String {
    match DateTime::parse_from_rfc3339(moment) {
        Ok(moment) => moment.with_timezone(&Local).format("%d.%m.%Y %H:%M").to_string(),
        Err(_) => plain(moment),
    }
}

/// Changes one field of a record.
pub(crate) fn set(data: &Data, name: &str, path: &str, value: &str) -> Result<Answer, Failure> {
    let mut workspace = data.write_existing()?;
    let id = data::record(&workspace, name)?;
    let before = workspace.show(id)?;
    workspace.set(id, path, value)?;
    let changed = workspace.show(id)? != before;
    let (title, field) = (plain(before.title()), plain(path));
    let text = if changed {
        format!("In „{title}“ ist {field} geändert.")
    } else {
        format!("In „{title}“ steht {field} schon so; es ist nichts geändert.")
    };
    Ok(Answer::new(&json!({ "id": id, "path": path, "changed": changed }), text))
}

/// Takes back the latest change.
pub(crate) fn undo(data: &Data) -> Result<Answer, Failure> {
    moved(data, "Rückgängig gemacht", Workspace::undo)
}

/// Does again what was taken back.
pub(crate) fn redo(data: &Data) -> Result<Answer, Failure> {
    moved(data, "Wiederhergestellt", Workspace::redo)
}

fn moved(
    data: &Data,
    what: &str,
    act: impl Fn(&mut Workspace) -> Result<UndoResult, Failure>,
) -> Result<Answer, Failure> {
    let result = act(&mut data.write_existing()?)?;
    let records = count(result.records.len(), "Eintrag", "Einträge");
    let text = format!("{what}: {} ({records}).", plain(&result.label));
    Ok(Answer::new(&json!({ "label": result.label, "records": result.records }), text))
}
