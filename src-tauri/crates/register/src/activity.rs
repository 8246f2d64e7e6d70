//! Processing activities: the entries of the register (Art. 30(1)).

use crate::data::{DataCategory, DataSubjectCategory, Enumeration};
use crate::engagement::{Engagement, Validity};
use crate::id::{ItemId, RecordId};
use crate::information::Information;
use crate::legal_basis::{LegalBasis, Purpose};
use crate::measure::Measure;
use crate::party::Contact;
use crate::recipient::{Recipient, Transfer};
use crate::retention::RetentionRule;
use crate::statement::{Field, ListField, NonEmpty, Statement};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a remark says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum RemarkKind {
    /// A fact about the processing (how it works, which channels, which technology).
    #[default]
    Description,
    /// A negative statement ("keine Cookies"): a fact, and printed as such.
    Negative,
    /// Advice to the data subject ("im Browser abschaltbar").
    Advice,
}

/// A fact about the processing that no other field holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// Identity within the record.
    pub id: ItemId,
    /// Kind.
    #[serde(default)]
    pub kind: RemarkKind,
    /// Subject ("Cookies", "Aktive Komponenten"), as a short heading.
    #[serde(default)]
    pub topic: Option<String>,
    /// The fact in a sentence.
    pub text: String,
}

/// The statements about one scope: the organisation's defaults, all groups of an activity, or one group.
///
/// What is common to all groups holds for each of them in addition to the group's own statements.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields, default)]
pub struct Scope {
    /// Letter b: purposes.
    pub purposes: ListField<Purpose>,
    /// Legal bases.
    pub legal_bases: ListField<LegalBasis>,
    /// Letter c: categories of data subjects.
    pub data_subjects: ListField<DataSubjectCategory>,
    /// Letter c: categories of personal data.
    pub data_categories: ListField<DataCategory>,
    /// Letter d: recipients other than processors.
    pub recipients: ListField<Recipient>,
    /// Letter e: transfers to third countries or international organisations.
    pub transfers: ListField<Transfer>,
    /// Letter f: retention rules.
    pub retention: ListField<RetentionRule>,
    /// Facts that no other field holds.
    pub remarks: Vec<Remark>,
}

/// A group of data subjects with statements of its own. Its letter follows from its position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Identity within the record.
    pub id: ItemId,
    /// Name ("Nutzerinnen und Nutzer eines Dienst-E-Mail-Postfachs").
    pub name: String,
    /// Who belongs to it ("Schulleitung", "Lehrkräfte").
    #[serde(default)]
    pub examples: Vec<String>,
    /// Whether `examples` is complete.
    #[serde(default)]
    pub enumeration: Enumeration,
    /// When the group exists at all.
    #[serde(default)]
    pub condition: Option<String>,
    /// Validity.
    #[serde(default)]
    pub validity: Validity,
    /// The group's statements.
    #[serde(default)]
    pub scope: Scope,
}

/// How far an entry has come.
#[derive(Debug, Clone, PartialEq, Eq, Default, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Being written.
    #[default]
    Draft,
    /// Checked by the data-protection officer.
    CheckedByDpo,
    /// Released by the controller.
    Released,
    /// No longer carried out.
    Retired,
}

/// Status of an entry with the function that set it and the day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields, default)]
pub struct Status {
    /// How far the entry has come.
    pub stage: Stage,
    /// Function of who said so.
    pub function: Option<String>,
    /// Since when.
    pub date: Option<NaiveDate>,
}

/// A joint controller (Art. 26) or a represented one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct JointController {
    /// Identity within the record.
    pub id: ItemId,
    /// The party.
    pub party: RecordId,
    /// What it answers for.
    #[serde(default)]
    pub tasks: Option<String>,
    /// The arrangement under Art. 26.
    #[serde(default)]
    pub arrangement: Statement<crate::engagement::Contract>,
}

/// In which role the organisation carries out the activity.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum OwnRole {
    /// As controller: Art. 30(1).
    #[default]
    Controller,
    /// As processor for others: Art. 30(2).
    Processor {
        /// For whom.
        controllers: NonEmpty<RecordId>,
        /// Which categories of processing are carried out for them (Art. 30(2) b).
        categories_of_processing: Statement<String>,
    },
    /// Described here, carried out by another controller in its own right (Untis for the PREMIUM version).
    OtherController {
        /// The controller.
        party: RecordId,
    },
    /// The role was left open ("je nach Funktion Verantwortlicher oder Auftragsverarbeiter").
    Unclear {
        /// What is said about it.
        #[serde(default)]
        note: Option<String>,
    },
}

/// Result of the threshold test for an impact assessment (Art. 35).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(tag = "outcome", rename_all = "snake_case", deny_unknown_fields)]
pub enum ImpactAssessment {
    /// No impact assessment needed.
    NotNeeded {
        /// Why.
        reason: String,
    },
    /// One is needed and not yet there.
    Required {
        /// Why.
        reason: String,
    },
    /// One has been made.
    Made {
        /// On.
        date: Option<NaiveDate>,
        /// Its document.
        document: Option<RecordId>,
    },
    /// A central body has made one (Art. 14 BayDSG and the like).
    MadeCentrally {
        /// Which body.
        body: String,
    },
}

