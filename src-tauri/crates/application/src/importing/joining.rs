//! Parties and systems that look the same: offered for joining, never joined by themselves.
//!
//! Joining keeps the one that is here: what the import brings refers to it from then on, the other one is deleted, and
//! the store remembers it, so that the next file of the same colleague is read the same way.

use super::{Import, Plan};
use crate::failure::Error;
use crate::view::{JoinSuggestion, Named, SameTitle};
use crate::workspace::Workspace;
use exchange::merging::{Class, Fresh, made};
use register::id::RecordId;
use register::record::{Record, Revision};
use register::references;
use std::collections::BTreeMap;
use store::Transaction;

/// Name of the setting that remembers what was joined: a JSON object of ids, gone to kept.
const JOINED: &str = "joined";

/// Legal forms that people leave out or abbreviate.
const LEGAL_FORMS: [&str; 12] = ["ag", "co", "e", "ev", "eg", "gbr", "gmbh", "inc", "kg", "ltd", "ug", "v"];

/// A name without what people write now one way, now another.
fn folded(name: &str) -> String {
    let lower = name.to_lowercase().replace('ß', "ss");
    let words = lower.split(|character: char| !character.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty() && !LEGAL_FORMS.contains(word)).collect();
    words.join(" ")
}

impl Workspace {
    /// Parties and systems of the import that look like one that is here.
    pub(super) fn join_suggestions(&self, plan: &Plan) -> Result<Vec<JoinSuggestion>, Error> {
        let mut suggestions = Vec::new();
        for kind in ["party", "system"] {
            let mut here: BTreeMap<String, Named> = BTreeMap::new();
            for row in self.rows(None, kind)?.into_iter().rev() {
                here.insert(folded(&row.title), Named { id: RecordId(row.record), title: row.title });
            }
            for (record, content) in new_records(plan, kind) {
                let title = content.title().to_owned();
                if let Some(local) = here.get(&folded(&title)).filter(|local| local.id != record) {
                    suggestions.push(JoinSuggestion {
                        id: format!("{record}/{}", local.id),
                        kind: kind.to_owned(),
                        incoming: Named { id: record, title },
                        local: local.clone(),
                    });
                }
            }
        }
        Ok(suggestions)
    }

    /// Activities of the import that merely have the title of one in the same register.
    pub(super) fn same_titles(&self, plan: &Plan) -> Result<Vec<SameTitle>, Error> {
        let mut same = Vec::new();
        for (record, content) in new_records(plan, "activity") {
            let Record::Activity(activity) = content else { continue };
            for row in self.rows(Some(activity.register), "activity")? {
                if row.record != record.0 && folded(&row.title) == folded(&activity.title) {
                    same.push(SameTitle {
                        incoming: Named { id: record, title: activity.title.clone() },
                        local: Named { id: RecordId(row.record), title: row.title },
                    });
                }
            }
        }
        Ok(same)
    }

    /// What was joined earlier, and what is accepted now.
    pub(super) fn joined(
        &self,
        import: &Import,
        accepted: &[String],
    ) -> Result<BTreeMap<RecordId, RecordId>, Error> {
        let known = self.store.setting(JOINED)?;
        let mut joined: BTreeMap<RecordId, RecordId> =
            known.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
        if let Some(plan) = &import.plan {
            for suggestion in self.join_suggestions(plan)? {
                if accepted.contains(&suggestion.id) {
                    joined.insert(suggestion.incoming.id, suggestion.local.id);
                }
            }
        }
        Ok(joined)
    }
}

/// The new records of a kind.
fn new_records<'p>(plan: &'p Plan, kind: &'p str) -> impl Iterator<Item = (RecordId, &'p Record)> {
    plan.draft.records().iter().filter_map(move |(record, planned)| {
        let head = planned.fresh(&planned.after)?;
        let content = head.revision.content.as_ref()?;
        (planned.class == Class::New && content.kind() == kind).then_some((*record, content))
    })
}

/// The revision that makes a record refer to what is kept, or deletes it when it is the one to go; `None` when nothing
/// has to change.
pub(super) fn redirected(
    head: &Fresh,
    joined: &BTreeMap<RecordId, RecordId>,
) -> Result<Option<Fresh>, Error> {
    let Some(content) = &head.revision.content else { return Ok(None) };
    let record = head.revision.record;
    let next = |content: Option<Record>| Revision::new(record, vec![head.id.clone()], content);
    if joined.contains_key(&record) {
        return Ok(Some(made(next(None))?));
    }
    let mut changed: Option<Record> = None;
    for (gone, kept) in joined {
        if let Some(redirected) = references::redirected(changed.as_ref().unwrap_or(content), *gone, *kept)? {
            changed = Some(redirected);
        }
    }
    let Some(content) = changed else { return Ok(None) };
    let mut revision = next(Some(content));
    revision.conflicts.clone_from(&head.revision.conflicts);
    Ok(Some(made(revision)?))
}

/// Remembers what was joined.
pub(super) fn remember(tx: &mut Transaction<'_>, joined: &BTreeMap<RecordId, RecordId>) -> Result<(), Error> {
    if !joined.is_empty() {
        tx.set_setting(JOINED, &serde_json::to_string(joined)?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_people_write_in_several_ways_look_the_same() {
        for (left, right) in [
            ("NETWAYS Managed Services GmbH", "Netways Managed Services"),
            ("AUCTORES GmbH", "Auctores"),
            ("Förderverein e. V.", "Förderverein e.V."),
        ] {
            assert_eq!(folded(left), folded(right));
        }
        assert_ne!(folded("Untis"), folded("WebUntis"));
    }
}
