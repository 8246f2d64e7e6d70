//! Technical and organisational measures (Art. 30(1) g, Art. 32).

use crate::id::{ItemId, RecordId};
use crate::statement::{NonEmpty, Statement};
use serde::{Deserialize, Serialize};

/// A measure, or a reference to a set of measures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Identity within the record.
    pub id: ItemId,
    /// The measure in a sentence; for a set, what it covers here.
    pub text: String,
    /// The measure set meant, when the measures stand there.
    #[serde(default)]
    pub set: Option<RecordId>,
    /// Protection goals it serves (standard data-protection model), by their ids in the reference list.
    #[serde(default)]
    pub goals: Vec<String>,
    /// When or for whom it applies.
    #[serde(default)]
    pub condition: Option<String>,
}

/// Measures that several activities share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct MeasureSet {
    /// The register it belongs to.
    pub register: RecordId,
    /// Order among the register's measure sets.
    #[serde(default)]
    pub position: u32,
    /// Name ("Grundmaßnahmen").
    pub name: String,
    /// The measures.
    #[serde(default)]
    pub measures: Statement<NonEmpty<Measure>>,
    /// Anything else.
    #[serde(default)]
    pub note: Option<String>,
}
