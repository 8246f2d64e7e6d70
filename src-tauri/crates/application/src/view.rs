//! What the window sees: the types at the boundary. They are generated for the UI; no rule lives in them.

use register::check::{FindingClass, Letter, LetterState, Rule, Severity};
use register::id::{ItemId, RecordId};
use register::record::{Conflict, Record};
use register::resolve::{Place, ResolvedActivity, ResolvedList, ResolvedScope, Standing};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

macro_rules! views {
    ($($(#[$doc:meta])* pub struct $name:ident { $($(#[$field_doc:meta])* pub $field:ident: $type:ty,)* })*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Serialize)]
        #[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(export))]
        pub struct $name { $($(#[$field_doc])* pub $field: $type,)* }
    )* };
}

mod adopting;
mod change;
mod exchange;
mod schedule;

pub use adopting::{DeviationRow, DeviationTable, FollowDecision, FollowPreview, OpenPointView, OriginKind};
pub use change::{ConflictKind, ConflictView, Decision, FieldChange, Shown, Side, Taken};
pub use exchange::{
    Choosable, ColumnTarget, FileOrigin, ImportClass, ImportCounts, ImportFileRow, ImportMode, ImportPreview,
    ImportReportRow, ImportReportView, ImportRow, ImportStep, JoinSuggestion, LeftoverRow, ReplacedRow,
    ReportKind, ReportLine, SameTitle, SheetRow, TableColumn, TableMapping, TablePreset, TableTarget,
    TableView,
};
pub use schedule::{
    ClassCell, ClassMatrix, ClassMatrixRow, ConceptRow, DeadlineRow, ErasureCalendar, ErasureConceptView,
    ErasureRunRow, EventRow, Lane, LimitView, OpenRule, PhaseView, PlaceLimits, PresetRow, RuleGroup,
    TaskRow, UncoveredRow, WhatIf,
};

views! {
    /// What the window needs first.
    pub struct WorkspaceInfo {
        /// Today, ISO 8601.
        pub today: String,
        /// The registers.
        pub registers: Vec<RegisterRow>,
        /// The data folder, for display only.
        pub data_folder: String,
        /// Whether nothing can be changed.
        pub read_only: bool,
    }

    /// A register in a list.
    pub struct RegisterRow {
        /// Id of the register and its organisation.
        pub id: RecordId,
        /// Name of the organisation.
        pub name: String,
        /// How many activities it holds.
        pub activities: usize,
    }

    /// A template in a list.
    pub struct TemplateRow {
        /// Id.
        pub id: RecordId,
        /// Name for the command line.
        pub key: String,
        /// Title.
        pub title: String,
        /// Version.
        pub version: u32,
        /// For whom.
        pub audience: Option<String>,
        /// "activity" or "defaults".
        pub offers: String,
        /// What it rests on.
        pub source: String,
        /// "verified" or "to_check".
        pub verification: String,
        /// Whether it differs from what ships under its id.
        pub edited: bool,
        /// Whether it ships with the program.
        pub shipped: bool,
        /// How many records came from it.
        pub adopted: usize,
        /// The version that ships now, when it was edited from an earlier one.
        pub newer_shipped: Option<u32>,
    }

    /// An activity in a list.
    pub struct ActivityRow {
        /// Id.
        pub id: RecordId,
        /// Its register.
        pub register: RecordId,
        /// Printed number.
        pub number: usize,
        /// Title.
        pub title: String,
        /// Stage of its status.
        pub stage: String,
        /// Findings by severity.
        pub findings: FindingCounts,
        /// How the letters of Art. 30(1) stand.
        pub letters: Vec<LetterRow>,
        /// Open conflicts.
        pub conflicts: usize,
        /// When it was last changed, RFC 3339, for display.
        pub changed_at: String,
    }

    /// Findings by severity, without those that somebody has accepted.
    pub struct FindingCounts {
        /// Errors.
        pub error: usize,
        /// Warnings.
        pub warning: usize,
        /// Hints.
        pub hint: usize,
    }

    /// How a letter of Art. 30(1) stands.
    pub struct LetterRow {
        /// The letter.
        pub letter: Letter,
        /// Its state.
        pub state: LetterState,
    }

    /// A record found by the full-text search.
    pub struct SearchHit {
        /// The record.
        pub record: RecordId,
        /// Its kind.
        pub kind: String,
        /// Its title.
        pub title: String,
        /// Where the words were found.
        pub excerpt: String,
    }

    /// A record with its title, for references.
    pub struct Named {
        /// Id.
        pub id: RecordId,
        /// Title.
        pub title: String,
    }

    /// What a record can refer to.
    pub struct Directory {
        /// Parties.
        pub parties: Vec<Named>,
        /// Systems.
        pub systems: Vec<Named>,
        /// Documents of the register.
        pub documents: Vec<Named>,
        /// Measure sets of the register.
        pub measure_sets: Vec<Named>,
        /// Organisations.
        pub organisations: Vec<Named>,
    }

    /// A step in the life of a record.
    pub struct HistoryRow {
        /// When, RFC 3339, for display.
        pub at: String,
        /// What was done, in German.
        pub label: String,
        /// By whom, when a label is known.
        pub author: Option<String>,
        /// The revision that came of it.
        pub revision: Option<String>,
    }

    /// A finding in words.
    pub struct FindingView {
        /// The rule.
        pub rule: Rule,
        /// Its class.
        pub class: FindingClass,
        /// Its severity.
        pub severity: Severity,
        /// The record it concerns.
        pub record: RecordId,
        /// The field it concerns.
        pub path: String,
        /// What and why.
        pub message: String,
        /// The norm.
        pub norm: String,
        /// What to do.
        pub remedy: String,
        /// Why it is accepted, where somebody has accepted it; it counts no more.
        pub acknowledged: Option<String>,
    }

    /// A step of a computed deadline.
    pub struct StepView {
        /// What happens in it.
        pub text: String,
        /// The norm it rests on, when there is one.
        pub norm: Option<String>,
    }

    /// A computed deadline.
    pub struct DueView {
        /// The latest lawful date, ISO 8601.
        pub date: Option<String>,
        /// The moment on that day, ISO 8601, where the event's own was given and the period is one of minutes or hours.
        pub at: Option<String>,
        /// The first day on which erasing is allowed, where the rule is a duty to keep.
        pub earliest: Option<String>,
        /// Why there is no date.
        pub reason: Option<String>,
        /// The states the data go through until then.
        pub phases: Vec<PhaseView>,
        /// The steps of the sum.
        pub steps: Vec<StepView>,
    }

    /// What can be undone and redone, in German.
    pub struct UndoState {
        /// What undo would take back.
        pub undo: Option<String>,
        /// What redo would do again.
        pub redo: Option<String>,
    }

    /// What undo or redo did.
    pub struct UndoResult {
        /// What was taken back or done again, in German.
        pub label: String,
        /// The records it moved.
        pub records: Vec<RecordId>,
    }

    /// A record opened for reading and editing.
    pub struct OpenRecord {
        /// Id.
        pub id: RecordId,
        /// Its head; saving names it.
        pub head: String,
        /// The content.
        pub record: Record,
        /// Its register.
        pub register: Option<RecordId>,
        /// Title.
        pub title: String,
        /// Printed number, for activities.
        pub number: Option<usize>,
        /// Printed numbers of items.
        pub numbers: BTreeMap<ItemId, u32>,
        /// Letters of groups.
        pub letters: BTreeMap<ItemId, String>,
        /// Inherited content, resolved; for activities whose inheritance leads somewhere.
        pub resolved: Option<ResolvedActivityView>,
        /// Findings.
        pub findings: Vec<FindingView>,
        /// Retention rules as sentences.
        pub sentences: BTreeMap<ItemId, String>,
        /// Citations by their wording, normalised.
        pub readings: BTreeMap<String, String>,
        /// Paths of inheriting fields whose source has changed since they were last looked at.
        pub stale: Vec<String>,
        /// When the head was saved, RFC 3339, for display.
        pub saved_at: String,
        /// Open conflicts.
        pub conflicts: Vec<Conflict>,
        /// The same in words.
        pub conflict_views: Vec<ConflictView>,
        /// What the Muster it came from leaves to be filled in here, as far as that is still to be done.
        pub open_points: Vec<OpenPointView>,
    }

    /// A resolved activity.
    pub struct ResolvedActivityView {
        /// What holds for all groups.
        pub common: ResolvedScopeView,
        /// The groups.
        pub groups: Vec<ResolvedGroupView>,
        /// Engagements.
        pub engagements: ResolvedListView,
        /// Measures.
        pub measures: ResolvedListView,
    }

    /// A resolved group.
    pub struct ResolvedGroupView {
        /// The group.
        pub id: ItemId,
        /// Its statements.
        pub scope: ResolvedScopeView,
    }

    /// A resolved scope.
    pub struct ResolvedScopeView {
        /// Purposes.
        pub purposes: ResolvedListView,
        /// Legal bases.
        pub legal_bases: ResolvedListView,
        /// Categories of data subjects.
        pub data_subjects: ResolvedListView,
        /// Categories of personal data.
        pub data_categories: ResolvedListView,
        /// Recipients.
        pub recipients: ResolvedListView,
        /// Transfers.
        pub transfers: ResolvedListView,
        /// Retention rules.
        pub retention: ResolvedListView,
    }

    /// A resolved list.
    pub struct ResolvedListView {
        /// How the field stands, as the states of a statement.
        pub standing: String,
        /// Note or reason of that standing.
        pub note: Option<String>,
        /// Where the standing comes from.
        pub stated_in: PlaceView,
        /// The items.
        pub items: Vec<ResolvedItemView>,
    }

    /// A resolved item.
    pub struct ResolvedItemView {
        /// The item, as it stands in the model.
        #[cfg_attr(feature = "describe", ts(type = "unknown"))]
        pub item: Value,
        /// Where it is stated.
        pub stated_in: PlaceView,
    }
}

/// Where a statement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum PlaceView {
    /// In the organisation's defaults.
    Organisation,
    /// In what is common to all groups.
    Common,
    /// In a group.
    Group(ItemId),
}

impl From<Place> for PlaceView {
    fn from(place: Place) -> Self {
        match place {
            Place::Organisation => Self::Organisation,
            Place::Common => Self::Common,
            Place::Group(id) => Self::Group(id),
        }
    }
}

impl<T: Serialize> From<&ResolvedList<'_, T>> for ResolvedListView {
    fn from(list: &ResolvedList<'_, T>) -> Self {
        let (standing, note) = match list.standing {
            Standing::Given => ("given", None),
            Standing::ExplicitlyNone { note } => ("explicitly_none", note.map(str::to_owned)),
            Standing::NotRequired { reason } => ("not_required", Some(reason.to_owned())),
            Standing::ByReference { to } => ("by_reference", Some(to.place.clone())),
            Standing::AnnouncedButEmpty { note } => ("announced_but_empty", note.map(str::to_owned)),
            Standing::NotStated => ("not_stated", None),
        };
        Self {
            standing: standing.to_owned(),
            note,
            stated_in: list.stated_in.into(),
            items: list
                .items
                .iter()
                .map(|placed| ResolvedItemView {
                    item: serde_json::to_value(placed.item).unwrap_or_default(),
                    stated_in: placed.stated_in.into(),
                })
                .collect(),
        }
    }
}

impl From<&ResolvedScope<'_>> for ResolvedScopeView {
    fn from(scope: &ResolvedScope<'_>) -> Self {
        Self {
            purposes: (&scope.purposes).into(),
            legal_bases: (&scope.legal_bases).into(),
            data_subjects: (&scope.data_subjects).into(),
            data_categories: (&scope.data_categories).into(),
            recipients: (&scope.recipients).into(),
            transfers: (&scope.transfers).into(),
            retention: (&scope.retention).into(),
        }
    }
}

impl From<&ResolvedActivity<'_>> for ResolvedActivityView {
    fn from(activity: &ResolvedActivity<'_>) -> Self {
        Self {
            common: (&activity.common).into(),
            groups: activity
                .groups
                .iter()
                .map(|group| ResolvedGroupView { id: group.group.id, scope: (&group.scope).into() })
                .collect(),
            engagements: (&activity.engagements).into(),
            measures: (&activity.measures).into(),
        }
    }
}
