//! Why a file was refused, in words, and where in it.

use exchange::ciso_assistant::CisoAssistantError;
use exchange::encrypted::EncryptedError;
use exchange::merging::MergingError;
use exchange::native::ReadError;
use exchange::pdf::PdfError;
use exchange::table::TableError;
use exchange::veo::VeoError;
use register::integrity::IntegrityError;

/// A reason with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// Key of the reason's text.
    pub(crate) reason: &'static str,
    /// Where in the file, as far as it can be told: a JSON pointer, a cell, a part, the title of a record.
    pub(crate) place: Option<String>,
}

impl Refusal {
    pub(crate) fn of(reason: &'static str) -> Self {
        Self { reason, place: None }
    }

    pub(crate) fn at(reason: &'static str, place: &str) -> Self {
        // A title may be as long as a file has room for.
        let place: String = place.chars().take(200).collect();
        Self { reason, place: Some(place).filter(|place| !place.is_empty()) }
    }
}

/// Why a native file was refused; nothing where the code says it all.
pub(crate) fn native(error: &ReadError) -> Option<Refusal> {
    let record = |reason, record: &register::id::RecordId| Refusal::at(reason, &record.to_string());
    Some(match error {
        ReadError::NewerVersion { .. } | ReadError::NewerModel { .. } => return None,
        ReadError::TooLarge { .. } => Refusal::of("refused-size"),
        ReadError::Empty => Refusal::of("refused-empty"),
        ReadError::Archive | ReadError::OtherFormat => Refusal::of("refused-format"),
        ReadError::NotUtf8 { at } => Refusal::at("refused-encoding", &format!("Byte {at}")),
        ReadError::TooDeep { at } | ReadError::TooManyEntries { at } => {
            Refusal::at("refused-limit", &format!("Byte {at}"))
        }
        ReadError::TooManyValues { place } | ReadError::TextTooLong { place } => {
            Refusal::at("refused-limit", place)
        }
        ReadError::Nul { place } => Refusal::at("refused-nul", place),
        ReadError::NotJson { place, .. } => Refusal::at("refused-damaged", place),
        ReadError::DuplicateMember { place } => Refusal::at("refused-twice", place),
        ReadError::NotAWholeNumber { place } | ReadError::Malformed { place, .. } => {
            Refusal::at("refused-value", place)
        }
        ReadError::UnknownVersion { .. } => Refusal::of("refused-version"),
        ReadError::UnknownModel { record: of, .. } => record("refused-version", of),
        ReadError::MissingMember { member } => Refusal::at("refused-missing", &format!("/{member}")),
        ReadError::UnknownMember { member } => Refusal::at("refused-unknown", &format!("/{member}")),
        ReadError::Checksum { .. } => Refusal::of("refused-checksum"),
        ReadError::DuplicateRecord { record: of } => record("refused-twice", of),
        ReadError::Head { record: of, .. } | ReadError::OtherRecord { record: of, .. } => {
            record("refused-head", of)
        }
        ReadError::Revision { record, path, .. } => Refusal::at("refused-value", &format!("{record} {path}")),
        ReadError::NotAbridged { record: of } => record("refused-notes", of),
        ReadError::OtherRegister { record: of, .. } => record("refused-register", of),
        ReadError::NoOrganisation { register } => record("refused-organisation", register),
        ReadError::NotARevisionId { record: of, .. }
        | ReadError::TooManyAncestors { record: of, .. }
        | ReadError::TooManyParents { record: of, .. }
        | ReadError::UnsortedParents { record: of, .. }
        | ReadError::MissingAncestor { record: of, .. }
        | ReadError::HeadAmongAncestors { record: of }
        | ReadError::UnrelatedAncestor { record: of, .. }
        | ReadError::AncestryCircle { record: of } => record("refused-history", of),
    })
}

/// Why a spreadsheet was refused.
pub(crate) fn table(error: &TableError) -> Refusal {
    match error {
        TableError::TooLarge { .. } => Refusal::of("refused-size"),
        TableError::OldOrProtected => Refusal::of("refused-old"),
        TableError::Protected => Refusal::of("refused-protected"),
        TableError::UnknownKind => Refusal::of("refused-format"),
        TableError::NotText { at } => Refusal::at("refused-encoding", &format!("Byte {at}")),
        TableError::UnclosedQuote { line } => Refusal::at("refused-quote", &format!("Zeile {line}")),
        TableError::BrokenArchive { place, .. }
        | TableError::Unreadable { place, .. }
        | TableError::Xml { place, .. } => Refusal::at("refused-damaged", place),
        TableError::TooManyParts { .. } => Refusal::of("refused-unpacked"),
        TableError::TooMuchUnpacked { place } => Refusal::at("refused-unpacked", place),
        TableError::MissingPart { part } => Refusal::at("refused-missing", part),
        TableError::TooManySheets => Refusal::of("refused-limit"),
        TableError::TooManyRows { place }
        | TableError::TooManyColumns { place }
        | TableError::TooManyCells { place }
        | TableError::TextTooLong { place }
        | TableError::TooMuchText { place }
        | TableError::TooManyComments { place } => Refusal::at("refused-limit", place),
        TableError::Empty => Refusal::of("refused-empty"),
    }
}

