//! Documents a register points to: contracts, notices, terms of use, concepts.

use crate::id::RecordId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Kind of document.
#[derive(Debug, Clone, PartialEq, Eq, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Contract under Art. 28 or arrangement under Art. 26.
    Contract,
    /// Privacy notice.
    Notice,
    /// Terms of use.
    TermsOfUse,
    /// Erasure or security concept.
    Concept,
    /// Impact assessment or its threshold test.
    ImpactAssessment,
    /// Consent form.
    ConsentForm,
    /// Agreement with the staff council and the like.
    WorksAgreement,
    /// Anything else.
    Other,
}

/// Whether the document is at hand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// At hand or public.
    #[default]
    Available,
    /// Named or announced, its content is not there ("finden Sie hier").
    AnnouncedButMissing,
    /// It is said to exist; nobody has filed it yet.
    NotFiled,
}

/// A document of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The register it belongs to.
    pub register: RecordId,
    /// Order among the register's documents.
    #[serde(default)]
    pub position: u32,
    /// Title.
    pub title: String,
    /// Kind.
    pub kind: DocumentKind,
    /// Whether it is at hand.
    #[serde(default)]
    pub availability: Availability,
    /// Date of the document.
    #[serde(default)]
    pub dated: Option<NaiveDate>,
    /// To be checked next on.
    #[serde(default)]
    pub next_check: Option<NaiveDate>,
    /// Last day of its validity.
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
    /// Web address.
    #[serde(default)]
    pub web: Option<String>,
    /// Where it is filed: folder, shelf, file name.
    #[serde(default)]
    pub filed_at: Option<String>,
    /// Anything else.
    #[serde(default)]
    pub note: Option<String>,
}
