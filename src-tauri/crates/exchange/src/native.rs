//! The native file `*.vvt.json`: a complete register as one UTF-8 JSON document.
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
//! canonical bytes. `ancestors` names every earlier revision of the record with its parents: ids only, no content.
//! `sha256` is taken over the canonical bytes of the document without this member. A reader accepts any white space,
//! order of members and order of records, and a byte order mark; it accepts no unknown member.

mod ancestry;
mod envelope;
mod error;
mod plan;
mod read;
mod strict;
mod write;

pub use error::{ReadError, WriteError};
pub use plan::{LocalRecord, Plan, plan};
pub use read::read;
pub use write::write;

use chrono::NaiveDate;
use register::id::RecordId;
use register::record::RevisionId;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What the member `format` says in every native file.
pub const FORMAT: &str = "artikel30-vvt";
/// The version that this program writes, and the newest it reads.
pub const VERSION: u64 = 1;
/// Largest file, in bytes (64 MiB).
pub const MAX_BYTES: usize = 64 << 20;
/// Deepest nesting of lists and objects.
pub const MAX_DEPTH: usize = 64;
/// Most records in a file, members in an object and items in a list.
pub const MAX_ENTRIES: usize = 100_000;
/// Most values in one record: texts, numbers, lists and objects, with its ancestry.
pub const MAX_VALUES: usize = 100_000;
/// Longest text, in bytes of UTF-8 (1 MiB).
pub const MAX_TEXT: usize = 1 << 20;

/// A complete register as it travels in a native file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterFile {
    /// The program that wrote it, with its version ("Artikel 30 0.1.0"); shown, never compared.
    pub exporter: String,
    /// The day it was written.
    pub exported_at: NaiveDate,
    /// The register, which is its organisation's id. The organisation is among the records.
    pub register: RecordId,
    /// Its records and the parties and systems they refer to. Reading sorts them by id; writing takes any order.
    pub records: Vec<FileRecord>,
}

/// A record in a native file: its head and what a merge has to know of its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRecord {
    /// The record.
    pub id: RecordId,
    /// The head: SHA-256 of `bytes`.
    pub head: RevisionId,
    /// The head's envelope as stored, in canonical JSON; [`register::record::Revision::from_bytes`] reads it. A
    /// tombstone is a head like any other.
    pub bytes: Vec<u8>,
    /// Every earlier revision of the record with its parents, sorted and without duplicates.
    pub ancestors: BTreeMap<RevisionId, Vec<RevisionId>>,
}

/// What a file holds.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum Scope {
    /// A complete register.
    Register { register: RecordId },
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