/// Why a PDF was refused; nothing where the code says it all.
pub(crate) fn pdf(error: &PdfError) -> Option<Refusal> {
    Some(match error {
        PdfError::NoRegister { .. } => return None,
        PdfError::NotAPdf => Refusal::of("refused-format"),
        PdfError::TooLarge { .. } => Refusal::of("refused-size"),
        PdfError::Protected => Refusal::of("refused-protected"),
        PdfError::Damaged { at, .. } => Refusal::at("refused-damaged", &format!("Byte {at}")),
        PdfError::TooMuch => Refusal::of("refused-limit"),
    })
}

/// Why an encrypted file was refused; nothing where the code says it all.
pub(crate) fn encrypted(error: &EncryptedError) -> Option<Refusal> {
    Some(match error {
        EncryptedError::EmptyPassphrase | EncryptedError::WrongPassphrase => return None,
        EncryptedError::TooLarge { .. } => Refusal::of("refused-size"),
        EncryptedError::OtherFormat => Refusal::of("refused-format"),
        EncryptedError::NoPassphrase => Refusal::of("refused-key"),
        EncryptedError::TooMuchWork { .. } => Refusal::of("refused-work"),
        EncryptedError::Damaged => Refusal::of("refused-damaged"),
    })
}

/// Why a file of verinice.veo was refused.
pub(crate) fn veo(error: &VeoError) -> Option<Refusal> {
    Some(match error {
        VeoError::Json(error) => return native(error),
        VeoError::TooLarge { .. } => Refusal::of("refused-size"),
        VeoError::TooManyValues { place }
        | VeoError::TooManyProcesses { place }
        | VeoError::TooLargeRecord { place }
        | VeoError::TooMuchLinked { place } => Refusal::at("refused-limit", place),
        VeoError::OtherFormat | VeoError::NoProcess { .. } => Refusal::of("refused-nothing"),
        VeoError::DuplicateId { place, .. } => Refusal::at("refused-id-twice", place),
    })
}

/// Why a workbook of CISO Assistant was refused.
pub(crate) fn ciso_assistant(error: &CisoAssistantError) -> Refusal {
    match error {
        CisoAssistantError::OtherFormat => Refusal::of("refused-nothing"),
        CisoAssistantError::NoProcessing { sheet } => Refusal::at("refused-nothing", sheet),
        CisoAssistantError::TooManyProcessings { place } | CisoAssistantError::TooLargeRecord { place } => {
            Refusal::at("refused-limit", place)
        }
    }
}

/// Why a record of a file must not be stored.
pub(crate) fn content(error: &IntegrityError) -> &'static str {
    match error {
        IntegrityError::DuplicateId { .. } => "refused-id-twice",
        IntegrityError::Dangling { .. } => "refused-dangling",
        IntegrityError::Circle { .. } => "refused-circle",
        IntegrityError::Nul { .. } => "refused-nul",
        IntegrityError::LongName { .. } => "refused-name",
    }
}

/// Why the records of a file cannot be taken in, and which of them it is.
pub(crate) fn merging<E>(error: &MergingError<E>) -> (&'static str, Option<register::id::RecordId>) {
    match error {
        MergingError::Store(_) | MergingError::Revision(_) | MergingError::Json(_) => {
            ("refused-damaged", None)
        }
        MergingError::Content { record, reason } => (content(reason), Some(*record)),
        MergingError::NamesNothing { record, .. } => ("refused-names-nothing", Some(*record)),
        MergingError::NamesOther { record, .. } => ("refused-names-other", Some(*record)),
        MergingError::ForgedAncestry { record, .. } => ("refused-history", Some(*record)),
        MergingError::UndecidableConflict { record, .. } => ("refused-conflict", Some(*record)),
        MergingError::OtherKind { record } => ("refused-kind", Some(*record)),
        MergingError::Merge { record, .. } => ("refused-merge", Some(*record)),
    }
}
