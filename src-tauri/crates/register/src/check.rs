//! The checker: what in the register will not stand before the supervisory authority.
//!
//! A first set of rules: Art. 30(1) a–g by group, Art. 30(2), what was announced and left empty, heirs whose source
//! has changed. A rule returns its code, where it applies and its arguments; the texts are written elsewhere.

mod completeness;

pub use completeness::{Letter, LetterState, check_activity, letters};

use serde::{Deserialize, Serialize};

/// On what duty a finding rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum FindingClass {
    /// Art. 30 itself asks for it.
    Duty,
    /// Accountability: Art. 5(2), 6, 28, 44 ff.
    Accountability,
    /// Advice; never an error.
    Advice,
}

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The register does not meet the duty.
    Error,
    /// It probably will not convince.
    Warning,
    /// Worth a look.
    Hint,
}

/// The rules of the checker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Letter a: name or contact data of the controller are missing.
    ControllerIncomplete,
    /// Letter a: nothing is said about a data-protection officer.
    OfficerNotStated,
    /// Letter b: no purpose.
    PurposesMissing,
    /// Letter c: no category of data subjects.
    DataSubjectsMissing,
    /// Letter c: no category of personal data.
    DataCategoriesMissing,
    /// Letter d: nothing is said about recipients.
    RecipientsNotStated,
    /// Letter e: nothing is said about transfers.
    TransfersNotStated,
    /// Letter f ("wenn möglich"): no period for erasure.
    RetentionNotStated,
    /// Letter g ("wenn möglich"): no measures.
    MeasuresNotStated,
    /// Something was announced and nothing followed.
    AnnouncedButEmpty,
    /// A rule states an action and no period.
    PeriodNotStated,
    /// Art. 30(2) b: the categories of processing carried out for others are missing.
    CategoriesOfProcessingMissing,
    /// The activity's inheritance cannot be followed.
    InheritanceBroken,
}

/// Class, severity and norm of a rule, in one table.
pub fn rule_facts(rule: Rule) -> (FindingClass, Severity, &'static str) {
    use FindingClass::Duty;
    match rule {
        Rule::ControllerIncomplete | Rule::OfficerNotStated => {
            (Duty, Severity::Error, "Art. 30 Abs. 1 Satz 2 Buchst. a DSGVO")
        }
        Rule::PurposesMissing => (Duty, Severity::Error, "Art. 30 Abs. 1 Satz 2 Buchst. b DSGVO"),
        Rule::DataSubjectsMissing | Rule::DataCategoriesMissing => {
            (Duty, Severity::Error, "Art. 30 Abs. 1 Satz 2 Buchst. c DSGVO")
        }
        Rule::RecipientsNotStated => (Duty, Severity::Error, "Art. 30 Abs. 1 Satz 2 Buchst. d DSGVO"),
        Rule::TransfersNotStated => (Duty, Severity::Warning, "Art. 30 Abs. 1 Satz 2 Buchst. e DSGVO"),
        Rule::RetentionNotStated | Rule::PeriodNotStated => {
            (Duty, Severity::Warning, "Art. 30 Abs. 1 Satz 2 Buchst. f DSGVO")
        }
        Rule::MeasuresNotStated => (Duty, Severity::Warning, "Art. 30 Abs. 1 Satz 2 Buchst. g DSGVO"),
        Rule::AnnouncedButEmpty => (Duty, Severity::Error, "Art. 30 Abs. 1 Satz 2 DSGVO"),
        Rule::CategoriesOfProcessingMissing => (Duty, Severity::Error, "Art. 30 Abs. 2 Buchst. b DSGVO"),
        Rule::InheritanceBroken => (Duty, Severity::Error, "Art. 30 Abs. 1 Satz 2 DSGVO"),
    }
}

/// Something the checker found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// The field it concerns ([`crate::path`]).
    pub path: String,
    /// The group it concerns, by its letter.
    pub group: Option<String>,
}

impl Finding {
    /// Class of the finding.
    pub fn class(&self) -> FindingClass {
        rule_facts(self.rule).0
    }

    /// Severity of the finding.
    pub fn severity(&self) -> Severity {
        rule_facts(self.rule).1
    }

    /// Norm the rule rests on.
    pub fn norm(&self) -> &'static str {
        rule_facts(self.rule).2
    }
}
