//! The native file `*.vvt.json`: a register, some of its activities or templates as one UTF-8 JSON document.
//!
//! Canonical JSON (RFC 8785) with a line feed at its end:
//!
//! ```json
//! {"format":"artikel30-vvt","version":1,"exporter":"Artikel 30 0.1.0","exported_at":"2026-03-15",
//!  "scope":{"kind":"register","register":"<record id>"},
//!  "records":[{"id":"<record id>","head":"<revision id>","revision":{…},
//!              "ancestors":{"<revision id>":["<parent id>"]}}],
//!  "sha256":"<64 hexadecimal digits>"}
//! ```
//!
//! `records` is sorted by id. `revision` is the envelope exactly as stored, so that `head` is the SHA-256 of its
//! canonical bytes. `ancestors` names every earlier revision of the record with its parents: ids only, no content. Of
//! a long history it names the nearest ones; those at its far end are told without parents.
//! `sha256` is taken over the canonical bytes of the document without this member. A reader accepts any white space,
//! order of members and order of records, and a byte order mark; it accepts no unknown member.
//!
//! Version 2 adds, and is written only by files that need, one of these:
//! - the scope `{"kind":"activities","register":…,"context":{"name":…,"model":1,"defaults":{…}}}`: activities of a
//!   register without its organisation, of which the context says what others need to understand them;
//! - the scope `{"kind":"templates"}`;
//! - the member `"author"`: who wrote the file, as the writer wants to be called;
//! - the member `"copy":"abridged"`: notes for the own desk and accepted findings were taken out ([`abridge`]). A
//!   record that lost some keeps its true head, which then is not the hash of what stands in the file.
//!
//! Version 3 adds, and is written only by files that have it, the member `"earlier"` of a record: a list of those of its
//! ancestors, as stored, that others may have started from. Without their content, a merge could not tell who changed
//! what. An abridged copy has none.
//!
//! What a record refers to need not be in the file: activities travel without what their recipient already has, and
//! a reference to a record that is missing on both sides is the importer's to report.

mod abridged;
mod ancestry;
#[cfg(feature = "describe")]
mod describe;
mod envelope;
mod error;
mod read;
pub(crate) mod strict;
mod write;

pub use abridged::{abridge, names_withheld, stand_in, stood_for, with_withheld_of};
#[cfg(feature = "describe")]
pub use describe::schema;
pub(crate) use error::shown;
pub use error::{ReadError, WriteError};
pub use read::read;
pub use write::write;

use chrono::NaiveDate;
use register::id::RecordId;
use register::organisation::Defaults;
use register::record::{MODEL_VERSION, Revision, RevisionError, RevisionId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the member `format` says in every native file.
pub const FORMAT: &str = "artikel30-vvt";
/// The newest version that this program reads and writes. A file that says nothing new is written in version 1, so that
/// older programs read it, too.
pub const VERSION: u64 = 3;
/// What the member `copy` says in an abridged copy.
const ABRIDGED: &str = "abridged";
/// Largest file, in bytes (64 MiB).
pub const MAX_BYTES: usize = 64 << 20;
/// Deepest nesting of lists and objects.
pub const MAX_DEPTH: usize = 64;
/// Most records in a file, members in an object and items in a list.
pub const MAX_ENTRIES: usize = 100_000;
/// Most values in one record: texts, numbers, lists and objects, with its ancestry.
pub const MAX_VALUES: usize = 100_000;
/// Most earlier revisions that a file tells of a record. What lies further back does not bear on a merge any more.
pub const MAX_ANCESTORS: usize = 10_000;
/// Most revisions that one follows; a merge has two.
pub const MAX_PARENTS: usize = 16;
/// Most earlier revisions of a record that travel with their content.
pub const MAX_EARLIER: usize = 6;
/// Longest text, in bytes of UTF-8 (1 MiB).
pub const MAX_TEXT: usize = 1 << 20;

/// What travels in a native file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NativeFile {
    /// The program that wrote it, with its version ("Artikel 30 0.1.0"); shown, never compared.
    pub exporter: String,
    /// The day it was written.
    pub exported_at: NaiveDate,
    /// Who wrote it, as the writer wants to be called; shown, never compared. Never in an abridged copy.
    pub author: Option<String>,
    /// What the records are.
    pub scope: Scope,
    /// Whether this is an abridged copy, as a register PDF carries it ([`abridge`]).
    pub abridged: bool,
    /// The records. Reading sorts them by id; writing takes any order.
    pub records: Vec<FileRecord>,
}

