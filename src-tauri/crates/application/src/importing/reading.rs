//! Files as they come: told apart by what is in them, opened, and kept until the import is applied or given up.

use crate::failure::Error;
use crate::refusals::{self, Refusal};
use crate::view::FileOrigin;
use crate::workspace::Workspace;
use exchange::encrypted::{self, EncryptedError};
use exchange::foreign::ForeignFile;
use exchange::native::{self, Content, MAX_BYTES, NativeFile, Scope};
use exchange::sniff::{self, FileKind};
use exchange::table::{Mapping, Workbook};
use register::activity::ProcessingActivity;
use register::id::RecordId;
use register::integrity;
use register::record::Record;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// A file of an import.
#[derive(Debug)]
pub(super) struct Source {
    /// Its name, without the folder.
    pub(super) name: String,
    /// Whether it was encrypted.
    pub(super) encrypted: bool,
    /// Whether a passphrase was given that does not fit.
    pub(super) wrong: bool,
    pub(super) contents: Contents,
}

/// What is in a file.
#[derive(Debug)]
pub(super) enum Contents {
    /// Nobody knows yet: it is encrypted.
    Locked(Vec<u8>),
    /// Records with their history.
    Native { file: NativeFile, origin: FileOrigin },
    /// A spreadsheet whose columns are to be assigned.
    Table(Box<Spreadsheet>),
    /// Activities of another tool.
    Foreign { file: ForeignFile, origin: FileOrigin },
}

/// A spreadsheet with the assignment of its columns.
#[derive(Debug)]
pub(super) struct Spreadsheet {
    pub(super) workbook: Workbook,
    pub(super) mapping: Mapping,
}

impl Source {
    /// Whether it waits for its passphrase.
    pub(super) fn is_locked(&self) -> bool {
        matches!(self.contents, Contents::Locked(_))
    }

    /// Whether its columns have to be assigned.
    pub(super) fn asks_for_columns(&self) -> bool {
        matches!(self.contents, Contents::Table(_))
    }

    /// Its activities, each under the id it has there.
    pub(super) fn activities(&self) -> Vec<(RecordId, ProcessingActivity)> {
        match &self.contents {
            Contents::Native { file, .. } => {
                let activity = |record: &native::FileRecord| match record.revision().ok()?.content? {
                    Record::Activity(activity) => Some((record.id, *activity)),
                    _ => None,
                };
                let mut activities: Vec<_> = file.records.iter().filter_map(activity).collect();
                activities.sort_by_key(|(id, activity)| (activity.position, *id));
                activities
            }
            Contents::Foreign { file, .. } => file.activities.clone(),
            Contents::Locked(_) | Contents::Table(_) => Vec::new(),
        }
    }

    /// What it is called: the organisation or the Muster in it.
    pub(super) fn title(&self) -> String {
        match &self.contents {
            Contents::Native { file, .. } => match &file.scope {
                Scope::Activities { context, .. } => context.name.clone(),
                Scope::Register { register } => titles(file, |id, _| id == *register).concat(),
                Scope::Templates {} => {
                    titles(file, |_, record| matches!(record, Record::Template(_))).join(", ")
                }
            },
            Contents::Foreign { file, .. } => file.organisation.clone().unwrap_or_else(|| file.tool.clone()),
            Contents::Locked(_) | Contents::Table(_) => String::new(),
        }
    }

