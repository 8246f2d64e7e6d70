//! Records and revisions: what is stored, hashed, exchanged and merged.

use crate::activity::ProcessingActivity;
use crate::canonical;
use crate::document::Document;
use crate::id::RecordId;
use crate::measure::MeasureSet;
use crate::organisation::Organisation;
use crate::party::{Party, System};
use crate::template::Template;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt;

/// Version of the model that this program writes. Older contents are upgraded in memory when read.
pub const MODEL_VERSION: u32 = 1;

/// The content of a record; `type` names its kind in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Record {
    /// An organisation and its register.
    Organisation(Box<Organisation>),
    /// A processing activity.
    Activity(Box<ProcessingActivity>),
    /// A set of measures.
    MeasureSet(MeasureSet),
    /// A document.
    Document(Document),
    /// A template.
    Template(Box<Template>),
    /// A party.
    Party(Party),
    /// A system.
    System(System),
}

impl Record {
    /// The kind as it stands in the data.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Organisation(_) => "organisation",
            Self::Activity(_) => "activity",
            Self::MeasureSet(_) => "measure_set",
            Self::Document(_) => "document",
            Self::Template(_) => "template",
            Self::Party(_) => "party",
            Self::System(_) => "system",
        }
    }

    /// What lists call it.
    pub fn title(&self) -> &str {
        match self {
            Self::Organisation(organisation) => &organisation.name,
            Self::Activity(activity) => &activity.title,
            Self::MeasureSet(set) => &set.name,
            Self::Document(document) => &document.title,
            Self::Template(template) => &template.title,
            Self::Party(party) => &party.name,
            Self::System(system) => &system.name,
        }
    }

    /// The register it belongs to; parties, systems and templates belong to the whole store.
    ///
    /// An organisation belongs to the register of its own id, which is passed in.
    pub fn register(&self, own_id: RecordId) -> Option<RecordId> {
        match self {
            Self::Organisation(_) => Some(own_id),
            Self::Activity(activity) => Some(activity.register),
            Self::MeasureSet(set) => Some(set.register),
            Self::Document(document) => Some(document.register),
            Self::Template(_) | Self::Party(_) | Self::System(_) => None,
        }
    }

    /// Order among records of its kind.
    pub fn position(&self) -> u32 {
        match self {
            Self::Activity(activity) => activity.position,
            Self::MeasureSet(set) => set.position,
            Self::Document(document) => document.position,
            _ => 0,
        }
    }
}

/// Identity of a revision: SHA-256 over its stored bytes, in lower-case hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct RevisionId(String);

impl RevisionId {
    /// The id of these stored bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(canonical::hexadecimal(&Sha256::digest(bytes)))
    }

    /// The id with this digest.
    pub fn from_digest(digest: &[u8; 32]) -> Self {
        Self(canonical::hexadecimal(digest))
    }

    /// The 64 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RevisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A conflict that a merge left open: data, kept until somebody resolves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// The field ([`crate::path`]).
    pub path: String,
    /// The value both sides started from; `None` when there was none.
    #[cfg_attr(feature = "describe", ts(type = "unknown"))]
    pub base: Option<Value>,
    /// The value kept for now.
    #[cfg_attr(feature = "describe", ts(type = "unknown"))]
    pub ours: Option<Value>,
    /// The other value.
    #[cfg_attr(feature = "describe", ts(type = "unknown"))]
    pub theirs: Option<Value>,
}

/// A revision before it is stored: exactly what is hashed.
///
/// Parents are sorted, so that two people who merge the same pair make the same revision. A deletion has no content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// The record.
    pub record: RecordId,
    /// The revisions it follows, sorted, without duplicates.
    pub parents: Vec<RevisionId>,
    /// Version of the model the content was written in.
    pub model: u32,
    /// The content; `None` is the tombstone of a deleted record.
    pub content: Option<Record>,
    /// Open conflicts.
    pub conflicts: Vec<Conflict>,
}

/// A stored revision could not be read.
#[derive(Debug, thiserror::Error)]
pub enum RevisionError {
    /// The bytes are no revision of this model.
    #[error("the stored revision is not readable: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// The revision was written by a newer program.
    #[error("the revision was written in model version {found}; this program knows up to {MODEL_VERSION}")]
    Newer {
        /// The version found.
        found: u32,
    },
}

impl Revision {
    /// A first or following revision with this content and no conflicts.
    pub fn new(record: RecordId, mut parents: Vec<RevisionId>, content: Option<Record>) -> Self {
        parents.sort();
        parents.dedup();
        Self { record, parents, model: MODEL_VERSION, content, conflicts: Vec::new() }
    }

    /// The bytes to store and hash: canonical JSON after RFC 8785.
    ///
    /// # Errors
    /// When the content cannot be put into JSON, which the model's types do not allow for.
    pub fn to_bytes(&self) -> Result<Vec<u8>, RevisionError> {
        Ok(canonical::to_bytes(&serde_json::to_value(self)?))
    }

    /// Reads stored bytes.
    ///
    /// # Errors
    /// When they are no revision, or one of a newer model.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, RevisionError> {
        #[derive(Deserialize)]
        struct Version {
            model: u32,
        }
        let Version { model } = serde_json::from_slice(bytes)?;
        if model > MODEL_VERSION {
            return Err(RevisionError::Newer { found: model });
        }
        Ok(serde_json::from_slice(bytes)?)
    }
}
