//! Why a native file was refused, and where in it.

use super::{
    FORMAT, MAX_ANCESTORS, MAX_BYTES, MAX_DEPTH, MAX_ENTRIES, MAX_PARENTS, MAX_TEXT, MAX_VALUES, VERSION,
};
use register::id::RecordId;
use register::record::{MODEL_VERSION, RevisionId};

/// A native file that was not accepted. Nothing of it may be used.
///
/// The texts are for logs; what a user reads is chosen by [`ReadError::code`]. Texts from the file are shortened and
/// freed of control characters. `at` counts bytes from the beginning; a `place` is a JSON pointer into the file.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file is larger than [`MAX_BYTES`].
    #[error("the file has {bytes} bytes; at most {MAX_BYTES} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// There is nothing in the file but white space.
    #[error("the file is empty")]
    Empty,
    /// The file is a ZIP archive, but none of the workbooks that are read.
    #[error("an archive that is no workbook")]
    Archive,
    /// The file is not UTF-8.
    #[error("the file is not UTF-8 text: byte {at}")]
    NotUtf8 {
        /// The first byte that does not fit.
        at: usize,
    },
    /// Lists and objects are nested deeper than [`MAX_DEPTH`].
    #[error("more than {MAX_DEPTH} lists and objects in each other at byte {at}")]
    TooDeep {
        /// Where.
        at: usize,
    },
    /// A list or an object has more than [`MAX_ENTRIES`] entries.
    #[error("a list or object with more than {MAX_ENTRIES} entries at byte {at}")]
    TooManyEntries {
        /// Where the first one too many begins.
        at: usize,
    },
    /// A record holds more than [`MAX_VALUES`] values.
    #[error("{place}: more than {MAX_VALUES} values in one record")]
    TooManyValues {
        /// Where the first one too many stands.
        place: String,
    },
    /// A text is longer than [`MAX_TEXT`].
    #[error("{place}: a text of more than {MAX_TEXT} bytes")]
    TextTooLong {
        /// Where.
        place: String,
    },
    /// A text of a file of another tool holds U+0000.
    #[error("{place}: a text with the character U+0000")]
    Nul {
        /// Where.
        place: String,
    },
    /// The file is not JSON.
    #[error("{place}: not JSON: {reason}")]
    NotJson {
        /// Where; empty for the file as a whole.
        place: String,
        /// What the parser says.
        reason: String,
    },
    /// An object names a member twice.
    #[error("{place}: the member occurs twice")]
    DuplicateMember {
        /// The member.
        place: String,
    },
    /// A number has a fraction or an exponent, is too large, or is "-0": it would have more than one form.
    #[error("{place}: the number is no whole number of at most 64 bits")]
    NotAWholeNumber {
        /// Where.
        place: String,
    },
    /// The file is JSON, but of another format.
    #[error("the file is not in the format {FORMAT}")]
    OtherFormat,
    /// The file was written in a newer version of the format, which a reader needs to know.
    #[error("the file has version {found}; this program reads up to version {VERSION}")]
    NewerVersion {
        /// Its version.
        found: u64,
    },
    /// There never was such a version of the format.
    #[error("the file has version {found}, which does not exist")]
    UnknownVersion {
        /// Its version.
        found: u64,
    },
    /// A member of the file is missing.
    #[error("/{member}: missing")]
    MissingMember {
        /// The member.
        member: &'static str,
    },
    /// The file has a member that this version of the format does not know.
    #[error("/{member}: unknown member")]
    UnknownMember {
        /// The member.
        member: String,
    },
    /// A part of the file does not have the form it must have.
    #[error("{place}: {reason}")]
    Malformed {
        /// The part.
        place: String,
        /// What is wrong.
        reason: String,
    },
    /// The file was changed or damaged after it was written.
    #[error("the file's content has the checksum {computed}, but it should be {stated}")]
    Checksum {
        /// What the file says.
        stated: String,
        /// What it is.
        computed: String,
    },
    /// A record occurs twice.
    #[error("the record {record} occurs twice")]
    DuplicateRecord {
        /// The record.
        record: RecordId,
    },
    /// A record's head is not the hash of its revision.
    #[error("record {record}: the head should be {computed}, but is {stated}")]
    Head {
        /// The record.
        record: RecordId,
        /// What the file says.
        stated: RevisionId,
        /// What it is.
        computed: RevisionId,
    },
    /// A record's revision belongs to another record.
    #[error("record {record}: the revision belongs to record {found}")]
    OtherRecord {
        /// The record.
        record: RecordId,
        /// Where its revision belongs.
        found: RecordId,
    },
    /// A record was written in a newer version of the model.
    #[error("record {record}: written in model version {found}; this program reads up to {MODEL_VERSION}")]
    NewerModel {
        /// The record.
        record: RecordId,
        /// Its version.
        found: u64,
    },
    /// There never was such a version of the model.
    #[error("record {record}: written in model version {found}, which does not exist")]
    UnknownModel {
        /// The record.
        record: RecordId,
        /// Its version.
        found: u64,
    },
    /// A record's revision does not fit the model.
    #[error("record {record}: {path}: {reason}")]
    Revision {
        /// The record.
        record: RecordId,
        /// Where in the revision, as JSON pointer, as far as it can be told.
        path: String,
        /// What is wrong.
        reason: String,
    },
    /// An abridged copy holds an internal note, an accepted finding or a conflict about one of these.
    #[error("record {record}: the file says it is abridged, but holds notes or accepted findings")]
    NotAbridged {
        /// The record.
        record: RecordId,
    },
    /// A record belongs to another register than the file, or to a register where the file holds templates.
    #[error("record {record} belongs to another register: {register}")]
    OtherRegister {
        /// The record.
        record: RecordId,
        /// The register it belongs to.
        register: RecordId,
    },
    /// The organisation whose register it is is not among the records, or another record bears its id.
    #[error("the organisation {register} is not in the file")]
    NoOrganisation {
        /// The register and so the organisation.
        register: RecordId,
    },
    /// Something in a record's history is no revision id: 64 lower-case hexadecimal digits.
    #[error("record {record}: {found:?} is no revision id")]
    NotARevisionId {
        /// The record.
        record: RecordId,
        /// What stands there.
        found: String,
    },
    /// A record's history has more than [`MAX_ANCESTORS`] revisions.
    #[error("record {record}: {found} earlier revisions; at most {MAX_ANCESTORS} are read")]
    TooManyAncestors {
        /// The record.
        record: RecordId,
        /// How many there are.
        found: usize,
    },
    /// A revision follows more than [`MAX_PARENTS`] others.
    #[error("record {record}: {revision} follows more than {MAX_PARENTS} revisions")]
    TooManyParents {
        /// The record.
        record: RecordId,
        /// The revision.
        revision: RevisionId,
    },
    /// A revision's parents are not sorted, or one occurs twice.
    #[error("record {record}: the parents of {revision} are not sorted and unique")]
    UnsortedParents {
        /// The record.
        record: RecordId,
        /// The revision.
        revision: RevisionId,
    },
    /// A revision follows one that the record's ancestors do not name.
    #[error("record {record}: {parent}, which {revision} follows, is not among the ancestors")]
    MissingAncestor {
        /// The record.
        record: RecordId,
        /// The revision.
        revision: RevisionId,
        /// What it follows.
        parent: RevisionId,
    },
    /// The head is named as its own ancestor.
    #[error("record {record}: the head is among its own ancestors")]
    HeadAmongAncestors {
        /// The record.
        record: RecordId,
    },
    /// The ancestors name a revision that the head does not follow.
    #[error("record {record}: the head does not follow {ancestor}, which is among the ancestors")]
    UnrelatedAncestor {
        /// The record.
        record: RecordId,
        /// The revision.
        ancestor: RevisionId,
    },
    /// The ancestors follow each other in a circle.
    #[error("record {record}: the ancestors follow each other in a circle")]
    AncestryCircle {
        /// The record.
        record: RecordId,
    },
}

