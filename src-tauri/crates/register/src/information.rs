//! What the data subjects are told beyond Art. 30: rights, duty to provide, interests, consent, sources, decisions.

use crate::id::{ItemId, RecordId};
use crate::legal_basis::Citation;
use crate::statement::{Field, ListField};
use serde::{Deserialize, Serialize};

/// A right of the data subject.
#[derive(Debug, Clone, PartialEq, Eq, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum RightKind {
    /// Art. 15.
    Access,
    /// Art. 16.
    Rectification,
    /// Art. 17.
    Erasure,
    /// Art. 18.
    Restriction,
    /// Art. 20.
    Portability,
    /// Art. 21.
    Objection,
    /// Art. 7(3).
    WithdrawalOfConsent,
    /// Art. 77.
    Complaint,
    /// Art. 22.
    NoAutomatedDecision,
    /// Another right.
    Other,
}

/// A right as the organisation states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct Right {
    /// Identity within the record.
    pub id: ItemId,
    /// Which right.
    pub right: RightKind,
    /// What is said about it, in own words.
    #[serde(default)]
    pub text: Option<String>,
    /// When it exists.
    #[serde(default)]
    pub condition: Option<String>,
    /// How to exercise it.
    #[serde(default)]
    pub channel: Option<String>,
    /// The provision it rests on, as stated.
    #[serde(default)]
    pub provisions: Vec<Citation>,
    /// Said to be excluded, and why ("keine Widerspruchsmöglichkeit").
    #[serde(default)]
    pub excluded: Option<String>,
}

/// An authority one can complain to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct ComplaintAuthority {
    /// Identity within the record.
    pub id: ItemId,
    /// The authority.
    pub party: RecordId,
    /// What is said of its competence.
    #[serde(default)]
    pub note: Option<String>,
}

/// The contents of a privacy notice that Art. 30 does not ask for. Defaults stand with the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields, default)]
pub struct Information {
    /// Rights of the data subjects.
    pub rights: ListField<Right>,
    /// Where to exercise rights in general.
    pub rights_channel: Field<String>,
    /// Authorities for complaints.
    pub complaint_authorities: ListField<ComplaintAuthority>,
    /// Whether providing the data is required, Art. 13(2) e.
    pub duty_to_provide: Field<String>,
    /// What follows from not providing them.
    pub consequence_of_refusal: Field<String>,
    /// Legitimate interests, Art. 13(1) d.
    pub legitimate_interests: Field<String>,
    /// How consent is given and proved.
    pub consent: Field<String>,
    /// How consent is withdrawn, and what follows.
    pub withdrawal: Field<String>,
    /// Source of the data, Art. 14(2) f.
    pub data_source: Field<String>,
    /// Automated decisions and profiling, Art. 22.
    pub automated_decisions: Field<String>,
}
