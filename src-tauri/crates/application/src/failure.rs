//! The one error that leaves this crate: a stable code, a German sentence, and what to do next.

use crate::assets::AssetError;
use crate::refusals::{self, Refusal};
use exchange::encrypted::EncryptedError;
use exchange::native::{ReadError, WriteError};
use exchange::pdf::PdfError;
use language::Language;
use language::failure::FailureCode;
use register::integrity::IntegrityError;
use register::merge::{DecisionError, MergeError};
use register::path::PathError;
use register::record::RevisionError;
use serde::Serialize;
use store::StoreError;

/// What kind of refusal a failure is; the command line's exit codes follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// The request itself was wrong: something named that does not exist, a value that does not fit. Exit code 2.
    Usage,
    /// Input was refused and nothing changed. Exit code 3.
    Refused,
    /// The store cannot be used; nothing changed. Exit code 4.
    Store,
}

/// A failure as it reaches a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(export))]
pub struct Failure {
    /// Stable code ("E-LOCKED").
    pub code: &'static str,
    /// What happened and what stays safe, in German.
    pub message: String,
    /// What to do next, in German.
    pub remedy: String,
    /// Technical detail for a report, in English.
    pub detail: Option<String>,
}

impl Failure {
    /// Kind of the failure.
    pub fn kind(&self) -> FailureKind {
        FailureCode::ALL
            .iter()
            .find(|code| code.as_str() == self.code)
            .map_or(FailureKind::Store, |code| kind(*code))
    }
}

fn kind(code: FailureCode) -> FailureKind {
    use FailureCode as Code;
    match code {
        Code::NotFound
        | Code::Ambiguous
        | Code::Invalid
        | Code::Circle
        | Code::InUse
        | Code::Usage
        | Code::PassphraseMissing
        | Code::RegisterMissing
        | Code::Date
        | Code::Stale
        | Code::NothingToUndo
        | Code::NothingToRedo => FailureKind::Usage,
        Code::ImportFormat
        | Code::ImportNewer
        | Code::ImportUnreadable
        | Code::ImportApart
        | Code::AdoptOnly
        | Code::NothingToAdopt
        | Code::Encrypted
        | Code::PdfWithoutRegister
        | Code::Passphrase
        | Code::Backup
        | Code::Exists
        | Code::ExportSize
        | Code::Pdf => FailureKind::Refused,
        Code::Locked
        | Code::Newer
        | Code::Foreign
        | Code::Damaged
        | Code::ReadOnly
        | Code::DiskFull
        | Code::Io
        | Code::Asset => FailureKind::Store,
    }
}

