//! Deadlines, the Löschkonzept and what an event sets off, as the window sees them.

use super::StepView;
use register::deadlines::DeadlineKind;
use register::id::{ItemId, RecordId};
use register::retention::{ExtensionPhase, Limit, RetentionRule, StartKind};
use serde::Serialize;

views! {
    /// A deadline in a list.
    pub struct DeadlineRow {
        /// Stable id.
        pub id: String,
        /// The day, ISO 8601.
        pub date: String,
        /// The day for lists: "Mo, 30. Nov".
        pub shown_date: String,
        /// How far away it is: "in 10 Tagen".
        pub away: String,
        /// Days until then; negative when overdue.
        pub days: i64,
        /// What it is about.
        pub kind: DeadlineKind,
        /// The same in German.
        pub kind_name: String,
        /// The row of the timeline it belongs to.
        pub lane: Lane,
        /// The register.
        pub register: RecordId,
        /// The record.
        pub record: RecordId,
        /// The field it comes from.
        pub path: String,
        /// What is due.
        pub title: String,
        /// What else there is to know.
        pub note: Option<String>,
    }

    /// A stretch of days during which data stay in one state.
    pub struct PhaseView {
        /// The state.
        pub state: ExtensionPhase,
        /// First day, ISO 8601.
        pub from: String,
        /// Last day, ISO 8601.
        pub to: String,
        /// The phase in words.
        pub text: String,
    }

    /// Something to be done because an event happened.
    pub struct TaskRow {
        /// The rule as the Löschkonzept calls it: "4-L2".
        pub label: String,
        /// The activity.
        pub activity: RecordId,
        /// Its title.
        pub title: String,
        /// The rule.
        pub rule: ItemId,
        /// The exception under which this holds, in words.
        pub exception: Option<String>,
        /// By when, ISO 8601.
        pub date: Option<String>,
        /// The day for lists.
        pub shown_date: Option<String>,
        /// The first day on which erasing is allowed, where the rule is a duty to keep.
        pub earliest: Option<String>,
        /// Why there is no date.
        pub reason: Option<String>,
        /// What is done.
        pub action: Option<String>,
        /// With which data.
        pub data: String,
        /// Where, as the rule says.
        pub place: Option<String>,
        /// In which systems.
        pub systems: Vec<String>,
        /// By whom.
        pub actor: Option<String>,
        /// Automatically or by hand.
        pub automation: Option<String>,
        /// Under which condition.
        pub condition: Option<String>,
        /// The phases until then.
        pub phases: Vec<PhaseView>,
        /// The sum behind the date.
        pub steps: Vec<StepView>,
        /// A duty to keep that stands in the way.
        pub clash: Option<String>,
    }

    /// An event that rules of the register start with.
    pub struct EventRow {
        /// Its kind.
        pub kind: StartKind,
        /// The same in German.
        pub kind_name: String,
        /// Its name.
        pub name: String,
        /// The rules it sets off: "4-L2".
        pub rules: Vec<String>,
    }

    /// What events set off when they happen on a day.
    pub struct WhatIf {
        /// The day, ISO 8601.
        pub date: String,
        /// What is to be done, by date; what cannot be computed last.
        pub tasks: Vec<TaskRow>,
        /// All events to choose from.
        pub events: Vec<EventRow>,
    }

    /// A rule in a cell of the matrix.
    pub struct ClassCell {
        /// The rule: "4-L2".
        pub label: String,
        /// Its name, or its data.
        pub name: String,
    }

    /// A row of the matrix.
    pub struct ClassMatrixRow {
        /// The standard period in words.
        pub period: String,
        /// Whether it is a gap: a period that is not stated.
        pub is_gap: bool,
        /// For each column its rules.
        pub cells: Vec<Vec<ClassCell>>,
    }

    /// The retention classes: standard periods against types of start.
    pub struct ClassMatrix {
        /// The types of start in words; the first three are those of ISO/IEC 27555.
        pub columns: Vec<String>,
        /// The periods.
        pub rows: Vec<ClassMatrixRow>,
    }

    /// A rule of the Löschkonzept.
    pub struct ConceptRow {
        /// The rule: "4-L2".
        pub label: String,
        /// The activity.
        pub activity: RecordId,
        /// Its title.
        pub title: String,
        /// The record that states the rule.
        pub record: RecordId,
        /// Where in it.
        pub path: String,
        /// The rule.
        pub rule: ItemId,
        /// The letters of the groups it holds for.
        pub groups: Vec<String>,
        /// Its name.
        pub name: Option<String>,
        /// The data: names and numbers of the categories.
        pub data: String,
        /// How long.
        pub period: String,
        /// Whether the period is a gap.
        pub is_gap: bool,
        /// From when on.
        pub start: Option<String>,
        /// What is done.
        pub action: Option<String>,
        /// By whom.
        pub actor: Option<String>,
        /// Automatically or by hand.
        pub automation: Option<String>,
        /// The provisions.
        pub norms: Vec<String>,
        /// The exceptions in words.
        pub exceptions: Vec<String>,
        /// The systems of the activity.
        pub systems: Vec<String>,
    }

    /// Rules that have a category or a system in common.
    pub struct RuleGroup {
        /// The category or system; `None` for rules without a system.
        pub name: Option<String>,
        /// The rules: "4-L2".
        pub rules: Vec<String>,
    }

    /// A category of data without a rule.
    pub struct UncoveredRow {
        /// The activity.
        pub activity: RecordId,
        /// Its title.
        pub title: String,
        /// The category with its number.
        pub category: String,
    }

    /// The Löschkonzept of a register.
    pub struct ErasureConceptView {
        /// The rules by activity.
        pub rules: Vec<ConceptRow>,
        /// The classes.
        pub matrix: ClassMatrix,
        /// The rules by category of data.
        pub by_category: Vec<RuleGroup>,
        /// The rules by system.
        pub by_system: Vec<RuleGroup>,
        /// Categories without a rule.
        pub uncovered: Vec<UncoveredRow>,
        /// Activities whose inheritance leads nowhere.
        pub broken: Vec<RecordId>,
    }

    /// A date on which a rule falls due for the data of a year.
    pub struct ErasureRunRow {
        /// The day, ISO 8601.
        pub date: String,
        /// The rule: "4-L2".
        pub label: String,
        /// The activity.
        pub activity: RecordId,
        /// Its title.
        pub title: String,
        /// What the rule is about.
        pub name: String,
        /// Whether erasing falls due, or the duty to keep ends.
        pub limit: Limit,
        /// Whose data: "Schuljahr 2024/25".
        pub events: String,
        /// What is done.
        pub action: Option<String>,
        /// By whom.
        pub actor: Option<String>,
    }

    /// What falls due in a school year.
    pub struct ErasureCalendar {
        /// The year: "Schuljahr 2026/27".
        pub year: String,
        /// Its first day, ISO 8601.
        pub from: String,
        /// Its last day, ISO 8601.
        pub to: String,
        /// The dates.
        pub runs: Vec<ErasureRunRow>,
    }

    /// A shipped retention rule to choose.
    pub struct PresetRow {
        /// Stable id.
        pub id: String,
        /// "DE" or the Land.
        pub jurisdiction: String,
        /// The data it is about.
        pub data: String,
        /// The provision.
        pub norm: String,
        /// Where it was found.
        pub source: String,
        /// What is still to be checked.
        pub to_check: Option<String>,
        /// The rule as a sentence.
        pub sentence: String,
        /// The rule, with new ids.
        pub rule: RetentionRule,
    }

    /// A rule that leaves a limit open.
    pub struct OpenRule {
        /// The rule: "L 2".
        pub rule: String,
        /// Why no date can be computed.
        pub reason: String,
    }

    /// One of the two limits for a category of data.
    pub struct LimitView {
        /// The date, ISO 8601.
        pub date: Option<String>,
        /// The rule that governs.
        pub governing: Option<String>,
        /// Whether it holds always, not only as a rule.
        pub is_firm: bool,
        /// Rules that may still move the date.
        pub open: Vec<OpenRule>,
    }

    /// All rules for a category of data at one place, taken together.
    pub struct PlaceLimits {
        /// The place; `None` for all that no rule names.
        pub place: Option<String>,
        /// By when the data must be gone.
        pub erase: LimitView,
        /// Until when they must stay.
        pub keep: LimitView,
        /// Where the two contradict each other.
        pub clash: Option<String>,
    }
}

/// A row of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// Data are erased.
    Erase,
    /// Something is looked at again.
    Review,
    /// A contract, document or decision runs out.
    Contract,
    /// Something waits to be decided or mended.
    Open,
}

impl From<DeadlineKind> for Lane {
    fn from(kind: DeadlineKind) -> Self {
        match kind {
            DeadlineKind::Erasure | DeadlineKind::RetentionEnd => Self::Erase,
            DeadlineKind::Review | DeadlineKind::ImpactAssessmentReview | DeadlineKind::DocumentCheck => {
                Self::Review
            }
            DeadlineKind::ContractCheck
            | DeadlineKind::ContractEnd
            | DeadlineKind::DocumentEnd
            | DeadlineKind::AdequacyEnd => Self::Contract,
            DeadlineKind::Conflict | DeadlineKind::Finding => Self::Open,
        }
    }
}
