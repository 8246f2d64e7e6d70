//! The order of a list's items after both sides have inserted, deleted and moved some.

use serde_json::{Value, json};
use std::collections::BTreeMap;

/// All items of both sides in their merged order; which of them stay is for the caller to say.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Arranged<'v> {
    pub(super) ids: Vec<&'v str>,
    /// Both sides moved items, differently. The order is then ours.
    pub(super) conflict: bool,
}

/// Merges the order of ids. `forced`: count both sides as having moved items.
///
/// What both sides have stands in the order of the side that moved it. What one side alone has follows its predecessor
/// there; several that follow the same one stand by id.
pub(super) fn arrange<'v>(
    base: Option<&[&'v str]>,
    ours: &[&'v str],
    theirs: &[&'v str],
    forced: bool,
) -> Arranged<'v> {
    let left = common(ours, &[theirs]);
    let right = common(theirs, &[ours]);
    let moved = |side: &[&'v str], other: &[&'v str]| {
        base.is_none_or(|base| forced || common(side, &[other, base]) != common(base, &[side, other]))
    };
    let (core, conflict) = if left == right {
        (left, false)
    } else {
        match (moved(ours, theirs), moved(theirs, ours)) {
            (false, true) => (right, false),
            (true, false) => (left, false),
            _ => (left, true),
        }
    };
    // For each item that one side alone has, whom it follows there.
    let mut followers: BTreeMap<Option<&str>, Vec<&'v str>> = BTreeMap::new();
    for side in [ours, theirs] {
        let predecessors = std::iter::once(None).chain(side.iter().copied().map(Some));
        for (predecessor, id) in predecessors.zip(side) {
            if !core.contains(id) {
                followers.entry(predecessor).or_default().push(id);
            }
        }
    }
    let mut ids = Vec::new();
    for start in std::iter::once(None).chain(core.into_iter().map(Some)) {
        let mut waiting: Vec<&'v str> = Vec::new();
        ids.extend(start);
        let mut next = start;
        loop {
            let mut after = followers.remove(&next).unwrap_or_default();
            after.sort_unstable_by(|left, right| right.cmp(left));
            waiting.append(&mut after);
            let Some(id) = waiting.pop() else { break };
            ids.push(id);
            next = Some(id);
        }
    }
    Arranged { ids, conflict }
}

/// The ids of one list that all the others have, too, in its order.
fn common<'v>(list: &[&'v str], others: &[&[&'v str]]) -> Vec<&'v str> {
    list.iter().copied().filter(|id| others.iter().all(|other| other.contains(id))).collect()
}

/// The ids of a list's items, in order.
pub(super) fn ids(items: &[Value]) -> Vec<&str> {
    items.iter().filter_map(|item| item.get("id").and_then(Value::as_str)).collect()
}

/// The item with this id.
pub(super) fn find<'v>(items: &'v [Value], id: &str) -> Option<&'v Value> {
    items.iter().find(|item| item.get("id").is_some_and(|own| own == id))
}

/// An order as it stands in a conflict: no value of the model looks like that.
pub(super) fn to_value(ids: &[&str]) -> Value {
    json!({ "order": ids })
}

/// The order that a conflict's value holds, when it is about an order.
pub(super) fn from_value(value: &Value) -> Option<Vec<&str>> {
    let members = value.as_object().filter(|members| members.len() == 1)?;
    Some(members.get("order")?.as_array()?.iter().filter_map(Value::as_str).collect())
}