impl ReadError {
    /// Whether nothing is wrong but that there is more than a file may hold.
    pub fn is_about_size(&self) -> bool {
        matches!(
            self,
            Self::TooLarge { .. }
                | Self::TooDeep { .. }
                | Self::TooManyEntries { .. }
                | Self::TooManyValues { .. }
                | Self::TextTooLong { .. }
        )
    }

    /// A stable code: `E-IMPORT-NEWER` when a newer program could read the file, otherwise `E-IMPORT-FORMAT`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NewerVersion { .. } | Self::NewerModel { .. } => "E-IMPORT-NEWER",
            _ => "E-IMPORT-FORMAT",
        }
    }
}

/// Records that cannot be written into a native file.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A record's bytes are not canonical JSON, so that its hash would not survive the file.
    #[error("record {record}: the stored bytes are not canonical JSON")]
    NotCanonical {
        /// The record.
        record: RecordId,
    },
    /// The file would be refused when read: a record is damaged, or there is more than a file may hold.
    #[error("the file would not be readable: {0}")]
    Unreadable(#[from] ReadError),
}

/// Longest text of a file that is repeated in an error, in characters.
const SHOWN: usize = 200;

/// A text of the file as an error may repeat it: short, and without characters that act on a terminal or turn text.
pub(crate) fn shown(text: &str) -> String {
    let acts = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut shown: String =
        text.chars().take(SHOWN).map(|c| if acts(c) { char::REPLACEMENT_CHARACTER } else { c }).collect();
    if shown.len() < text.len() && text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