/// Where an activity came from: a template or a colleague's record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The record it was taken from.
    pub record: RecordId,
    /// That record's title at the time.
    pub title: String,
    /// Its version, for a template.
    #[serde(default)]
    pub version: Option<u32>,
    /// Its revision, as hexadecimal SHA-256.
    #[serde(default)]
    pub revision: Option<String>,
}

/// An entry in the list of changes that the authority gets to see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct ChangeNote {
    /// Identity within the record.
    pub id: ItemId,
    /// Day of the change.
    pub date: NaiveDate,
    /// Function of who changed it.
    #[serde(default)]
    pub function: Option<String>,
    /// What changed.
    pub text: String,
}

/// A finding that somebody has looked at and accepts, with the reason. It stays in the history and in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct Acknowledgement {
    /// Identity within the record.
    pub id: ItemId,
    /// The checker's rule, by its code.
    pub rule: String,
    /// The field the finding concerns ([`crate::path`]).
    pub path: String,
    /// Why it is accepted.
    pub reason: String,
    /// Function of who accepted it.
    #[serde(default)]
    pub function: Option<String>,
    /// Since when.
    #[serde(default)]
    pub date: Option<NaiveDate>,
}

/// The guided threshold test for an impact assessment: which criteria were found to apply (Art. 35(3), WP 248).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct ThresholdTest {
    /// Criteria that apply, by their ids in the reference list `dpia`.
    #[serde(default)]
    pub applying: Vec<String>,
    /// Criteria that were looked at and do not apply.
    #[serde(default)]
    pub not_applying: Vec<String>,
    /// Function of who made the test.
    #[serde(default)]
    pub function: Option<String>,
    /// On which day.
    #[serde(default)]
    pub date: Option<NaiveDate>,
    /// What follows from it, in words.
    #[serde(default)]
    pub note: Option<String>,
}

/// A processing activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct ProcessingActivity {
    /// The register it belongs to.
    pub register: RecordId,
    /// Order within the register; the printed number follows from it.
    #[serde(default)]
    pub position: u32,
    /// Designation.
    pub title: String,
    /// Other names it is known by.
    #[serde(default)]
    pub other_names: Vec<String>,
    /// What it is, in a sentence or two.
    #[serde(default)]
    pub description: Option<String>,
    /// The products used.
    #[serde(default)]
    pub systems: Vec<RecordId>,
    /// The organisation's role in it.
    #[serde(default)]
    pub own_role: OwnRole,
    /// Status.
    #[serde(default)]
    pub status: Status,
    /// Reference number of the files (Aktenzeichen).
    #[serde(default)]
    pub file_reference: Statement<String>,
    /// Introduced on.
    #[serde(default)]
    pub introduced_on: Statement<NaiveDate>,
    /// Next review.
    #[serde(default)]
    pub next_review: Option<NaiveDate>,
    /// Department in charge.
    #[serde(default)]
    pub department: Statement<String>,
    /// Where to ask, within the organisation.
    #[serde(default)]
    pub contact: Statement<Contact>,
    /// Letter a: joint controllers.
    #[serde(default)]
    pub joint_controllers: Statement<NonEmpty<JointController>>,
    /// What holds for all groups; everything, when there are no groups.
    #[serde(default)]
    pub common: Scope,
    /// Groups of data subjects.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// Processors, sub-processors and other parties taking part.
    #[serde(default)]
    pub engagements: ListField<Engagement>,
    /// Letter g: measures.
    #[serde(default)]
    pub measures: ListField<Measure>,
    /// Whether special categories (Art. 9) or criminal data (Art. 10) are processed, as far as the categories do not say so.
    #[serde(default)]
    pub sensitive_data: Statement<String>,
    /// Impact assessment.
    #[serde(default)]
    pub impact_assessment: Field<ImpactAssessment>,
    /// Threshold test behind the impact assessment.
    #[serde(default)]
    pub threshold_test: Statement<ThresholdTest>,
    /// Findings that were looked at and accepted.
    #[serde(default)]
    pub acknowledgements: Vec<Acknowledgement>,
    /// Contents for notices.
    #[serde(default)]
    pub information: Information,
    /// Documents that belong to it.
    #[serde(default)]
    pub documents: Vec<RecordId>,
    /// Opinion of the data-protection officer.
    #[serde(default)]
    pub dpo_opinion: Option<String>,
    /// List of changes.
    #[serde(default)]
    pub changes: Vec<ChangeNote>,
    /// Notes for the own desk; never printed. They travel in native files, which carry records as they are.
    #[serde(default)]
    pub internal_note: Option<String>,
    /// Where it was taken from.
    #[serde(default)]
    pub origin: Option<Origin>,
    /// Validity.
    #[serde(default)]
    pub validity: Validity,
}
