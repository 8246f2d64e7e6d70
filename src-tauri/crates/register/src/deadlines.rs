//! Deadlines of a register: reviews, contracts, adequacy decisions, erasure runs, and what is open.
//!
//! Each has an id that stays the same as long as the field it comes from does, so that a calendar which takes the
//! list in again updates its entries.

use crate::activity::{ChangeNote, ImpactAssessment, ProcessingActivity, Scope, Stage};
use crate::canonical;
use crate::document::{Document, DocumentKind};
use crate::engagement::{Contract, Engagement};
use crate::erasure_concept::{ErasureConcept, erasure_runs};
use crate::id::{ItemId, RecordId};
use crate::organisation::Organisation;
use crate::recipient::{Destination, TransferInstrument};
use crate::record::Record;
use crate::retention::arithmetic::a_year_on;
use crate::retention::{Limit, YearKind};
use crate::statement::{ListField, Statement};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What a deadline is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum DeadlineKind {
    /// Data are to be erased.
    Erasure,
    /// A duty to keep data ends.
    RetentionEnd,
    /// An activity is to be reviewed.
    Review,
    /// An impact assessment is to be reviewed (Art. 35(11)).
    ImpactAssessmentReview,
    /// A contract is to be checked.
    ContractCheck,
    /// A contract ends.
    ContractEnd,
    /// Another document is to be checked.
    DocumentCheck,
    /// Another document ceases to be valid.
    DocumentEnd,
    /// An adequacy decision that a transfer rests on expires (Art. 45(3)).
    AdequacyEnd,
    /// Conflicts of a merge are open.
    Conflict,
    /// Errors that the checker found are open.
    Finding,
}

/// What else is known of a deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// Nothing.
    None,
    /// The date was set.
    Set,
    /// No date was set: a year after this day, that of the status or of the last change.
    YearAfter(NaiveDate),
    /// So many are open.
    Count(usize),
    /// An erasure run.
    Run {
        /// The rule.
        rule: ItemId,
        /// The rule as the Löschkonzept calls it: "4-L2".
        label: String,
        /// First day of the events concerned.
        events_from: NaiveDate,
        /// Their last day.
        events_to: NaiveDate,
        /// The kind of year they make up.
        whole_year: Option<YearKind>,
    },
}

/// A deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineItem {
    /// Stable id: 32 hexadecimal digits.
    pub id: String,
    /// The day.
    pub date: NaiveDate,
    /// What it is about.
    pub kind: DeadlineKind,
    /// The record.
    pub record: RecordId,
    /// The field it comes from ([`crate::path`]).
    pub path: String,
    /// Title of the record.
    pub title: String,
    /// The party, country code or rule concerned, where that is not the record itself.
    pub subject: Option<String>,
    /// What else is known.
    pub detail: Detail,
}

/// An adequacy decision that expires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdequacyEnd {
    /// Country as ISO 3166-1 alpha-2 code.
    pub country: String,
    /// Its last day.
    pub expires: NaiveDate,
}

/// Conflicts of a record that wait for a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenConflicts {
    /// The record.
    pub record: RecordId,
    /// Its title.
    pub title: String,
    /// Since when.
    pub since: NaiveDate,
    /// How many.
    pub count: usize,
}

/// A register as it stands, with what else deadlines follow from.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// The register.
    pub register: RecordId,
    /// Its organisation.
    pub organisation: &'a Organisation,
    /// Its activities in printed order.
    pub activities: &'a [(RecordId, &'a ProcessingActivity)],
    /// Its documents.
    pub documents: &'a [(RecordId, &'a Document)],
    /// Names of parties.
    pub parties: &'a BTreeMap<RecordId, String>,
    /// The day on which each activity was last changed.
    pub changed_on: &'a BTreeMap<RecordId, NaiveDate>,
    /// Open conflicts.
    pub conflicts: &'a [OpenConflicts],
    /// How many errors the checker finds in each activity.
    pub errors: &'a BTreeMap<RecordId, usize>,
    /// Adequacy decisions that expire.
    pub adequacy: &'a [AdequacyEnd],
}

/// From when to when deadlines are asked for, both days included.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    /// Today. Erasure runs are told from here on unless `from` says otherwise.
    pub today: NaiveDate,
    /// First day; without one everything overdue is told too.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: NaiveDate,
}

