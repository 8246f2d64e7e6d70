//! The file as a JSON Schema, for those who read or write it with other programs.
//!
//! The schema says what can be said of the form. That a checksum fits, that a head is the hash of its revision, that an
//! ancestry is complete, and that numbers have no fraction and members no second value, a reader checks besides.

use super::Scope;
use chrono::NaiveDate;
use register::id::RecordId;
use register::record::{Conflict, Record};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

/// The JSON Schema (draft 2020-12) of the native file.
pub fn schema() -> Schema {
    SchemaGenerator::default().into_root_schema_for::<File>()
}

/// A file of the program Artikel 30: a register of processing activities (Art. 30 GDPR), some of its activities, or
/// templates.
#[derive(JsonSchema)]
#[schemars(rename = "VvtFile", deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are read by the derivation")]
struct File {
    /// What the file is.
    #[schemars(extend("const" = super::FORMAT))]
    format: String,
    /// Version of the format: 1, or 2 where the file has an author, is abridged, or is no complete register, or 3 where
    /// records have earlier revisions.
    #[schemars(range(min = 1, max = 3))]
    version: u64,
    /// The program that wrote it, with its version.
    exporter: String,
    /// The day it was written.
    exported_at: NaiveDate,
    /// Who wrote it, as the writer wants to be called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    author: String,
    /// There where notes and accepted findings were taken out; heads are then not the hashes of such revisions.
    #[schemars(extend("const" = super::ABRIDGED))]
    #[serde(default, skip_serializing_if = "String::is_empty")]
    copy: String,
    /// What the records are.
    scope: Scope,
    /// The records, each once.
    #[schemars(length(max = super::MAX_ENTRIES))]
    records: Vec<Entry>,
    /// SHA-256 of the canonical form (RFC 8785) of this document without this member.
    #[schemars(schema_with = "digest")]
    sha256: String,
}

/// A record with its history.
#[derive(JsonSchema)]
#[schemars(rename = "FileRecord", deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are read by the derivation")]
struct Entry {
    /// The record.
    id: RecordId,
    /// SHA-256 of the canonical form of the revision as it was stored.
    #[schemars(schema_with = "digest")]
    head: String,
    /// The head.
    revision: Envelope,
    /// Every earlier revision with those it follows.
    #[schemars(schema_with = "ancestors")]
    ancestors: Value,
    /// Some of them with their content, nearest first.
    #[schemars(length(min = 1, max = super::MAX_EARLIER))]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    earlier: Vec<Envelope>,
}

/// A revision of a record.
#[derive(JsonSchema)]
#[schemars(rename = "Revision", deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are read by the derivation")]
struct Envelope {
    /// The record.
    record: RecordId,
    /// The revisions it follows, sorted.
    #[schemars(schema_with = "digests")]
    parents: Vec<String>,
    /// Version of the model the content is written in.
    model: u32,
    /// The content; null for a deleted record.
    #[schemars(schema_with = "content")]
    content: Value,
    /// Open conflicts.
    conflicts: Vec<Conflict>,
}

fn digest(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })
}

fn digests(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "array", "items": digest(generator), "uniqueItems": true })
}

fn content(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({ "anyOf": [generator.subschema_for::<Record>(), { "type": "null" }] })
}

fn ancestors(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "propertyNames": digest(generator),
        "additionalProperties": digests(generator),
    })
}
