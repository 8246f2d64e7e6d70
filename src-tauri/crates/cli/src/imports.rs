//! Colleagues' files and what they leave to decide: `import`, `conflicts`, `resolve`.

use crate::arguments::{Mode, Resolve, Side};
use crate::data::{self, Data};
use crate::output::{Answer, count, plain, plain_lines};
use application::view::{ConflictView, Decision, ImportClass, ImportMode, Shown, Taken};
use application::{Failure, ImportOptions, ImportReport, Workspace};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;

/// How a file is to be taken in, as called.
pub(crate) struct Choice<'a> {
    pub(crate) register: Option<&'a str>,
    pub(crate) mode: Option<Mode>,
    pub(crate) dry_run: bool,
    pub(crate) resolve: Resolve,
    pub(crate) passphrase_file: Option<&'a Path>,
}

/// Takes a file in; a dry run writes nothing. Ends with 1 when conflicts stay open.
pub(crate) fn import(data: &Data, file: &Path, choice: &Choice<'_>) -> Result<Answer, Failure> {
    let passphrase = choice.passphrase_file.map(passphrase).transpose()?;
    let take_in = |workspace: &mut Workspace| {
        let options = ImportOptions {
            dry_run: choice.dry_run,
            mode: choice.mode.map(|mode| match mode {
                Mode::Merge => ImportMode::Merge,
                Mode::Adopt => ImportMode::Adopt,
            }),
            register: data::register(workspace, choice.register)?,
            resolve: match choice.resolve {
                Resolve::Ours => application::Resolve::Ours,
                Resolve::Theirs => application::Resolve::Theirs,
                Resolve::Later => application::Resolve::Later,
            },
            passphrase: passphrase.clone(),
        };
        workspace.import(file, &options)
    };
    let report = if choice.dry_run {
        match data.read()? {
            Some(mut workspace) => take_in(&mut workspace)?,
            None => data.apart(take_in)?,
        }
    } else {
        data.change(take_in)?
    };
    let head = if report.applied { "Eingelesen" } else { "Probelauf, nichts ist geändert" };
    let mut text = format!("{head}:\n");
    for (number, what) in [
        (report.new, "neu"),
        (report.changed_here, "nur hier geändert, bleiben"),
        (report.changed_there, "in der Datei neuer"),
        (report.merged, "zusammengeführt"),
        (report.unchanged, "unverändert"),
        (
            report.conflicts,
            if report.conflicts == 1 { "Stelle mit zwei Fassungen" } else { "Stellen mit zwei Fassungen" },
        ),
    ] {
        let _ = writeln!(text, "{number:>6}  {what}");
    }
    tell_records(&report, &mut text);
    tell_replaced(&report, &mut text);
    tell_leftovers(&report, &mut text);
    // Also those that an earlier import has left.
    let open = match data.read()? {
        Some(workspace) => workspace.conflicts(None)?.len(),
        None => 0,
    };
    if open > 0 {
        let open = count(open, "Stelle ist", "Stellen sind");
        let _ = writeln!(text, "Im Bestand {open} noch zu entscheiden; „artikel30 conflicts“ nennt sie.");
    }
    let mut answer = Answer::new(&report, text);
    answer.code = u8::from(report.conflicts > 0 || open > 0);
    Ok(answer)
}

/// Names what is adopted otherwise than it stands in the file.
fn tell_replaced(report: &ImportReport, text: &mut String) {
    if report.replaced.is_empty() {
        return;
    }
    text.push_str("\nAnders übernommen, als es in der Datei steht:\n");
    for row in report.replaced.iter().take(MOST) {
        let _ = writeln!(text, "  {}: {}", plain(&row.title), plain(&row.label));
    }
    more(report.replaced.len(), text);
}

/// Lists in a text name so many; "--json" names all.
const MOST: usize = 40;

/// Names what is changed, above all what is deleted.
fn tell_records(report: &ImportReport, text: &mut String) {
    let mut records: Vec<_> = report.records.iter().collect();
    records.sort_by_key(|record| !record.deleted);
    for record in records.iter().take(MOST) {
        let what = match (record.deleted, record.class) {
            (true, _) => "gelöscht",
            (false, ImportClass::New) => "neu",
            (false, ImportClass::Merged) => "zusammengeführt",
            (false, _) => "geändert",
        };
        let _ = writeln!(text, "  {what}: {}", plain(&record.title));
    }
    more(records.len(), text);
}

