//! References within an adopted activity: to items that came along, and to those that did not.

use super::{Replaced, ReplacedKind};
use crate::canonical;
use crate::integrity::REFERENCES;
use crate::merge::child;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Every item id that the value names somewhere.
pub(super) fn named(value: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    collect_named(value, &mut found);
    found
}

fn collect_named(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_named(item, found)),
        Value::Object(members) => {
            for (name, member) in members {
                if REFERENCES.contains(&name.as_str()) {
                    let each = member.as_array().map_or(std::slice::from_ref(member), Vec::as_slice);
                    found.extend(each.iter().filter_map(Value::as_str).map(str::to_owned));
                }
                collect_named(member, found);
            }
        }
        _ => {}
    }
}

/// Ids of all items in the value.
pub(super) fn ids(value: &Value) -> BTreeSet<String> {
    fn collect(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
            Value::Object(members) => {
                found.extend(members.get("id").and_then(Value::as_str).map(str::to_owned));
                members.values().for_each(|member| collect(member, found));
            }
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    collect(value, &mut found);
    found
}

/// Lets an item stand a second time in a record, at another place: all ids in it are derived from those they had and
/// from the place, the same every time.
pub(super) fn renew(item: &mut Value, place: &str) {
    match item {
        Value::Array(items) => items.iter_mut().for_each(|each| renew(each, place)),
        Value::Object(members) => {
            for (name, member) in members {
                match member.as_str().filter(|_| name == "id").map(|id| derived(id, place)) {
                    Some(id) => *member = id.into(),
                    None => renew(member, place),
                }
            }
        }
        _ => {}
    }
}

/// UUIDv7 (RFC 9562) with the time of the id it comes from and a hash in place of chance.
fn derived(id: &str, place: &str) -> String {
    let hash = canonical::digest(&json!([id, place]));
    let part = |from: usize, to: usize| hash.get(from..to).unwrap_or_default();
    let time = id.get(..13).unwrap_or_default();
    format!("{time}-7{}-8{}-{}", part(0, 3), part(3, 6), part(6, 18))
}

/// Replaces texts that are one of these ids.
pub(super) fn rename(value: &mut Value, names: &BTreeMap<String, String>) {
    match value {
        Value::String(text) => {
            if let Some(name) = names.get(text.as_str()) {
                text.clone_from(name);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, names)),
        Value::Object(members) => members.values_mut().for_each(|member| rename(member, names)),
        _ => {}
    }
}

/// Takes back references to items that are neither here nor in my organisation's defaults.
pub(super) fn drop_dangling(value: &mut Value, elsewhere: &BTreeSet<String>, replaced: &mut Vec<Replaced>) {
    let mut known = ids(value);
    known.extend(elsewhere.iter().cloned());
    drop_in(value, "/", &known, replaced);
}

fn drop_in(value: &mut Value, path: &str, known: &BTreeSet<String>, replaced: &mut Vec<Replaced>) {
    match value {
        Value::Array(items) => {
            for item in items {
                let here = match item.get("id").and_then(Value::as_str) {
                    Some(id) => child(path, id),
                    None => path.to_owned(),
                };
                drop_in(item, &here, known, replaced);
            }
        }
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                let here = child(path, name);
                if let Some(cleared) = cleared(name, member, known) {
                    *member = cleared;
                    replaced.push(Replaced { path: here.clone(), kind: ReplacedKind::LeftOut });
                }
                drop_in(member, &here, known, replaced);
            }
        }
        _ => {}
    }
}

/// What a member becomes without the items it names that are gone; `None` when all are there.
fn cleared(name: &str, member: &Value, known: &BTreeSet<String>) -> Option<Value> {
    let lost = |id: &Value| id.as_str().is_some_and(|id| !known.contains(id));
    if name == "engagement" {
        return lost(member).then_some(Value::Null);
    }
    if let Some(rule) =
        member.get("rule").filter(|_| member.get("kind").is_some_and(|kind| kind == "after_rule"))
    {
        return lost(rule).then(|| json!({ "kind": "not_stated" }));
    }
    let list = if member.get("only").is_some_and(Value::is_array) { "only" } else { "ids" };
    let named = member.get(list)?.as_array()?;
    let kept: Vec<&Value> = named.iter().filter(|id| !lost(id)).collect();
    if kept.len() == named.len() {
        return None;
    }
    Some(match (kept.is_empty(), list) {
        (true, "only") => json!("all"),
        (true, _) => json!({ "kind": "not_stated" }),
        (false, _) => {
            let mut cleared = member.clone();
            cleared[list] = json!(kept);
            cleared
        }
    })
}
