//! What readers of other tools' files hand over: activities without a history, and what could not be placed.
//!
//! Such activities are adopted, not merged: they get records of their own, and the key remembers which entry of the
//! other tool each came from, so that reading a newer file updates instead of inserting copies.

use crate::native::{MAX_TEXT, MAX_VALUES};
use register::activity::ProcessingActivity;
use register::data::Enumeration;
use register::engagement::{EngagedBy, Engagement, EngagementRole, Location, Validity};
use register::id::{ItemId, RecordId};
use register::integrity;
use register::party::{Contact, Party, PartyKind, System};
use register::record::Record;
use register::retention::{ActionPlan, Automation, Bound, Limit, Period, RetentionRule, Start};
use register::statement::{ListField, NonEmpty, Selection, Statement};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// The readable contents of another tool's file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ForeignFile {
    /// The tool or kind of file, as shown ("verinice.veo", "Tabelle").
    pub tool: String,
    /// The organisation it names, if any.
    pub organisation: Option<String>,
    /// Its activities, in the order of the file, each under the key of the entry it came from. Their `register` and
    /// `position` mean nothing yet.
    pub activities: Vec<(RecordId, ProcessingActivity)>,
    /// Parties and systems that the activities refer to.
    pub shared: BTreeMap<RecordId, Record>,
    /// What had no place in the model. What belongs to an activity also stands in its internal note, so that nothing
    /// is dropped silently.
    pub leftovers: Vec<Leftover>,
}

/// Something in the file that has no field of its own here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    /// Where it stood ("Tabelle1, Zelle G7"; "process 3, dataType").
    pub place: String,
    /// The activity in whose note it was kept, if it belongs to one.
    pub activity: Option<RecordId>,
    /// What stood there, as text.
    pub text: String,
}

/// Most activities taken from one file of another tool: far more than any register has, and no more than fit into
/// memory beside what they were made of.
pub const MAX_ACTIVITIES: usize = 10_000;

fn derived(parts: &[&str]) -> uuid::Uuid {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    register::id::derived(hash.finalize().into())
}

/// The id of an entry that has no UUID of its own: always the same for the same name in the same space.
pub fn record_key(space: &str, name: &str) -> RecordId {
    RecordId(derived(&[space, name]))
}

/// The id of a list item, always the same for the same place in the same entry, so that a newer file merges by item.
pub fn item_key(owner: RecordId, list: &str, name: &str) -> ItemId {
    ItemId(derived(&[&owner.to_string(), list, name]))
}

/// Makes the ids of one activity's items: the same for the same place in the same entry, and none twice.
pub(crate) struct ItemIds {
    owner: RecordId,
    asked: BTreeMap<(&'static str, String), u32>,
    given: BTreeSet<ItemId>,
}

impl ItemIds {
    /// No id given yet.
    pub(crate) fn new(owner: RecordId) -> Self {
        Self { owner, asked: BTreeMap::new(), given: BTreeSet::new() }
    }

    /// The id of the next item of this name in the list; a second one of the same name gets another.
    pub(crate) fn next(&mut self, list: &'static str, name: &str) -> ItemId {
        let times = self.asked.entry((list, name.to_owned())).or_default();
        loop {
            *times += 1;
            let id = match *times {
                1 => item_key(self.owner, list, name),
                times => item_key(self.owner, list, &format!("{name}\u{0}{times}")),
            };
            if self.given.insert(id) {
                return id;
            }
        }
    }
}

/// Longest note that is put together, in bytes of UTF-8 (512 KiB). What is more stands among the leftovers only.
const MAX_NOTE: usize = 512 << 10;

/// Whether a content made of a foreign file can be a record: no text and no number of values is beyond what a native
/// file may carry, so that the register can be exported.
pub(crate) fn is_storable(content: &impl Serialize) -> bool {
    fn count(value: &Value, left: &mut usize) -> bool {
        let Some(one_less) = left.checked_sub(1) else { return false };
        *left = one_less;
        match value {
            Value::String(text) => text.len() <= MAX_TEXT,
            Value::Array(items) => items.iter().all(|item| count(item, left)),
            Value::Object(members) => members.values().all(|member| count(member, left)),
            _ => true,
        }
    }
    // The other half is for its history.
    let mut left = MAX_VALUES / 2;
    serde_json::to_value(content)
        .is_ok_and(|value| count(&value, &mut left) && integrity::check_texts(&value).is_ok())
}

/// What of one entry has no field, gathered for the activity's note and the list of leftovers.
pub(crate) struct Remainder {
    activity: RecordId,
    /// How the entry is called in places.
    entry: String,
    lines: Vec<(String, String)>,
}

impl Remainder {
    /// Nothing left over yet.
    pub(crate) fn new(activity: RecordId, entry: String) -> Self {
        Self { activity, entry, lines: Vec::new() }
    }

