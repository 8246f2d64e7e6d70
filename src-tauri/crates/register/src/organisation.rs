//! Organisations: the controllers (or processors) whose registers are kept.

use crate::activity::{ImpactAssessment, Scope};
use crate::engagement::Engagement;
use crate::id::{ItemId, RecordId};
use crate::information::Information;
use crate::measure::Measure;
use crate::party::Contact;
use crate::statement::{ListField, NonEmpty, Statement};
use serde::{Deserialize, Serialize};

/// Which rules an organisation is under.
#[derive(Debug, Clone, PartialEq, Eq, Default, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Sector {
    /// A public body: Art. 6(1) UAbs. 2 keeps letter f from it.
    #[default]
    Public,
    /// A private body.
    Private,
    /// A church body.
    Church,
}

/// A data-protection officer or another contact for data protection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct DataProtectionOfficer {
    /// Identity within the record.
    pub id: ItemId,
    /// Function ("Behördliche/r Datenschutzbeauftragte/r"); a function stands for the person.
    pub function: String,
    /// Formally appointed, or named as contact only.
    #[serde(default)]
    pub appointment: Appointment,
    /// The body the officer belongs to, when it is another one ("Schulamt").
    #[serde(default)]
    pub body: Option<String>,
    /// How to reach the officer.
    #[serde(default)]
    pub contact: Contact,
    /// Anything else.
    #[serde(default)]
    pub note: Option<String>,
}

/// Standing of a data-protection officer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Appointment {
    /// Appointed under Art. 37.
    #[default]
    Appointed,
    /// Named as the contact in charge.
    ContactPerson,
}

/// A day that a year ends on, every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct YearEnd {
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month; in February the 28th or later means the last day.
    pub day: u8,
}

/// Last days of the organisation's years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields, default)]
pub struct Years {
    /// School year; 31 July.
    pub school: YearEnd,
    /// Fiscal or business year; 31 December.
    pub fiscal: YearEnd,
}

impl Default for Years {
    fn default() -> Self {
        Self { school: YearEnd { month: 7, day: 31 }, fiscal: YearEnd { month: 12, day: 31 } }
    }
}

/// What holds for all activities of an organisation unless they say otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields, default)]
pub struct Defaults {
    /// Purposes, legal bases, recipients, retention …
    pub scope: Scope,
    /// Processors for everything.
    pub engagements: ListField<Engagement>,
    /// Measures for everything.
    pub measures: ListField<Measure>,
    /// Contents for notices.
    pub information: Information,
    /// Impact assessment.
    pub impact_assessment: crate::statement::Field<ImpactAssessment>,
}

/// An organisation; its id is also the id of its register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Name.
    pub name: String,
    /// Legal form or kind ("Öffentliche Schule", "GmbH").
    #[serde(default)]
    pub legal_form: Option<String>,
    /// Public, private or church.
    #[serde(default)]
    pub sector: Sector,
    /// Federal state as ISO 3166-2 code ("DE-BY").
    #[serde(default)]
    pub land: Option<String>,
    /// Who acts for it, by function ("Schulleitung").
    #[serde(default)]
    pub represented_by: Option<String>,
    /// How to reach it.
    #[serde(default)]
    pub contact: Contact,
    /// Further controllers answering jointly for everything.
    #[serde(default)]
    pub joint_controllers: Statement<NonEmpty<crate::activity::JointController>>,
    /// Representative in the Union, Art. 27.
    #[serde(default)]
    pub representative: Statement<RecordId>,
    /// Data-protection officers.
    #[serde(default)]
    pub data_protection_officers: Statement<NonEmpty<DataProtectionOfficer>>,
    /// Competent supervisory authority.
    #[serde(default)]
    pub supervisory_authority: Statement<RecordId>,
    /// Its years.
    #[serde(default)]
    pub years: Years,
    /// What holds for all activities.
    #[serde(default)]
    pub defaults: Defaults,
    /// Findings on the organisation that were looked at and accepted.
    #[serde(default)]
    pub acknowledgements: Vec<crate::activity::Acknowledgement>,
    /// The text or notice the register covers, and its scope ("alle Seiten unterhalb der Adresse …").
    #[serde(default)]
    pub coverage: Option<String>,
    /// Where the template for the defaults came from.
    #[serde(default)]
    pub origin: Option<crate::activity::Origin>,
    /// Notes for the own desk; never printed. They travel in native files, which carry records as they are.
    #[serde(default)]
    pub internal_note: Option<String>,
}