/// All deadlines of a register in a window, by date.
pub fn deadlines(situation: &Situation<'_>, window: &Window) -> Vec<DeadlineItem> {
    let mut list = List { situation, items: Vec::new() };
    list.organisation();
    for (id, activity) in situation.activities {
        if activity.status.stage != Stage::Retired {
            list.activity(*id, activity);
        }
    }
    for (id, document) in situation.documents {
        list.document(*id, document);
    }
    for open in situation.conflicts {
        let detail = Detail::Count(open.count);
        list.add(DeadlineKind::Conflict, open.since, (open.record, &open.title), "/".into(), None, detail);
    }
    list.erasure_runs(window);
    let mut items = list.items;
    items.retain(|item| item.date <= window.to && window.from.is_none_or(|from| from <= item.date));
    items.sort_by(|one, other| {
        (one.date, one.kind, &one.title, &one.id).cmp(&(other.date, other.kind, &other.title, &other.id))
    });
    items
}

/// The day an activity is to be reviewed on: as set, else a year after the day of its status or its last change.
pub fn review_date(activity: &ProcessingActivity, changed_on: Option<NaiveDate>) -> Option<NaiveDate> {
    activity.next_review.or_else(|| a_year_on(activity.status.date.or(changed_on)?))
}

/// Notes that a record was reviewed and stays as it is: the next review comes a year later (28 February after a
/// 29th). An activity lists it among its changes. Returns whether the record is one that gets reviewed.
pub fn mark_reviewed(record: &mut Record, note: ChangeNote) -> bool {
    let next = a_year_on(note.date);
    match record {
        Record::Activity(activity) => {
            activity.next_review = next;
            activity.changes.push(note);
        }
        Record::Document(document) => document.next_check = next,
        _ => return false,
    }
    true
}

struct List<'s, 'a> {
    situation: &'s Situation<'a>,
    items: Vec<DeadlineItem>,
}

impl List<'_, '_> {
    fn add(
        &mut self,
        kind: DeadlineKind,
        date: NaiveDate,
        (record, title): (RecordId, &str),
        path: String,
        subject: Option<String>,
        detail: Detail,
    ) {
        let id = stable_id(kind, record, &path, &detail);
        self.items.push(DeadlineItem {
            id,
            date,
            kind,
            record,
            path,
            title: title.to_owned(),
            subject,
            detail,
        });
    }

    fn organisation(&mut self) {
        let Situation { register, organisation, .. } = *self.situation;
        let at = (register, organisation.name.as_str());
        self.engagements(at, "/defaults", &organisation.defaults.engagements);
        self.transfers(at, "/defaults", &organisation.defaults.scope);
        self.arrangements(at, &organisation.joint_controllers);
    }

    fn activity(&mut self, id: RecordId, activity: &ProcessingActivity) {
        let at = (id, activity.title.as_str());
        let changed_on = self.situation.changed_on.get(&id).copied();
        let review = review_date(activity, changed_on);
        if let Some(date) = review {
            let detail = match (activity.next_review, activity.status.date.or(changed_on)) {
                (None, Some(since)) => Detail::YearAfter(since),
                _ => Detail::Set,
            };
            self.add(DeadlineKind::Review, date, at, "/next_review".into(), None, detail);
        }
        self.impact_assessment(at, activity, review);
        self.engagements(at, "", &activity.engagements);
        self.arrangements(at, &activity.joint_controllers);
        self.transfers(at, "/common", &activity.common);
        for group in &activity.groups {
            self.transfers(at, &format!("/groups/{}", group.id), &group.scope);
        }
        // Errors want to be gone by the next review; an entry that nobody reviews has no such day.
        if let (Some(date), Some(&count)) = (review, self.situation.errors.get(&id))
            && count > 0
        {
            self.add(DeadlineKind::Finding, date, at, "/".into(), None, Detail::Count(count));
        }
    }

    /// The review of an impact assessment is that of its document; else it comes after a year with the activity's.
    fn impact_assessment(
        &mut self,
        at: (RecordId, &str),
        activity: &ProcessingActivity,
        review: Option<NaiveDate>,
    ) {
        let Some(ImpactAssessment::Made { date, document }) = activity.impact_assessment.own() else {
            return;
        };
        let of_document = document.and_then(|id| self.document_with(id)).and_then(|found| found.next_check);
        if of_document.is_some() {
            return;
        }
        if let Some(due) = date.and_then(a_year_on) {
            let due = review.map_or(due, |review| due.max(review));
            let path = "/impact_assessment/date".to_owned();
            self.add(DeadlineKind::ImpactAssessmentReview, due, at, path, None, Detail::None);
        }
    }

    fn engagements(&mut self, at: (RecordId, &str), place: &str, engagements: &ListField<Engagement>) {
        for engagement in engagements.own().into_iter().flatten() {
            let Some(contract) = engagement.contract.given() else { continue };
            let named = engagement.party.and_then(|party| self.situation.parties.get(&party).cloned());
            let subject =
                named.or_else(|| engagement.described_as.clone()).or_else(|| engagement.service.clone());
            self.contract(at, &format!("{place}/engagements/{}/contract", engagement.id), subject, contract);
        }
    }

