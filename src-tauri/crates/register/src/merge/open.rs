//! Conflicts that were open before the merge: they merge as a list keyed by path and values.

use super::order;
use super::three_way::Directives;
use crate::canonical;
use crate::path;
use crate::record::Conflict;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Identity of a conflict: its path and its two values, whichever of them is called ours.
pub(super) type Key = (String, [Vec<u8>; 2]);

pub(super) fn key(conflict: &Conflict) -> Key {
    let mut values = [bytes(conflict.ours.as_ref()), bytes(conflict.theirs.as_ref())];
    values.sort_unstable();
    (conflict.path.clone(), values)
}

pub(super) fn keys(conflicts: &[Conflict]) -> BTreeSet<Key> {
    conflicts.iter().map(key).collect()
}

/// Absence is none of the values; null is absence, as which it comes back from where it is stored.
fn bytes(value: Option<&Value>) -> Vec<u8> {
    value.filter(|value| !value.is_null()).map(canonical::to_bytes).unwrap_or_default()
}

/// Without duplicates (the first of equals stays), by path and values.
pub(super) fn sorted(conflicts: Vec<Conflict>) -> Vec<Conflict> {
    let mut known = BTreeMap::new();
    for conflict in conflicts {
        known.entry(key(&conflict)).or_insert(conflict);
    }
    known.into_values().collect()
}

/// Open conflicts so that each has what the content shows: whoever decides about a place sees what stands there, and
/// every other value in question against it. Questions about orders, about whole records and about whether an item is
/// there stay as they are.
pub(super) fn against_shown(conflicts: Vec<Conflict>, content: &Value) -> Vec<Conflict> {
    let mut in_question: BTreeMap<String, Vec<Conflict>> = BTreeMap::new();
    for conflict in conflicts {
        in_question.entry(conflict.path.clone()).or_default().push(conflict);
    }
    let mut against = Vec::new();
    for (path, group) in in_question {
        let values = || group.iter().flat_map(|conflict| [&conflict.ours, &conflict.theirs]);
        let is_item = |value: &Option<Value>| value.as_ref().is_some_and(|value| value.get("id").is_some());
        let about_presence = values().any(Option::is_none) && values().any(is_item);
        let shown = path::get(content, &path).ok().filter(|value| !value.is_null());
        let apart = |conflict: &Conflict| {
            let is_shown = |value: &Option<Value>| bytes(value.as_ref()) == bytes(shown);
            !is_shown(&conflict.ours) && !is_shown(&conflict.theirs)
        };
        if path == "/" || about_presence || group.iter().any(|conflict| orders(conflict).is_some()) {
            against.extend(group);
            continue;
        }
        for conflict in group {
            if !apart(&conflict) {
                let Conflict { path, base, ours, theirs } = conflict;
                let turned = bytes(ours.as_ref()) != bytes(shown);
                let (ours, theirs) = if turned { (theirs, ours) } else { (ours, theirs) };
                against.push(Conflict { path, base, ours, theirs });
                continue;
            }
            for theirs in [conflict.ours, conflict.theirs] {
                against.push(Conflict {
                    path: path.clone(),
                    base: conflict.base.clone(),
                    ours: shown.cloned(),
                    theirs,
                });
            }
        }
    }
    sorted(against)
}

/// Merges the open conflicts of both sides. One that was open before and that either side has settled is gone; that the
/// two settled it differently is a new conflict, for [`decided_twice`] to see.
pub(super) fn merge(
    base: &[Conflict],
    ours: &[Conflict],
    theirs: &[Conflict],
    content: &Value,
) -> Vec<Conflict> {
    let before = keys(base);
    let by_key = |side: &[Conflict]| -> BTreeMap<Key, Conflict> {
        side.iter().map(|conflict| (key(conflict), conflict.clone())).collect()
    };
    let mut right = by_key(theirs);
    let mut merged = Vec::new();
    for (key, conflict) in by_key(ours) {
        match right.remove(&key) {
            Some(other) => merged.push(labelled(conflict, other, content)),
            None if !before.contains(&key) => merged.push(conflict),
            None => {}
        }
    }
    merged.extend(right.into_iter().filter(|(key, _)| !before.contains(key)).map(|(_, conflict)| conflict));
    sorted(merged)
}

/// One conflict that both sides know, perhaps under swapped labels: "ours" is then what the content shows. So two
/// people who merged the same pair, each from their own side, come to the same revision in the end.
fn labelled(ours: Conflict, theirs: Conflict, content: &Value) -> Conflict {
    let base = [&ours, &theirs]
        .into_iter()
        .map(|conflict| conflict.base.clone())
        .min_by_key(|base| bytes(base.as_ref()));
    let base = base.flatten();
    let swapped = Conflict { ours: ours.theirs.clone(), theirs: ours.ours.clone(), ..ours.clone() };
    if ours.ours == theirs.ours {
        return Conflict { base, ..ours };
    }
    let shown = shown(content, &ours);
    let by_bytes = bytes(ours.ours.as_ref()) <= bytes(ours.theirs.as_ref());
    let keep = shown == ours.ours || (shown != ours.theirs && by_bytes);
    Conflict { base, ..if keep { ours } else { swapped } }
}

