//! What the checker takes from the reference lists: facts about countries and criteria that change without the law.

use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The facts the rules need. Empty lists judge nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReferenceData {
    /// Countries of the European Economic Area, ISO 3166-1 alpha-2.
    pub eea: BTreeSet<String>,
    /// Adequacy decisions (Art. 45) by country, ISO 3166-1 alpha-2.
    pub adequacy: BTreeMap<String, Adequacy>,
    /// Criteria for an impact assessment (Art. 35) by their id in the list `dpia`.
    pub criteria: BTreeMap<String, Criterion>,
}

impl ReferenceData {
    /// Whether the country lies outside the EEA; never where the list is empty.
    pub(super) fn is_third_country(&self, code: &str) -> bool {
        !self.eea.is_empty() && !self.eea.contains(code)
    }
}

/// An adequacy decision.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Adequacy {
    /// Whether it holds for certain recipients only.
    pub partial: bool,
    /// Its last day.
    pub expires: Option<NaiveDate>,
}

/// A criterion for an impact assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Criterion {
    /// What follows when it applies.
    pub effect: CriterionEffect,
    /// Whether it concerns private bodies only (the DSK list).
    pub private_only: bool,
}

/// What follows from a criterion that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CriterionEffect {
    /// It counts: from two on, an impact assessment is needed as a rule (WP 248).
    Counts,
    /// It alone makes one necessary (Art. 35(3), DSK list).
    Requires,
    /// Nothing by itself: a pointer to a list, an exemption.
    Nothing,
}