    /// Tries a passphrase.
    pub(super) fn unlock(&mut self, passphrase: &str) -> Result<(), Error> {
        let Contents::Locked(bytes) = &self.contents else { return Ok(()) };
        match encrypted::open(bytes, passphrase) {
            Ok(bytes) => {
                self.contents = recognised(bytes, &self.name)?;
                self.wrong = false;
            }
            Err(EncryptedError::WrongPassphrase | EncryptedError::EmptyPassphrase) => self.wrong = true,
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }
}

fn titles(file: &NativeFile, wanted: impl Fn(RecordId, &Record) -> bool) -> Vec<String> {
    let title = |record: &native::FileRecord| {
        let content = record.revision().ok()?.content?;
        wanted(record.id, &content).then(|| content.title().to_owned())
    };
    file.records.iter().filter_map(title).collect()
}

impl Workspace {
    /// Reads a file and finds out what it is.
    pub(super) fn source(&self, path: &Path) -> Result<Source, Error> {
        let bytes = read_bounded(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let encrypted = encrypted::is_encrypted(&bytes);
        let contents = if encrypted { Contents::Locked(bytes) } else { recognised(bytes, &name)? };
        Ok(Source { name, encrypted, wrong: false, contents })
    }
}

/// What is in these bytes. In doubt they are taken for a native file, whose reader says best what is wrong with it.
fn recognised(bytes: Vec<u8>, name: &str) -> Result<Contents, Error> {
    match sniff::kind(&bytes, name) {
        FileKind::Xlsx | FileKind::Ods | FileKind::OldWorkbook | FileKind::Csv => {
            let workbook = exchange::table::read(&bytes, name)?;
            if exchange::ciso_assistant::is_one_of_them(&workbook) {
                let file = exchange::ciso_assistant::from_workbook(&workbook)?;
                return Ok(Contents::Foreign { file, origin: FileOrigin::CisoAssistant });
            }
            Ok(Contents::Table(Box::new(Spreadsheet::new(workbook))))
        }
        FileKind::Veo => {
            let file = exchange::veo::read(&bytes)?;
            Ok(Contents::Foreign { file, origin: FileOrigin::Veo })
        }
        FileKind::Pdf => {
            let file = own_file(&exchange::pdf::read(&bytes)?)?;
            Ok(Contents::Native { file, origin: FileOrigin::Pdf })
        }
        FileKind::Native | FileKind::Encrypted | FileKind::Unknown => {
            let file = own_file(&bytes)?;
            let origin = match &file.scope {
                Scope::Register { .. } => FileOrigin::RegisterFile,
                Scope::Activities { .. } => FileOrigin::Activities,
                Scope::Templates {} => FileOrigin::Templates,
            };
            Ok(Contents::Native { file, origin })
        }
    }
}

/// Reads a file of at most the allowed size; a larger one is refused before it is in memory.
fn read_bounded(path: &Path) -> Result<Vec<u8>, Error> {
    let failed = |source| Error::File { path: path.to_owned(), reading: true, source };
    // A pipe might never end, and opening a folder succeeds on some systems.
    if !std::fs::metadata(path).map_err(failed)?.is_file() {
        return Err(failed(std::io::Error::other("it is no file")));
    }
    let file = File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    // One byte more than allowed, so that the reader sees that it is too much.
    let most = encrypted::MAX_BYTES.max(exchange::pdf::MAX_BYTES).max(MAX_BYTES) as u64 + 1;
    file.take(most).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// A native file with nothing in it that could not be entered here.
fn own_file(bytes: &[u8]) -> Result<NativeFile, Error> {
    let file = native::read(bytes)?;
    for record in &file.records {
        // Few files hold the escape at all, so that the texts are looked at one by one only where it is there.
        let (Content::Whole(envelope) | Content::Abridged(envelope)) = &record.content;
        if !std::str::from_utf8(envelope).is_ok_and(|envelope| envelope.contains("\\u0000")) {
            continue;
        }
        let revision = serde_json::to_value(record.revision()?)?;
        integrity::check_texts(&revision).map_err(|error| {
            let title = revision.pointer("/content/title").or_else(|| revision.pointer("/content/name"));
            let title = title.and_then(serde_json::Value::as_str).unwrap_or_default();
            let refusal = Refusal::at(refusals::content(&error), title);
            Error::ImportContent { refusal, detail: format!("record {}: {error}", record.id) }
        })?;
    }
    Ok(file)
}