    fn arrangements(
        &mut self,
        at: (RecordId, &str),
        joint: &Statement<crate::statement::NonEmpty<crate::activity::JointController>>,
    ) {
        for controller in joint.given().into_iter().flatten() {
            let Some(contract) = controller.arrangement.given() else { continue };
            let subject = self.situation.parties.get(&controller.party).cloned();
            self.contract(
                at,
                &format!("/joint_controllers/{}/arrangement", controller.id),
                subject,
                contract,
            );
        }
    }

    fn contract(&mut self, at: (RecordId, &str), path: &str, subject: Option<String>, contract: &Contract) {
        // A date that the contract's document bears too is told once, of the document.
        let document = contract.document.and_then(|id| self.document_with(id));
        let (check, end) = document.map_or((None, None), |found| (found.next_check, found.ends_on));
        if let Some(date) = contract.next_check.filter(|date| check != Some(*date)) {
            let path = format!("{path}/next_check");
            self.add(DeadlineKind::ContractCheck, date, at, path, subject.clone(), Detail::None);
        }
        if let Some(date) = contract.ends_on.filter(|date| end != Some(*date)) {
            let path = format!("{path}/ends_on");
            self.add(DeadlineKind::ContractEnd, date, at, path, subject, Detail::None);
        }
    }

    fn document_with(&self, id: RecordId) -> Option<&Document> {
        self.situation.documents.iter().find(|(each, _)| *each == id).map(|(_, document)| *document)
    }

    fn document(&mut self, id: RecordId, document: &Document) {
        let (check, end) = match document.kind {
            DocumentKind::Contract => (DeadlineKind::ContractCheck, DeadlineKind::ContractEnd),
            DocumentKind::ImpactAssessment => {
                (DeadlineKind::ImpactAssessmentReview, DeadlineKind::DocumentEnd)
            }
            _ => (DeadlineKind::DocumentCheck, DeadlineKind::DocumentEnd),
        };
        let at = (id, document.title.as_str());
        for (kind, date, path) in
            [(check, document.next_check, "/next_check"), (end, document.ends_on, "/ends_on")]
        {
            if let Some(date) = date {
                self.add(kind, date, at, path.into(), None, Detail::None);
            }
        }
    }

    fn transfers(&mut self, at: (RecordId, &str), place: &str, scope: &Scope) {
        for transfer in scope.transfers.own().into_iter().flatten() {
            let rests = matches!(
                transfer.instrument,
                Some(TransferInstrument::Adequacy | TransferInstrument::DataPrivacyFramework)
            );
            let Destination::Country { country } = &transfer.destination else { continue };
            let decision = self.situation.adequacy.iter().find(|decision| decision.country == country.code());
            if let Some(decision) = decision.filter(|_| rests) {
                let (path, expires) = (path_of(place, transfer.id), decision.expires);
                let country = Some(decision.country.clone());
                self.add(DeadlineKind::AdequacyEnd, expires, at, path, country, Detail::None);
            }
        }
    }

    fn erasure_runs(&mut self, window: &Window) {
        let concept = ErasureConcept::of(self.situation.organisation, self.situation.activities);
        let from = window.from.unwrap_or(window.today);
        for run in erasure_runs(&concept, from, window.to) {
            let entry = &concept.entries[run.entry];
            let detail = Detail::Run {
                rule: entry.rule.id,
                label: entry.label(),
                events_from: run.events_from,
                events_to: run.events_to,
                whole_year: run.whole_year,
            };
            let at = (entry.activity, entry.activity_title);
            // A rule taken over from the organisation is looked at where it is taken over.
            let is_own = entry.record == entry.activity;
            let path = if is_own { entry.path.clone() } else { "/common/retention".to_owned() };
            let kind = match run.limit {
                Limit::DutyToErase => DeadlineKind::Erasure,
                Limit::DutyToKeep => DeadlineKind::RetentionEnd,
            };
            self.add(kind, run.date, at, path, entry.rule.name.clone(), detail);
        }
    }
}

fn path_of(place: &str, transfer: ItemId) -> String {
    format!("{place}/transfers/{transfer}")
}

/// A hash of where a deadline comes from. Runs of one rule come every year: the days of their events part them.
fn stable_id(kind: DeadlineKind, record: RecordId, path: &str, detail: &Detail) -> String {
    let kind = serde_json::to_string(&kind).unwrap_or_default();
    let source = match detail {
        Detail::Run { rule, events_from, .. } => format!("{kind}\n{record}\n{rule}\n{events_from}"),
        _ => format!("{kind}\n{record}\n{path}"),
    };
    let mut digits = canonical::hexadecimal(&Sha256::digest(source.as_bytes()));
    digits.truncate(32);
    digits
}

#[cfg(test)]
mod tests;
