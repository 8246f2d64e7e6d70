//! The Löschkonzept (ISO/IEC 27555, formerly DIN 66398) as data: every retention rule of a register with the
//! categories, systems and class it belongs to; what an event sets off; what falls due in a year.

mod calendar;
mod classes;
pub mod presets;
mod what_if;

pub use calendar::{ErasureRun, erasure_runs};
pub use classes::{Class, ClassRow, Matrix, StandardPeriod, StartType};
pub use what_if::{EventFilter, KnownEvent, Task, what_if};

use crate::activity::ProcessingActivity;
use crate::id::{ItemId, RecordId};
use crate::numbering::Numbering;
use crate::organisation::{Organisation, Years};
use crate::resolve::{Place, Resolver};
use crate::retention::RetentionRule;
use std::collections::BTreeMap;

/// A category of data by its printed number within its activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Category<'a> {
    /// Printed number.
    pub number: u32,
    /// Name.
    pub name: &'a str,
    /// The category.
    pub id: ItemId,
}

/// A retention rule of one activity. A rule taken over by several groups is one entry.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The activity.
    pub activity: RecordId,
    /// Its printed number.
    pub activity_number: usize,
    /// Its title.
    pub activity_title: &'a str,
    /// The rule.
    pub rule: &'a RetentionRule,
    /// The rule's printed number within the activity.
    pub number: u32,
    /// The record that states it: the activity, or the organisation with its defaults.
    pub record: RecordId,
    /// Where in that record ([`crate::path`]).
    pub path: String,
    /// The letters of the groups it holds for; empty where it is common to all.
    pub groups: Vec<String>,
    /// The categories it covers, by number.
    pub categories: Vec<Category<'a>>,
    /// The systems of the activity.
    pub systems: &'a [RecordId],
    /// Its class.
    pub class: Class,
}

impl Entry<'_> {
    /// How the Löschkonzept calls the rule: "4-L2" is rule 2 of activity 4.
    pub fn label(&self) -> String {
        format!("{}-L{}", self.activity_number, self.number)
    }
}

/// A category of data that no rule covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncovered<'a> {
    /// The activity.
    pub activity: RecordId,
    /// Its printed number.
    pub activity_number: usize,
    /// The category.
    pub category: Category<'a>,
}

/// All retention rules of a register.
#[derive(Debug, Clone)]
pub struct ErasureConcept<'a> {
    /// The rules, activity by activity in printed order.
    pub entries: Vec<Entry<'a>>,
    /// Categories of data without a rule.
    pub uncovered: Vec<Uncovered<'a>>,
    /// Activities whose inheritance leads nowhere: what they say is not known.
    pub broken: Vec<RecordId>,
    /// The organisation's years.
    pub years: Years,
}

impl<'a> ErasureConcept<'a> {
    /// Gathers the rules of these activities, given in printed order.
    pub fn of(organisation: &'a Organisation, activities: &[(RecordId, &'a ProcessingActivity)]) -> Self {
        let mut concept = Self {
            entries: Vec::new(),
            uncovered: Vec::new(),
            broken: Vec::new(),
            years: organisation.years,
        };
        for (number, (id, activity)) in (1..).zip(activities) {
            concept.add(organisation, *id, number, activity);
        }
        concept
    }

    fn add(
        &mut self,
        organisation: &'a Organisation,
        id: RecordId,
        activity_number: usize,
        activity: &'a ProcessingActivity,
    ) {
        let Ok(resolved) = Resolver::new(organisation, activity).resolve() else {
            self.broken.push(id);
            return;
        };
        let numbering = Numbering::of(&resolved);
        let category = |id, name| Category { number: numbering.number_of(id).unwrap_or_default(), name, id };
        let mut entries: Vec<Entry<'a>> = Vec::new();
        for scope in resolved.scopes() {
            // What is common holds for each group in addition to its own.
            let within: Vec<_> = match scope.place {
                Place::Group(_) => vec![&resolved.common, scope],
                Place::Common | Place::Organisation => resolved.scopes().collect(),
            };
            let categories = || within.iter().flat_map(|scope| &scope.data_categories.items);
            for placed in &scope.retention.items {
                let rule = placed.item;
                let index = entries.iter().position(|entry| entry.rule.id == rule.id).unwrap_or_else(|| {
                    let (record, path) = stated_at(activity.register, id, placed.stated_in, rule.id);
                    entries.push(Entry {
                        activity: id,
                        activity_number,
                        activity_title: &activity.title,
                        rule,
                        number: numbering.number_of(rule.id).unwrap_or_default(),
                        record,
                        path,
                        groups: Vec::new(),
                        categories: Vec::new(),
                        systems: &activity.systems,
                        class: Class::of(rule),
                    });
                    entries.len() - 1
                });
                let entry = &mut entries[index];
                if let Place::Group(group) = scope.place {
                    entry.groups.extend(numbering.letter_of(group).map(str::to_owned));
                }
                let covered = categories().filter(|placed| rule.data.contains(placed.item.id));
                entry.categories.extend(covered.map(|placed| category(placed.item.id, &placed.item.name)));
                entry.categories.sort();
                entry.categories.dedup();
            }
        }
        let is_covered =
            |id| entries.iter().any(|entry| entry.categories.iter().any(|category| category.id == id));
        let mut uncovered: Vec<_> = resolved
            .scopes()
            .flat_map(|scope| &scope.data_categories.items)
            .filter(|placed| !is_covered(placed.item.id))
            .map(|placed| category(placed.item.id, placed.item.name.as_str()))
            .collect();
        uncovered.sort();
        uncovered.dedup();
        let uncovered =
            uncovered.into_iter().map(|category| Uncovered { activity: id, activity_number, category });
        self.uncovered.extend(uncovered);
        self.entries.extend(entries);
    }

    /// All rules of an activity, for chains.
    pub fn rules_of(&self, activity: RecordId) -> Vec<&'a RetentionRule> {
        self.entries.iter().filter(|entry| entry.activity == activity).map(|entry| entry.rule).collect()
    }

    /// The rules by category of data, by name across activities; each with positions in `entries`.
    pub fn by_category(&self) -> BTreeMap<&'a str, Vec<usize>> {
        self.grouped(|entry| entry.categories.iter().map(|category| category.name).collect())
    }

    /// The rules by system; `None` are those of activities without one.
    pub fn by_system(&self) -> BTreeMap<Option<RecordId>, Vec<usize>> {
        self.grouped(|entry| match entry.systems {
            [] => vec![None],
            systems => systems.iter().copied().map(Some).collect(),
        })
    }

    fn grouped<K: Ord>(&self, keys: impl Fn(&Entry<'a>) -> Vec<K>) -> BTreeMap<K, Vec<usize>> {
        let mut groups: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for (index, entry) in self.entries.iter().enumerate() {
            for key in keys(entry) {
                let group = groups.entry(key).or_default();
                if group.last() != Some(&index) {
                    group.push(index);
                }
            }
        }
        groups
    }
}

/// The record and path where a rule is stated.
fn stated_at(register: RecordId, activity: RecordId, place: Place, rule: ItemId) -> (RecordId, String) {
    match place {
        Place::Organisation => (register, format!("/defaults/retention/{rule}")),
        Place::Common => (activity, format!("/common/retention/{rule}")),
        Place::Group(group) => (activity, format!("/groups/{group}/retention/{rule}")),
    }
}

#[cfg(test)]
mod tests;
