//! Files out and in, and the store as a whole: `export`, `backup`, `restore`, `verify`.

use crate::arguments::Format;
use crate::data::Data;
use crate::imports;
use crate::output::{Answer, count, plain};
use application::{Enclosure, ExportWhat, Failure, Workspace};
use serde_json::json;
use std::fmt::Write as _;
use std::path::Path;

/// What is written, as called.
pub(crate) struct Choice<'a> {
    pub(crate) register: Option<&'a str>,
    pub(crate) activities: &'a [String],
    pub(crate) templates: &'a [String],
    pub(crate) format: Format,
    pub(crate) no_attachment: bool,
    pub(crate) passphrase_file: Option<&'a Path>,
}

/// Writes a register, some of its activities or Muster to a file.
pub(crate) fn export(data: &Data, choice: &Choice<'_>, out: &Path) -> Result<Answer, Failure> {
    if choice.passphrase_file.is_some() && choice.format != Format::Json {
        return Err(Failure {
            code: "E-USAGE",
            message: "Verschlüsseln lässt sich nur die Austauschdatei. Es wurde nichts geschrieben."
                .to_owned(),
            remedy: "Bitte „--format json“ wählen oder „--passphrase-file“ weglassen.".to_owned(),
            detail: None,
        });
    }
    // An exported revision is marked, so that autosave leaves it alone; a window that holds the store does without.
    let mut workspace =
        if choice.format == Format::Json { data.write_or_read()? } else { data.read_existing()? };
    let exported = match (choice.format, choice.register) {
        (Format::Json, register) => {
            let what = match register {
                Some(register) => ExportWhat::Register { register: workspace.find_register(register)? },
                None if choice.templates.is_empty() => {
                    let records = choice.activities.iter().map(|name| workspace.find_record(name));
                    ExportWhat::Activities { records: records.collect::<Result<_, _>>()? }
                }
                None => {
                    let records = choice.templates.iter().map(|name| workspace.find_template(name));
                    ExportWhat::Templates { records: records.collect::<Result<_, _>>()? }
                }
            };
            let passphrase = choice.passphrase_file.map(imports::passphrase).transpose()?;
            workspace.export_file(&what, passphrase.as_deref(), out)?
        }
        (format, Some(register)) => {
            let register = workspace.find_register(register)?;
            workspace.export_to(register, application_format(format, choice.no_attachment), out)?
        }
        (_, None) => {
            return Err(Failure {
                code: "E-USAGE",
                message: "Einzelne Tätigkeiten und Muster gibt es nur als Austauschdatei. Es wurde nichts geschrieben."
                    .to_owned(),
                remedy: "Bitte „--format json“ wählen oder mit „--register“ ein Verzeichnis nennen.".to_owned(),
                detail: None,
            });
        }
    };
    let pages =
        exported.pages.map(|pages| format!("{}, ", count(pages, "Seite", "Seiten"))).unwrap_or_default();
    let text = format!("{} geschrieben ({pages}{}).", shown(out), size(exported.bytes_written));
    let document =
        json!({ "file": out.to_string_lossy(), "pages": exported.pages, "bytes": exported.bytes_written });
    Ok(Answer::new(&document, text))
}

fn application_format(format: Format, no_attachment: bool) -> application::Format {
    match format {
        Format::Pdf if no_attachment => application::Format::Pdf(Enclosure::Nothing),
        Format::Pdf => application::Format::Pdf(Enclosure::Register),
        Format::Json => application::Format::Json,
        Format::Xlsx => application::Format::Xlsx,
        Format::Csv => application::Format::Csv,
        Format::Tilt => application::Format::Tilt,
        Format::Dpv => application::Format::Dpv,
        Format::Ics => application::Format::Ics,
    }
}

pub(crate) fn shown(path: &Path) -> String {
    plain(&path.to_string_lossy())
}

fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} Byte"),
        10_000..10_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

/// Writes a backup.
pub(crate) fn backup(data: &Data, out: Option<&Path>) -> Result<Answer, Failure> {
    let kept = data.read_existing()?.backup(out)?;
    let path = kept.path.unwrap_or_default();
    let text = format!("Die Sicherung ist geprüft und liegt hier: {}", shown(&path));
    Ok(Answer::new(&json!({ "file": path.to_string_lossy() }), text))
}

/// Puts a backup in place of the store.
pub(crate) fn restore(data: &Data, file: &Path) -> Result<Answer, Failure> {
    let kept = Workspace::restore(&data.folder, file, data.clock)?;
    let mut text = "Die Sicherung ist wiederhergestellt.".to_owned();
    if let Some(copy) = &kept.path {
        let _ = write!(text, "\nDer bisherige Stand liegt hier: {}", shown(copy));
    }
    let copy = kept.path.as_ref().map(|path| path.to_string_lossy());
    Ok(Answer::new(&json!({ "previous": copy }), text))
}

/// Checks the whole store. What is wrong is the answer; the exit code says that the store cannot be relied on.
pub(crate) fn verify(data: &Data) -> Result<Answer, Failure> {
    let Some(workspace) = data.read()? else {
        let document = json!({ "sound": true, "records": 0, "revisions": 0, "findings": [] });
        return Ok(Answer::new(&document, "Es gibt noch keinen Datenbestand.".to_owned()));
    };
    let verified = workspace.verify()?;
    let records = count(verified.records, "Eintrag", "Einträge");
    let revisions = count(verified.revisions, "Fassung", "Fassungen");
    let mut text = format!("{records}, {revisions} geprüft: ");
    text.push_str(if verified.sound { "alles unversehrt." } else { "nicht unversehrt." });
    for finding in &verified.findings {
        let _ = write!(text, "\n  – {}", plain(finding));
    }
    let mut answer = Answer::new(&verified, text);
    answer.code = if verified.sound { 0 } else { 4 };
    Ok(answer)
}
