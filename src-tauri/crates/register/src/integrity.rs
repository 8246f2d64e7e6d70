//! Integrity of a record: ids are unique, references lead somewhere, nothing goes round in a circle.
//!
//! What the types cannot rule out is refused here before it is stored.

use crate::activity::ProcessingActivity;
use crate::engagement::{EngagedBy, Engagement};
use crate::id::ItemId;
use crate::organisation::Organisation;
use crate::resolve::{ResolveError, Resolver};
use crate::retention::{RetentionRule, Start};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A record that must not be stored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IntegrityError {
    /// Two items bear the same id.
    #[error("the id {id} occurs twice")]
    DuplicateId {
        /// The id.
        id: String,
    },
    /// A text holds U+0000, which neither spreadsheets nor other programs take.
    #[error("{at} holds the character U+0000")]
    Nul {
        /// Where the text stands.
        at: String,
    },
    /// A record's title or name is longer than [`MAX_NAME`].
    #[error("{at} has {characters} characters; at most {MAX_NAME} are allowed")]
    LongName {
        /// Where it stands.
        at: &'static str,
        /// Its length.
        characters: usize,
    },
    /// A reference points to an item that does not exist.
    #[error("{at} refers to {id}, which does not exist")]
    Dangling {
        /// Where the reference stands.
        at: String,
        /// What it names.
        id: String,
    },
    /// Fields, engagements or rules refer to each other in a circle.
    #[error("{what} refer to each other in a circle")]
    Circle {
        /// What kind of thing.
        what: CircleOf,
    },
}

/// What can go round in a circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CircleOf {
    /// Inherited fields.
    Fields,
    /// Engagements.
    Engagements,
    /// Retention rules that follow each other.
    RetentionRules,
    /// Systems that are part of each other.
    Systems,
}

impl std::fmt::Display for CircleOf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Fields => "inherited fields",
            Self::Engagements => "engagements",
            Self::RetentionRules => "retention rules",
            Self::Systems => "systems",
        })
    }
}

/// Members whose values name items of the same record (or of the organisation's defaults); `rule` does only where a
/// period starts after another rule.
pub(crate) const REFERENCES: [&str; 5] = ["group", "only", "rule", "engagement", "ids"];

/// Checks the ids and references within a record's JSON. `elsewhere` holds further ids that may be named: those of
/// the organisation's defaults.
///
/// # Errors
/// The first violation found.
pub fn check_ids(record: &Value, elsewhere: &BTreeSet<String>) -> Result<(), IntegrityError> {
    let mut known = BTreeSet::new();
    collect_ids(record, &mut known)?;
    check_references(record, "", &|id| known.contains(id) || elsewhere.contains(id))
}

/// Longest title or name of a record, in characters. It stands in every list and at the head of every page.
pub const MAX_NAME: usize = 10_000;

/// Refuses texts with U+0000 in a record's JSON, and a title or name that no list could show.
///
/// # Errors
/// The first one found.
pub fn check_texts(record: &Value) -> Result<(), IntegrityError> {
    fn check(value: &Value, at: &str) -> Result<(), IntegrityError> {
        match value {
            Value::String(text) if text.contains('\0') => Err(IntegrityError::Nul { at: at.to_owned() }),
            Value::Array(items) => {
                items.iter().enumerate().try_for_each(|(index, item)| check(item, &format!("{at}/{index}")))
            }
            Value::Object(members) => {
                members.iter().try_for_each(|(name, member)| check(member, &format!("{at}/{name}")))
            }
            _ => Ok(()),
        }
    }
    for at in ["/title", "/name"] {
        let characters = record.pointer(at).and_then(Value::as_str).map_or(0, |name| name.chars().count());
        if characters > MAX_NAME {
            return Err(IntegrityError::LongName { at, characters });
        }
    }
    check(record, "")
}

/// All item ids of a record.
///
/// # Errors
/// When one occurs twice.
pub fn item_ids(record: &Value) -> Result<BTreeSet<String>, IntegrityError> {
    let mut ids = BTreeSet::new();
    collect_ids(record, &mut ids)?;
    Ok(ids)
}

fn collect_ids(value: &Value, known: &mut BTreeSet<String>) -> Result<(), IntegrityError> {
    match value {
        Value::Array(items) => items.iter().try_for_each(|item| collect_ids(item, known)),
        Value::Object(members) => {
            if let Some(id) = members.get("id").and_then(Value::as_str)
                && !known.insert(id.to_owned())
            {
                return Err(IntegrityError::DuplicateId { id: id.to_owned() });
            }
            members.values().try_for_each(|member| collect_ids(member, known))
        }
        _ => Ok(()),
    }
}

fn check_references(value: &Value, at: &str, known: &dyn Fn(&str) -> bool) -> Result<(), IntegrityError> {
    match value {
        Value::Array(items) => items
            .iter()
            .enumerate()
            .try_for_each(|(index, item)| check_references(item, &format!("{at}/{index}"), known)),
        Value::Object(members) => members.iter().try_for_each(|(name, member)| {
            let here = format!("{at}/{name}");
            let is_code = name == "rule" && members.get("kind").and_then(Value::as_str) != Some("after_rule");
            if REFERENCES.contains(&name.as_str()) && !is_code {
                let named = match member {
                    Value::String(id) => {
                        std::slice::from_ref(member).iter().filter(|_| !id.is_empty()).collect()
                    }
                    Value::Array(ids) => ids.iter().collect(),
                    _ => Vec::new(),
                };
                for id in named.into_iter().filter_map(Value::as_str) {
                    // "all" is the other form of a selection.
                    if id != "all" && !known(id) {
                        return Err(IntegrityError::Dangling { at: here, id: id.to_owned() });
                    }
                }
            }
            check_references(member, &here, known)
        }),
        _ => Ok(()),
    }
}