/// Why something could not be done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The store refused or failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A shipped data file is damaged.
    #[error(transparent)]
    Asset(#[from] AssetError),
    /// A record must not be stored as it is.
    #[error(transparent)]
    Integrity(#[from] IntegrityError),
    /// A stored revision cannot be read.
    #[error(transparent)]
    Revision(#[from] RevisionError),
    /// A path leads nowhere.
    #[error(transparent)]
    Path(#[from] PathError),
    /// A value does not fit where it was to go.
    #[error("{at}: {reason}")]
    Value {
        /// The field.
        at: String,
        /// Why not.
        reason: String,
    },
    /// Nothing bears this name or id.
    #[error("there is no {what} \"{name}\"")]
    NotFound {
        /// What was sought.
        what: &'static str,
        /// The name or id.
        name: String,
    },
    /// More than one thing bears this name.
    #[error("there is more than one {what} \"{name}\"")]
    Ambiguous {
        /// What was sought.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// What is to be deleted is named by something that stays.
    #[error("named by {}", .users.join(", "))]
    InUse {
        /// The titles of what names it.
        users: Vec<String>,
    },
    /// The record has changed since it was opened.
    #[error("the record has changed since it was opened")]
    Stale,
    /// Nothing can be undone.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// Nothing can be redone.
    #[error("there is nothing to redo")]
    NothingToRedo,
    /// The document could not be made.
    #[error(transparent)]
    Report(#[from] report::ReportError),
    /// A file to import was refused.
    #[error(transparent)]
    Import(#[from] ReadError),
    /// A spreadsheet to import was refused.
    #[error(transparent)]
    Table(#[from] exchange::table::TableError),
    /// A PDF to import was refused.
    #[error(transparent)]
    PdfFile(#[from] exchange::pdf::PdfError),
    /// An encrypted file could not be opened or made.
    #[error(transparent)]
    Encrypted(#[from] exchange::encrypted::EncryptedError),
    /// A workbook could not be written.
    #[error(transparent)]
    Spreadsheet(#[from] exchange::spreadsheet::SpreadsheetError),
    /// A TILT document could not be written.
    #[error(transparent)]
    Tilt(#[from] exchange::tilt::TiltError),
    /// A DPV document could not be written.
    #[error(transparent)]
    Dpv(#[from] exchange::dpv::DpvError),
    /// A file of verinice.veo was refused.
    #[error(transparent)]
    Veo(#[from] exchange::veo::VeoError),
    /// A workbook of CISO Assistant was refused.
    #[error(transparent)]
    CisoAssistant(#[from] exchange::ciso_assistant::CisoAssistantError),
    /// A record in a file to import must not be stored as it is.
    #[error("{detail}")]
    ImportContent {
        /// Why not, and which one.
        refusal: Refusal,
        /// The same for a report, in English.
        detail: String,
    },
    /// Files to import hold an activity in versions of which none follows the other.
    #[error("“{title}” is in the files in versions of which none follows the other")]
    ImportApart {
        /// The activity's title.
        title: String,
    },
    /// A file to import can only be adopted.
    #[error("the file can only be adopted into a register")]
    AdoptOnly,
    /// A file to adopt from holds no activity.
    #[error("the file holds no activity to adopt")]
    NothingToAdopt,
    /// A file is to be adopted into no register.
    #[error("no register to adopt into is chosen")]
    RegisterMissing,
    /// Two versions cannot be merged.
    #[error(transparent)]
    Merge(#[from] register::merge::MergeError),
    /// A conflict cannot be decided this way.
    #[error(transparent)]
    Decision(#[from] register::merge::DecisionError),
    /// A content does not go into JSON or come back from it.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The native file could not be written.
    #[error(transparent)]
    Export(#[from] exchange::native::WriteError),
    /// A file to import is encrypted and stayed closed.
    #[error("{}", if *.given { "the passphrase does not fit" } else { "the file is encrypted" })]
    Passphrase {
        /// Whether a passphrase was given.
        given: bool,
    },
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: std::path::PathBuf,
        /// Whether it was to be read.
        reading: bool,
        /// Why.
        source: std::io::Error,
    },
}

impl Error {
    /// The stable code.
    pub(crate) fn code(&self) -> FailureCode {
        match self {
            Self::Store(error) => store_code(error),
            Self::Asset(_) => FailureCode::Asset,
            Self::Integrity(IntegrityError::Circle { .. }) => FailureCode::Circle,
            Self::Integrity(_) | Self::Value { .. } => FailureCode::Invalid,
            Self::Revision(RevisionError::Newer { .. }) => FailureCode::Newer,
            Self::Revision(RevisionError::Unreadable(_)) => FailureCode::Damaged,
            Self::Path(_) | Self::NotFound { .. } => FailureCode::NotFound,
            Self::Ambiguous { .. } => FailureCode::Ambiguous,
            Self::InUse { .. } => FailureCode::InUse,
            Self::Stale => FailureCode::Stale,
            Self::NothingToUndo => FailureCode::NothingToUndo,
            Self::NothingToRedo => FailureCode::NothingToRedo,
            Self::Report(_) => FailureCode::Pdf,
            Self::Import(ReadError::NewerVersion { .. } | ReadError::NewerModel { .. }) => {
                FailureCode::ImportNewer
            }
            Self::PdfFile(PdfError::NoRegister { .. }) => FailureCode::PdfWithoutRegister,
            Self::PdfFile(_) => FailureCode::ImportFormat,
            Self::Encrypted(EncryptedError::EmptyPassphrase) => FailureCode::PassphraseMissing,
            Self::Encrypted(_) => FailureCode::ImportFormat,
            Self::Spreadsheet(_) | Self::Tilt(_) | Self::Dpv(_) => FailureCode::Io,
            Self::Import(_) | Self::Table(_) | Self::Veo(_) | Self::CisoAssistant(_) => {
                FailureCode::ImportFormat
            }
            Self::ImportContent { .. } => FailureCode::ImportFormat,
            Self::ImportApart { .. } => FailureCode::ImportApart,
            Self::AdoptOnly => FailureCode::AdoptOnly,
            Self::NothingToAdopt => FailureCode::NothingToAdopt,
            Self::RegisterMissing => FailureCode::RegisterMissing,
            Self::Export(WriteError::Unreadable(error)) if error.is_about_size() => FailureCode::ExportSize,
            Self::Export(_) => FailureCode::Damaged,
            Self::Merge(_) | Self::Json(_) => FailureCode::Invalid,
            Self::Decision(DecisionError::NoSuchConflict { .. }) => FailureCode::Stale,
            Self::Decision(DecisionError::Gone(_)) => FailureCode::NotFound,
            Self::Decision(DecisionError::Invalid(MergeError::Integrity(IntegrityError::Circle {
                ..
            }))) => FailureCode::Circle,
            Self::Decision(DecisionError::Invalid(_)) => FailureCode::Invalid,
            Self::Passphrase { given: true } => FailureCode::Passphrase,
            Self::Passphrase { given: false } => FailureCode::Encrypted,
            Self::File { reading: true, .. } => FailureCode::ImportUnreadable,
            Self::File { source, .. } if source.kind() == std::io::ErrorKind::StorageFull => {
                FailureCode::DiskFull
            }
            Self::File { .. } => FailureCode::Io,
        }
    }

    /// What the failure is about, as the user knows it.
    fn subject(&self) -> Option<String> {
        match self {
            Self::NotFound { name, .. } | Self::Ambiguous { name, .. } => Some(name.clone()),
            Self::Path(PathError::NotFound { segment, .. }) => Some(segment.clone()),
            Self::ImportApart { title } => Some(title.clone()),
            Self::InUse { users } => Some(users.join("“, „")),
            Self::Value { at, .. } => Some(at.clone()),
            Self::File { path, .. } => Some(path.display().to_string()),
            _ => None,
        }
    }

    /// Why a file was refused, where more can be said than the code does.
    fn refusal(&self) -> Option<Refusal> {
        match self {
            Self::Import(error) => refusals::native(error),
            Self::Table(error) => Some(refusals::table(error)),
            Self::PdfFile(error) => refusals::pdf(error),
            Self::Encrypted(error) => refusals::encrypted(error),
            Self::Veo(error) => refusals::veo(error),
            Self::CisoAssistant(error) => Some(refusals::ciso_assistant(error)),
            Self::ImportContent { refusal, .. } => Some(refusal.clone()),
            _ => None,
        }
    }

    /// The failure as a user reads it.
    pub(crate) fn into_failure(self, language: &Language) -> Failure {
        let code = self.code();
        let mut text = language.failure(code, self.subject().as_deref());
        if let Some(Refusal { reason, place }) = self.refusal() {
            let (message, reason) = (text.message.as_str(), language.text(reason, &[]));
            let told = [("message", message.into()), ("reason", reason.as_str().into())];
            text.message = match &place {
                None => language.text("failure-because", &told),
                Some(place) => {
                    let [message, reason] = told;
                    language.text("failure-because-at", &[message, reason, ("place", place.as_str().into())])
                }
            };
        }
        let detail = Some(self.to_string());
        Failure { code: code.as_str(), message: text.message, remedy: text.remedy, detail }
    }
}

fn store_code(error: &StoreError) -> FailureCode {
    use store::Action;
    let backup = |action: &Action| matches!(action, Action::Restore | Action::BackUp);
    match error {
        StoreError::Locked { .. } | StoreError::Busy { .. } => FailureCode::Locked,
        StoreError::DiskFull { .. } => FailureCode::DiskFull,
        StoreError::Missing { action, .. }
        | StoreError::Empty { action, .. }
        | StoreError::NotADatabase { action, .. }
        | StoreError::Foreign { action, .. }
        | StoreError::Newer { action, .. }
        | StoreError::Damaged { action, .. }
        | StoreError::Unsound { action, .. }
            if backup(action) =>
        {
            FailureCode::Backup
        }
        StoreError::Newer { .. } => FailureCode::Newer,
        StoreError::Foreign { .. } | StoreError::NotADatabase { .. } => FailureCode::Foreign,
        StoreError::Exists { .. } | StoreError::OwnFile { .. } => FailureCode::Exists,
        StoreError::ReadOnly { .. } | StoreError::Folder { .. } => FailureCode::ReadOnly,
        StoreError::StaleParents { .. } => FailureCode::Stale,
        StoreError::Io { .. } | StoreError::PathNotUnicode { .. } | StoreError::Missing { .. } => {
            FailureCode::Io
        }
        StoreError::Empty { .. }
        | StoreError::Damaged { .. }
        | StoreError::Unsound { .. }
        | StoreError::UnknownRevision { .. }
        | StoreError::UnsortedParents { .. }
        | StoreError::RevisionMismatch { .. }
        | StoreError::Database { .. } => FailureCode::Damaged,
    }
}
