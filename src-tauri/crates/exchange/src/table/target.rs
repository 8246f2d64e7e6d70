//! What a column of a table can hold: the fields of an activity that a table may fill.

use register::check::Letter;
use serde::{Deserialize, Serialize};

macro_rules! targets {
    ($($(#[$doc:meta])* $target:ident = $id:literal,)*) => {
        /// The field that a column goes to. In presets it stands by its id.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Target {
            $($(#[$doc])* #[serde(rename = $id)] $target,)*
        }

        impl Target {
            /// All of them, in the order in which they are offered.
            pub const ALL: &[Self] = &[$(Self::$target),*];

            /// The stable id, as it stands in presets: `legal_bases`.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$target => $id,)*
                }
            }
        }
    };
}

targets! {
    /// Designation of the activity; a row that has one begins an activity.
    Title = "title",
    /// Running number; kept in the internal note, since printed numbers follow from the order.
    Number = "number",
    /// What it is, in a sentence or two.
    Description = "description",
    /// Department in charge.
    Department = "department",
    /// The controller; names the file's organisation where all rows agree.
    Controller = "controller",
    /// Joint controllers.
    JointControllers = "joint_controllers",
    /// Where to ask.
    Contact = "contact",
    /// Telephone number of the contact.
    ContactPhone = "contact_phone",
    /// E-mail address of the contact.
    ContactEmail = "contact_email",
    /// Reference number of the files.
    FileReference = "file_reference",
    /// Introduced on.
    IntroducedOn = "introduced_on",
    /// Last changed on; an entry in the list of changes.
    LastChanged = "last_changed",
    /// Next review.
    NextReview = "next_review",
    /// Status: draft, checked by the DPO, released, retired.
    Status = "status",
    /// The products used.
    Systems = "systems",
    /// Purposes.
    Purposes = "purposes",
    /// Legal bases.
    LegalBases = "legal_bases",
    /// Categories of data subjects.
    DataSubjects = "data_subjects",
    /// Categories of personal data.
    DataCategories = "data_categories",
    /// Special categories of personal data, Art. 9.
    SpecialCategories = "special_categories",
    /// Where the data come from.
    DataSource = "data_source",
    /// Recipients, nothing said about inside or outside.
    Recipients = "recipients",
    /// Recipients within the organisation.
    RecipientsInternal = "recipients_internal",
    /// Recipients outside the organisation.
    RecipientsExternal = "recipients_external",
    /// Processors.
    Processors = "processors",
    /// Transfers to third countries or international organisations.
    Transfers = "transfers",
    /// Safeguards of the transfer.
    Safeguards = "safeguards",
    /// Retention rules.
    Retention = "retention",
    /// Technical and organisational measures.
    Measures = "measures",
    /// Impact assessment.
    ImpactAssessment = "impact_assessment",
    /// Automated decisions and profiling.
    AutomatedDecisions = "automated_decisions",
    /// Opinion of the data-protection officer.
    DpoOpinion = "dpo_opinion",
    /// Facts that no other field holds; printed.
    Remarks = "remarks",
    /// Notes for the own desk; never printed.
    InternalNote = "internal_note",
}

impl Target {
    /// The target with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|target| target.id() == id)
    }

    /// The letter of Art. 30(1) that asks for it.
    pub fn letter(self) -> Option<Letter> {
        match self {
            Self::Controller | Self::JointControllers => Some(Letter::A),
            Self::Purposes => Some(Letter::B),
            Self::DataSubjects | Self::DataCategories | Self::SpecialCategories => Some(Letter::C),
            Self::Recipients | Self::RecipientsInternal | Self::RecipientsExternal | Self::Processors => {
                Some(Letter::D)
            }
            Self::Transfers | Self::Safeguards => Some(Letter::E),
            Self::Retention => Some(Letter::F),
            Self::Measures => Some(Letter::G),
            _ => None,
        }
    }

    /// Whether a cell may hold several entries.
    pub fn is_list(self) -> bool {
        matches!(
            self,
            Self::JointControllers
                | Self::Systems
                | Self::Purposes
                | Self::LegalBases
                | Self::DataSubjects
                | Self::DataCategories
                | Self::SpecialCategories
                | Self::Recipients
                | Self::RecipientsInternal
                | Self::RecipientsExternal
                | Self::Processors
                | Self::Transfers
                | Self::Retention
                | Self::Measures
        )
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_id_is_what_presets_hold_and_is_unique() {
        let ids: BTreeSet<&str> = Target::ALL.iter().map(|target| target.id()).collect();
        assert_eq!(ids.len(), Target::ALL.len());
        for target in Target::ALL.iter().copied() {
            assert_eq!(serde_json::to_value(target).unwrap(), target.id());
            assert_eq!(Target::from_id(target.id()), Some(target));
        }
    }
}