/// What the content shows of what the conflict is about.
fn shown(content: &Value, conflict: &Conflict) -> Option<Value> {
    let value = path::get(content, &conflict.path).ok();
    match orders(conflict) {
        None => value.cloned(),
        Some(known) => {
            let ids = order::ids(items(value?)?);
            let shown: Vec<&str> =
                ids.into_iter().filter(|id| known.iter().all(|order| order.contains(id))).collect();
            // Compared are the orders of what both sides had; each stands for itself when it is that one.
            let of = |order: &[&str]| -> Vec<String> {
                order.iter().filter(|id| shown.contains(id)).map(ToString::to_string).collect()
            };
            let shown_ids: Vec<String> = shown.iter().map(ToString::to_string).collect();
            let same = [&conflict.ours, &conflict.theirs].into_iter().flatten();
            let mut same =
                same.filter(|value| order::from_value(value).is_some_and(|order| of(&order) == shown_ids));
            same.next().cloned().or_else(|| Some(json!({ "order": shown_ids })))
        }
    }
}

/// The orders a conflict is about, when it is about orders.
fn orders(conflict: &Conflict) -> Option<Vec<Vec<&str>>> {
    [&conflict.ours, &conflict.theirs].into_iter().map(|value| order::from_value(value.as_ref()?)).collect()
}

/// The items of a list, also of one inside a statement.
pub(super) fn items(value: &Value) -> Option<&Vec<Value>> {
    value.as_array().or_else(|| value.get("value")?.as_array())
}

/// Lets a side show what the base shows, where the base is itself in doubt about a conflict that the side left open.
/// What `other` shows as well stays: there is nothing to decide, then.
pub(super) fn align(
    side: &mut Value,
    other: &Value,
    base: &Value,
    undecided: &[Conflict],
    open: &[Conflict],
) {
    let open = keys(open);
    for conflict in undecided.iter().filter(|conflict| open.contains(&key(conflict))) {
        let either = |value: &Option<Value>| *value == conflict.ours || *value == conflict.theirs;
        let (before, shown_here) = (shown(base, conflict), shown(side, conflict));
        if !either(&before) || !either(&shown_here) || shown_here == shown(other, conflict) {
            continue;
        }
        match (path::get_mut(side, &conflict.path), before) {
            (Ok(value), Some(before)) => match order::from_value(&before) {
                Some(order) => reorder(value, &order),
                None => *value = before,
            },
            _ => continue,
        }
    }
}

/// Puts a list's items into this order; those it does not name follow their predecessors.
pub(super) fn reorder(list: &mut Value, order: &[&str]) {
    let list = if list.is_array() { Some(list) } else { list.get_mut("value") };
    let Some(items) = list.and_then(Value::as_array_mut) else { return };
    let known = items.clone();
    let current = order::ids(&known);
    let wanted: Vec<&str> = order.iter().copied().filter(|id| current.contains(id)).collect();
    let arranged = order::arrange(Some(&current), &current, &wanted, false);
    *items = arranged.ids.into_iter().filter_map(|id| order::find(&known, id).cloned()).collect();
}

/// Marks the fields whose conflict was open before and which both sides have decided since, differently. To keep what
/// the content showed anyway is a decision, too, though the content does not tell.
pub(super) fn decided_twice(
    open_before: &[Conflict],
    base: &Value,
    sides: [(&Vec<Conflict>, &Value); 2],
    directives: &mut Directives,
) {
    let sides = sides.map(|(open, value)| (keys(open), value));
    for conflict in open_before {
        let (key, before) = (key(conflict), stance(base, conflict));
        let stances = sides.each_ref().map(|(_, value)| stance(value, conflict));
        let settled = sides.each_ref().map(|(open, _)| !open.contains(&key));
        let decided = [0, 1].map(|side| settled[side] || stances[side] != before);
        if settled.contains(&true) && decided == [true, true] && stances[0] != stances[1] {
            let marked =
                if orders(conflict).is_some() { &mut directives.orders } else { &mut directives.whole };
            marked.insert(conflict.path.clone());
        }
    }
}

/// Where a content stands in a conflict: what it shows, or, where the question is whether something is deleted, only
/// whether it is there.
fn stance(content: &Value, conflict: &Conflict) -> Option<Value> {
    let shown = shown(content, conflict);
    if conflict.ours.is_some() && conflict.theirs.is_some() {
        shown
    } else {
        shown.map(|_| Value::Bool(true))
    }
}
