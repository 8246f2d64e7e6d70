//! Categories of data subjects and of personal data (Art. 30(1) c).

use crate::id::ItemId;
use crate::legal_basis::Citation;
use crate::statement::Selection;
use serde::{Deserialize, Serialize};

/// Whether an enumeration is complete.
#[derive(Debug, Clone, PartialEq, Eq, Default, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Enumeration {
    /// The list is meant to be complete.
    #[default]
    Closed,
    /// The list gives examples ("beispielsweise", "z. B.", "etc.").
    Open,
}

/// A category of data subjects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct DataSubjectCategory {
    /// Identity within the record.
    pub id: ItemId,
    /// Name ("Erziehungsberechtigte").
    pub name: String,
    /// Named as an example or as the whole.
    #[serde(default)]
    pub enumeration: Enumeration,
    /// When this category is concerned at all ("soweit ohne IDM-Anbindung").
    #[serde(default)]
    pub condition: Option<String>,
    /// The categories of data that concern these people.
    #[serde(default)]
    pub data: Selection,
}

/// Whether the law protects a category of data especially.
#[derive(Debug, Clone, PartialEq, Eq, Default, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// Neither Art. 9 nor Art. 10.
    #[default]
    Ordinary,
    /// Special category under Art. 9(1).
    Special,
    /// Criminal convictions and offences, Art. 10.
    Criminal,
}

/// How closely data are tied to a person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Identifiability {
    /// Tied to an identified or identifiable person.
    #[default]
    Personal,
    /// Tied to a person only with additional information, Art. 4(5).
    Pseudonymous,
    /// No longer, or never, tied to a person (recital 26).
    Anonymous,
}

/// A category of personal data. Its printed number follows from its position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct DataCategory {
    /// Identity within the record.
    pub id: ItemId,
    /// Name ("Stammdaten").
    pub name: String,
    /// The single data in it ("Vorname", "IP-Adresse").
    #[serde(default)]
    pub details: Vec<String>,
    /// Whether `details` (or, where there are none, the category itself) is only an example.
    #[serde(default)]
    pub enumeration: Enumeration,
    /// When the data are processed at all ("bei Bedarf", "bei Auftragserteilung über E-Mail").
    #[serde(default)]
    pub condition: Option<String>,
    /// Special protection.
    #[serde(default)]
    pub sensitivity: Sensitivity,
    /// Tie to a person.
    #[serde(default)]
    pub identifiability: Identifiability,
    /// Where a statute lists this category ("Ziffer 3.1.1 Abschnitt 7 Anlage 2 zu § 46 BaySchO").
    #[serde(default)]
    pub provisions: Vec<Citation>,
    /// Where the data come from, when not from the data subject (Art. 14(2) f).
    #[serde(default)]
    pub origin: Option<String>,
    /// Anything else said about the category.
    #[serde(default)]
    pub note: Option<String>,
}