/// Checks that nothing in the activity goes round in a circle.
///
/// # Errors
/// The first circle, or an inheritance from a missing group.
pub fn check_circles(
    organisation: &Organisation,
    activity: &ProcessingActivity,
) -> Result<(), IntegrityError> {
    let resolved = Resolver::new(organisation, activity).resolve().map_err(|error| match error {
        ResolveError::Circle { .. } => IntegrityError::Circle { what: CircleOf::Fields },
        ResolveError::NoSuchGroup { group } => {
            IntegrityError::Dangling { at: "/groups".into(), id: group.to_string() }
        }
    })?;
    let engagements = resolved.engagements.items.iter().map(|placed| (placed.item.id, engaging(placed.item)));
    if is_circular(&engagements.collect()) {
        return Err(IntegrityError::Circle { what: CircleOf::Engagements });
    }
    let rules = resolved.scopes().flat_map(|scope| &scope.retention.items);
    if is_circular(&rules.map(|placed| (placed.item.id, preceding(placed.item))).collect()) {
        return Err(IntegrityError::Circle { what: CircleOf::RetentionRules });
    }
    Ok(())
}

fn engaging(engagement: &Engagement) -> Vec<ItemId> {
    match &engagement.engaged_by {
        EngagedBy::Engagements { ids } => ids.iter().copied().collect(),
        EngagedBy::Controller | EngagedBy::NotStated => Vec::new(),
    }
}

fn preceding(rule: &RetentionRule) -> Vec<ItemId> {
    match rule.start {
        Start::AfterRule { rule } => vec![rule],
        Start::Event { .. } | Start::NotStated => Vec::new(),
    }
}

/// Whether the graph has a circle: nodes without unvisited predecessors are taken away until none is left to take.
fn is_circular(edges: &BTreeMap<ItemId, Vec<ItemId>>) -> bool {
    let mut left = edges.clone();
    loop {
        let free: Vec<ItemId> = left
            .iter()
            .filter(|(_, before)| before.iter().all(|id| !left.contains_key(id)))
            .map(|(id, _)| *id)
            .collect();
        if free.is_empty() {
            return !left.is_empty();
        }
        for id in free {
            left.remove(&id);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    fn id(number: u64) -> String {
        format!("00000000-0000-7000-8000-{number:012x}")
    }

    #[test]
    fn an_id_occurs_once() {
        let record = json!({ "groups": [{ "id": id(1), "list": [{ "id": id(2) }] }, { "id": id(2) }] });
        assert_eq!(
            check_ids(&record, &BTreeSet::new()).unwrap_err(),
            IntegrityError::DuplicateId { id: id(2) }
        );
    }

    #[test]
    fn a_reference_leads_to_an_item_here_or_in_the_defaults() {
        let start = json!({ "kind": "after_rule", "rule": id(1) });
        let record = json!({ "start": start, "data": { "only": [id(2)] }, "list": [{ "id": id(2) }] });
        let error = check_ids(&record, &BTreeSet::new()).unwrap_err();
        assert_eq!(error, IntegrityError::Dangling { at: "/start/rule".into(), id: id(1) });
        check_ids(&record, &BTreeSet::from([id(1)])).unwrap();
    }

    #[test]
    fn the_code_of_an_accepted_finding_is_no_reference() {
        let record = json!({ "acknowledgements": [{ "id": id(1), "rule": "transfers_not_stated", "path": "/common" }] });
        check_ids(&record, &BTreeSet::new()).unwrap();
    }

    #[test]
    fn engagements_and_rules_never_go_round() {
        let organisation = serde_json::from_value(json!({ "name": "Schule" })).unwrap();
        let base = json!({ "register": id(9), "title": "T" });
        let engagement = |own, other| {
            let by = json!({ "kind": "engagements", "ids": [id(other)] });
            json!({ "id": id(own), "role": "sub_processor", "engaged_by": by })
        };
        let mut record = base.clone();
        record["engagements"] = json!({ "state": "given", "value": [engagement(1, 2), engagement(2, 1)] });
        let activity = serde_json::from_value(record).unwrap();
        let what = CircleOf::Engagements;
        assert_eq!(check_circles(&organisation, &activity).unwrap_err(), IntegrityError::Circle { what });

        let rule =
            |own, other| json!({ "id": id(own), "start": { "kind": "after_rule", "rule": id(other) } });
        let mut record = base;
        record["common"] = json!({ "retention": { "state": "given", "value": [rule(1, 2), rule(2, 1)] } });
        let activity = serde_json::from_value(record).unwrap();
        let what = CircleOf::RetentionRules;
        assert_eq!(check_circles(&organisation, &activity).unwrap_err(), IntegrityError::Circle { what });
    }
}
