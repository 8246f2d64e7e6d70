//! The checker: what in the register will not stand before the supervisory authority.
//!
//! The rules stand in one table ([`Rule`]); small functions, grouped by subject, apply them. A rule returns its code,
//! where it applies and its arguments; the texts are written elsewhere. Precision counts as much as recall: a register
//! that is right has no findings.

mod assessment;
mod automated_decisions;
mod citations;
mod completeness;
mod contradictions;
mod controller;
mod entry;
mod inheritance;
mod legal_bases;
mod matrix;
mod parties;
mod reference;
mod retention;
mod rules;
mod sensitive;
mod third_countries;
mod transfers;
mod upkeep;

#[cfg(test)]
mod tests;

pub use completeness::{Letter, LetterState, letters};
pub use contradictions::denies;
pub use reference::{Adequacy, Criterion, CriterionEffect, ReferenceData};
pub use rules::Rule;

use crate::activity::{Acknowledgement, OwnRole, ProcessingActivity};
use crate::id::RecordId;
use crate::organisation::Organisation;
use crate::party::Country;
use crate::record::Record;
use crate::resolve::Resolver;
use crate::retention::{Period, PeriodUnit};
use chrono::NaiveDate;
use entry::Entry;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

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

/// What a finding's text fills in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// A name or wording, as the user wrote it; or a code that chooses between texts.
    Text(String),
    /// A day.
    Date(NaiveDate),
    /// A country.
    Country(Country),
    /// A span of time.
    Span {
        /// How many units.
        amount: u16,
        /// The unit.
        unit: PeriodUnit,
    },
    /// How many.
    Count(usize),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
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
    /// What the text fills in, by name.
    pub arguments: Vec<(&'static str, Argument)>,
    /// Why somebody accepts it, where somebody does. It stays listed and is no error any more.
    pub acknowledged: Option<String>,
}

impl Finding {
    /// A finding without group and arguments.
    pub fn new(rule: Rule, path: impl Into<String>) -> Self {
        Self { rule, path: path.into(), group: None, arguments: Vec::new(), acknowledged: None }
    }

    /// The same with an argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// The same with a span of time as argument; other periods add nothing.
    #[must_use]
    fn with_span(mut self, name: &'static str, period: &Period) -> Self {
        if let Period::Span { amount, unit } = period {
            self.arguments.push((name, Argument::Span { amount: amount.get(), unit: *unit }));
        }
        self
    }

    /// Stable name of the rule.
    pub fn code(&self) -> &'static str {
        self.rule.code()
    }

    /// Class of the finding.
    pub fn class(&self) -> FindingClass {
        self.rule.class()
    }

    /// Severity of the finding.
    pub fn severity(&self) -> Severity {
        self.rule.severity()
    }

    /// Norm the rule rests on.
    pub fn norm(&self) -> &'static str {
        self.rule.norm()
    }

    /// Whether it still asks for something: nobody has accepted it.
    pub fn is_open(&self) -> bool {
        self.acknowledged.is_none()
    }
}

/// An activity and everything it is judged by.
#[derive(Debug, Clone, Copy)]
pub struct CheckInput<'a> {
    /// The day on which it is judged.
    pub today: NaiveDate,
    /// The organisation that keeps the register.
    pub organisation: &'a Organisation,
    /// The activity.
    pub activity: &'a ProcessingActivity,
    /// Parties, documents, measure sets and organisations that it or the organisation may refer to.
    pub others: &'a BTreeMap<RecordId, Record>,
    /// Reference lists.
    pub reference: &'a ReferenceData,
}

/// Checks one activity; what the organisation says for all of them is judged by [`check_organisation`].
///
/// The order is that of the table of rules' subjects and, within one, that of the entry; the same input gives the same
/// findings. A rule speaks at most once about a path.
pub fn check_activity(input: &CheckInput<'_>) -> Vec<Finding> {
    let Ok(resolved) = Resolver::new(input.organisation, input.activity).resolve() else {
        let found = vec![Finding::new(Rule::InheritanceBroken, "/")];
        return finish(&input.activity.acknowledgements, found);
    };
    let entry = Entry { input, resolved };
    let mut found = Vec::new();
    match input.activity.own_role {
        OwnRole::Controller | OwnRole::Unclear { .. } => {
            parties::check_own_role(&entry, &mut found);
            controller::check_joint_controllers(&entry, &mut found);
            completeness::check(&entry, &mut found);
            matrix::check(&entry, &mut found);
            legal_bases::check(&entry, &mut found);
            inheritance::check(&entry, &mut found);
            sensitive::check(&entry, &mut found);
            automated_decisions::check(&entry, &mut found);
            retention::check(&entry, &mut found);
            parties::check(&entry, &mut found);
            third_countries::check(&entry, &mut found);
            transfers::check(&entry, &mut found);
            contradictions::check(&entry, &mut found);
            assessment::check(&entry, &mut found);
        }
        OwnRole::Processor { .. } => {
            controller::check_clients(&entry, &mut found);
            completeness::check_processor(&entry, &mut found);
            inheritance::check(&entry, &mut found);
            parties::check(&entry, &mut found);
            third_countries::check(&entry, &mut found);
            transfers::check(&entry, &mut found);
        }
        // Another controller keeps the record of it; here it stands as information.
        OwnRole::OtherController { .. } => inheritance::check(&entry, &mut found),
    }
    citations::check_activity(&entry, &mut found);
    upkeep::check(&entry, &mut found);
    finish(&input.activity.acknowledgements, found)
}

/// Checks what an organisation says once for its whole register. The paths are those of the organisation's record.
pub fn check_organisation(
    today: NaiveDate,
    organisation: &Organisation,
    others: &BTreeMap<RecordId, Record>,
    reference: &ReferenceData,
) -> Vec<Finding> {
    let mut found = Vec::new();
    controller::check_organisation(organisation, others, reference, &mut found);
    legal_bases::check_defaults(organisation, &mut found);
    parties::check_defaults(today, organisation, others, &mut found);
    citations::check_organisation(organisation, &mut found);
    finish(&organisation.acknowledgements, found)
}

/// Keeps one finding for each rule and path, and marks those that somebody accepts.
fn finish(acknowledgements: &[Acknowledgement], mut found: Vec<Finding>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    found.retain(|finding| seen.insert((finding.rule, finding.path.clone())));
    for finding in &mut found {
        let accepted = acknowledgements
            .iter()
            .find(|accepted| accepted.rule == finding.code() && accepted.path == finding.path);
        finding.acknowledged = accepted.map(|accepted| accepted.reason.clone());
    }
    found
}