    /// Keeps a text under its label; a blank text says nothing and is passed over.
    pub(crate) fn keep(&mut self, label: impl Into<String>, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.lines.push((label.into(), text));
        }
    }

    /// The note of the activity, and the same texts as leftovers.
    pub(crate) fn close(self, tool: &str) -> (Option<String>, Vec<Leftover>) {
        if self.lines.is_empty() {
            return (None, Vec::new());
        }
        let mut note = format!("Aus {tool} übernommen, ohne eigenes Feld:");
        for (label, text) in &self.lines {
            if note.len() + label.len() + text.len() > MAX_NOTE {
                note.push_str("\n– Weiteres steht im Bericht über den Import.");
                break;
            }
            note.push_str("\n– ");
            note.push_str(label);
            note.push_str(": ");
            note.push_str(text);
        }
        let leftovers = self.lines.into_iter().map(|(label, text)| Leftover {
            place: format!("{} › {label}", self.entry),
            activity: Some(self.activity),
            text,
        });
        (Some(note), leftovers.collect())
    }
}

/// A party of which only the name is known.
pub(crate) fn party_called(name: String) -> Party {
    Party {
        name,
        short_name: None,
        kind: PartyKind::default(),
        contact: Contact::default(),
        country: None,
        registration: None,
        note: None,
    }
}

/// A system of which only the name is known.
pub(crate) fn system_called(name: String) -> System {
    System { name, vendor: None, part_of: None, web: None, description: None }
}

/// The engagement of a party, by the controller and for everything, of which no more is known than its role.
pub(crate) fn engagement_of(id: ItemId, party: Option<RecordId>, role: EngagementRole) -> Engagement {
    Engagement {
        id,
        party,
        described_as: None,
        role,
        service: None,
        system: None,
        engaged_by: EngagedBy::Controller,
        seat: Location::NotStated,
        processing_location: Location::NotStated,
        contract: Statement::NotStated,
        groups: Selection::All,
        data: Selection::All,
        condition: None,
        validity: Validity::default(),
        enumeration: Enumeration::Closed,
        note: None,
    }
}

/// A rule of erasure for all data of which no more is known than its period.
pub(crate) fn rule_lasting(id: ItemId, period: Period) -> RetentionRule {
    RetentionRule {
        id,
        name: None,
        data: Selection::All,
        subjects: Selection::All,
        attribute: None,
        period,
        start: Start::NotStated,
        anchor: None,
        bound: Bound::Exactly,
        limit: Limit::DutyToErase,
        action: ActionPlan::default(),
        actor: None,
        automation: Automation::NotStated,
        condition: None,
        place: None,
        reason: None,
        norms: Vec::new(),
        exceptions: Vec::new(),
        note: None,
    }
}

/// A list as a field: given with its items, not stated without any.
pub(crate) fn listed<T>(items: Vec<T>) -> ListField<T> {
    NonEmpty::try_from(items).map_or_else(|_| ListField::default(), ListField::given)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_depends_on_every_part_and_on_nothing_else() {
        assert_eq!(record_key("a", "bc"), record_key("a", "bc"));
        assert_ne!(record_key("a", "bc"), record_key("ab", "c"));
        let owner = record_key("a", "b");
        assert_ne!(item_key(owner, "purposes", "1"), item_key(owner, "recipients", "1"));
        assert_ne!(item_key(owner, "purposes", "1"), item_key(owner, "purposes", "2"));
    }

    #[test]
    fn two_items_of_one_name_get_two_ids_and_keep_them() {
        let ids = || {
            let mut ids = ItemIds::new(record_key("a", "b"));
            ["x", "x", "y", "x"].map(|name| ids.next("purposes", name))
        };
        assert_eq!(ids(), ids());
        assert_eq!(BTreeSet::from(ids()).len(), 4);
    }
}
