//! Purposes, and the legal bases that point to them.

use crate::citation::LawfulGround;
use crate::id::ItemId;
use crate::statement::Selection;
use serde::{Deserialize, Serialize};

/// A purpose of processing (Art. 30(1) b).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    /// Identity within the record.
    pub id: ItemId,
    /// The purpose in a sentence.
    pub text: String,
    /// When it applies ("soweit die Videokonferenz im Rahmen des Distanzunterrichts erfolgt").
    #[serde(default)]
    pub condition: Option<String>,
    /// The data it needs.
    #[serde(default)]
    pub data: Selection,
}

/// Whether a statement was checked against its source.
#[derive(Debug, Clone, PartialEq, Eq, Default, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Verification {
    /// Checked against the source.
    Verified,
    /// Shown with "zu prüfen".
    #[default]
    ToCheck,
}

/// A better citation for an outdated or wrong one; the original stays beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The citation that should stand there.
    pub citation: String,
    /// Why, and where that is to be read.
    pub source: String,
    /// Whether the source was checked.
    #[serde(default)]
    pub verification: Verification,
}

/// A citation in its original wording, also a wrong one.
///
/// The normalised form is read from the wording by [`crate::citation`], so it is not stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The original wording, never changed by the program.
    pub wording: String,
    /// What should stand there instead, when the wording is outdated or wrong.
    #[serde(default)]
    pub correction: Option<Correction>,
}

impl Citation {
    /// The correction that is still to be taken over. One that was, with a Muster, stays beside the wording for its
    /// source.
    pub fn pending(&self) -> Option<&Correction> {
        self.correction.as_ref().filter(|correction| correction.citation != self.wording)
    }
}

/// A legal basis: an ordered chain ("i. V. m.") of citations with its condition and what it covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct LegalBasis {
    /// Identity within the record.
    pub id: ItemId,
    /// The ground of Art. 6(1) when it is named in words and not by a citation ("eine Einwilligung").
    #[serde(default)]
    pub ground: Option<LawfulGround>,
    /// The citations in the order of "in Verbindung mit"; empty when only a ground was named.
    #[serde(default)]
    pub chain: Vec<Citation>,
    /// A link of the chain that was named without a provision ("Rechtsgrundlagen des Beschäftigungsverhältnisses").
    #[serde(default)]
    pub unnamed_norm: Option<String>,
    /// When it applies ("soweit freiwillig", "in der Regel", "im Übrigen").
    #[serde(default)]
    pub condition: Option<String>,
    /// The purposes it carries.
    #[serde(default)]
    pub purposes: Selection,
    /// The categories of data it carries.
    #[serde(default)]
    pub data: Selection,
    /// The channel it is limited to ("Übersendung einer E-Mail").
    #[serde(default)]
    pub channel: Option<String>,
    /// The interest pursued, where the ground is Art. 6(1) f.
    #[serde(default)]
    pub legitimate_interest: Option<String>,
    /// Anything else said about it.
    #[serde(default)]
    pub note: Option<String>,
}