fn more(all: usize, text: &mut String) {
    if all > MOST {
        let _ = writeln!(text, "  … und {} weitere; „--json“ nennt alle", all - MOST);
    }
}

/// Names what became no field; what stands in no entry either is quoted.
fn tell_leftovers(report: &ImportReport, text: &mut String) {
    let (kept, lost): (Vec<_>, Vec<_>) = report.leftovers.iter().partition(|row| row.kept_in.is_some());
    if !kept.is_empty() {
        let told = count(kept.len(), "Angabe ohne eigenes Feld steht", "Angaben ohne eigenes Feld stehen");
        let _ = writeln!(text, "{told} in der internen Notiz ihres Eintrags.");
    }
    if lost.is_empty() {
        return;
    }
    let _ = writeln!(text, "Zu keinem Eintrag gehört und nicht übernommen:");
    for row in lost.iter().take(MOST) {
        let _ = writeln!(text, "  {}: {}", plain(&row.place), plain(&row.text));
    }
    more(lost.len(), text);
}

/// The passphrase in a file: its text without the end of the last line.
pub(crate) fn passphrase(file: &Path) -> Result<String, Failure> {
    /// No passphrase is longer, in bytes.
    const MOST: u64 = 10_000;
    let read = || -> std::io::Result<String> {
        // A pipe might never end, a device never stop.
        let size = std::fs::metadata(file).and_then(|about| match about.is_file() {
            true => Ok(about.len()),
            false => Err(std::io::Error::other("it is no file")),
        })?;
        if size > MOST {
            return Err(std::io::Error::other("it is too long for a passphrase"));
        }
        std::fs::read_to_string(file)
    };
    match read() {
        // Some editors put a byte order mark before a text.
        Ok(text) => Ok(text.trim_start_matches('\u{FEFF}').trim_end_matches(['\n', '\r']).to_owned()),
        Err(error) => Err(Failure {
            code: "E-USAGE",
            message: "Die Datei mit dem Kennwort ließ sich nicht lesen. Es wurde nichts geändert.".to_owned(),
            remedy: "Bitte bei „--passphrase-file“ eine Textdatei angeben, in der nur das Kennwort steht."
                .to_owned(),
            detail: Some(error.to_string()),
        }),
    }
}

/// Names what stands in two versions.
pub(crate) fn conflicts(data: &Data, register: Option<&str>) -> Result<Answer, Failure> {
    let Some(workspace) = data.read()? else {
        return match register {
            Some(_) => Err(data::nothing_there()),
            None => Ok(answer(&[])),
        };
    };
    Ok(answer(&workspace.conflicts(data::register(&workspace, register)?)?))
}

/// Decides one conflict.
pub(crate) fn resolve(data: &Data, conflict: &str, side: Side) -> Result<Answer, Failure> {
    let mut workspace = data.write_existing()?;
    let take = match side {
        Side::Ours => Taken::Ours,
        Side::Theirs => Taken::Theirs,
    };
    let decision = Decision { conflict: conflict.to_owned(), take, value: None };
    Ok(answer(&workspace.resolve_conflicts(&[decision])?))
}

fn answer(conflicts: &[ConflictView]) -> Answer {
    let value = |shown: &Option<Shown>| shown.as_ref().map_or(Value::Null, |shown| shown.json.clone());
    let document: Vec<_> = conflicts
        .iter()
        .map(|conflict| {
            json!({
                "id": conflict.id,
                "record": conflict.record,
                "path": conflict.path,
                "base": value(&conflict.base),
                "ours": value(&conflict.ours),
                "theirs": value(&conflict.theirs),
            })
        })
        .collect();
    if conflicts.is_empty() {
        return Answer::new(&document, "Nirgends stehen zwei Fassungen.".to_owned());
    }
    let mut text = format!("Zwei Fassungen an {}:\n", count(conflicts.len(), "Stelle", "Stellen"));
    for conflict in conflicts {
        let _ = write!(text, "\n{}  {}, {}\n", conflict.id, plain(&conflict.title), plain(&conflict.place));
        for (name, version) in [("im Eintrag", &conflict.ours), ("die andere", &conflict.theirs)] {
            let version =
                version.as_ref().map_or_else(|| "(gelöscht)".to_owned(), |shown| plain_lines(&shown.text));
            let _ = writeln!(text, "  {name}: {}", version.replace('\n', "\n              "));
        }
    }
    Answer::new(&document, text)
}