/// What the records of a file are. Parties and systems, which belong to no register, may be in every file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema), schemars(rename = "FileScope"))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Scope {
    /// A complete register.
    Register {
        /// The register, which is its organisation's id. The organisation is among the records.
        register: RecordId,
    },
    /// Some activities of a register with the measure sets and documents they refer to.
    Activities {
        /// The register. Its organisation need not be among the records.
        register: RecordId,
        /// What the organisation says for all its activities.
        context: Box<Context>,
    },
    /// Templates (Muster), which belong to no register.
    // With braces, because only then unknown members are refused.
    Templates {},
}

impl Scope {
    /// The register the records belong to.
    pub fn register(&self) -> Option<RecordId> {
        match self {
            Self::Register { register } | Self::Activities { register, .. } => Some(*register),
            Self::Templates {} => None,
        }
    }
}

/// What activities inherit, so that somebody without their organisation can resolve it. Parties it names are among the
/// records like those the activities name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Context {
    /// The organisation's name.
    pub name: String,
    /// Version of the model that `defaults` is written in.
    model: u32,
    /// What holds for all its activities.
    pub defaults: Defaults,
}

impl Context {
    /// The context of an organisation with this name and these defaults.
    pub fn new(name: String, defaults: Defaults) -> Self {
        Self { name, model: MODEL_VERSION, defaults }
    }
}

/// A record in a native file: its head and what a merge has to know of its history.
///
/// Only a whole record proves its parents: `ancestors`, and all an abridged record says, is the file's claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRecord {
    /// The record.
    pub id: RecordId,
    /// The head. A tombstone is a head like any other.
    pub head: RevisionId,
    /// What the head says.
    pub content: Content,
    /// Every earlier revision of the record with its parents, sorted and without duplicates. Writing leaves out those
    /// beyond [`MAX_ANCESTORS`].
    pub ancestors: BTreeMap<RevisionId, Vec<RevisionId>>,
    /// Some of the ancestors as stored, nearest first; at most [`MAX_EARLIER`]. Writing leaves out what has no room.
    pub earlier: Vec<Arc<[u8]>>,
}

/// A head's envelope, in canonical JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// As stored: the head is the SHA-256 of these bytes.
    Whole(Arc<[u8]>),
    /// Without notes and accepted findings, in an abridged copy. These are not the head's bytes and must never be stored
    /// under its id; [`stand_in`] says under which they are.
    Abridged(Arc<[u8]>),
}

impl FileRecord {
    /// The head's revision; without notes when the record is abridged.
    ///
    /// # Errors
    /// When the bytes are no revision, which reading a file rules out.
    pub fn revision(&self) -> Result<Revision, RevisionError> {
        let (Content::Whole(bytes) | Content::Abridged(bytes)) = &self.content;
        Revision::from_bytes(bytes)
    }

    /// The bytes that may be stored under the head's id; `None` when the record is abridged.
    pub fn whole(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Whole(bytes) => Some(bytes),
            Content::Abridged(_) => None,
        }
    }
}

/// The canonical bytes before and after the records' list, which belongs between the brackets.
///
/// The list itself is never held as values, so that a large file is hashed record by record.
fn frame(members: &Map<String, Value>) -> (Vec<u8>, Vec<u8>) {
    let (before, after): (Map<_, _>, Map<_, _>) =
        members.clone().into_iter().partition(|(name, _)| name.as_str() < "records");
    let mut opening = register::canonical::to_bytes(&Value::Object(before));
    opening.pop();
    opening.extend_from_slice(b",\"records\":[");
    let mut closing = b"],".to_vec();
    closing.extend_from_slice(&register::canonical::to_bytes(&Value::Object(after))[1..]);
    (opening, closing)
}
