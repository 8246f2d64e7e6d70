//! What a merge promises.

#![allow(clippy::unwrap_used, clippy::panic)]

mod decisions;
pub(crate) mod generator;
mod histories;
mod properties;
mod scars;
mod simulation;

use super::*;
use serde_json::json;

/// The id with this number.
fn id(number: u64) -> String {
    format!("00000000-0000-7000-8000-{number:012x}")
}

/// A first revision with this content.
fn revision(content: &Value) -> Revision {
    let record = id(0xfff).parse().unwrap();
    Revision::new(record, Vec::new(), Some(serde_json::from_value(content.clone()).unwrap()))
}

/// An activity with these members, as it would be stored.
fn activity(members: Value) -> Value {
    let mut activity = json!({ "type": "activity", "register": id(0xffe), "title": "Visavid" });
    activity.as_object_mut().unwrap().append(&mut members.as_object().unwrap().clone());
    content_of(&revision(&activity))
}

fn given(items: Value) -> Value {
    json!({ "state": "given", "value": items })
}

fn purpose(number: u64, text: &str) -> Value {
    json!({ "id": id(number), "text": text })
}

fn content_of(revision: &Revision) -> Value {
    serde_json::to_value(&revision.content).unwrap()
}

/// The content after merging, with its conflicts.
fn merged(base: &Value, ours: &Value, theirs: &Value) -> (Value, Vec<Conflict>) {
    let base = revision(base);
    let merged = merge(Some(&base), &revision(ours), &revision(theirs), &Surroundings::default()).unwrap();
    (serde_json::to_value(&merged.content).unwrap(), merged.conflicts)
}

/// A copy with another value at a path.
fn with(content: &Value, path: &str, value: Value) -> Value {
    let mut content = content.clone();
    *crate::path::get_mut(&mut content, path).unwrap() = value;
    content_of(&revision(&content))
}

fn at<'a>(content: &'a Value, path: &str) -> &'a Value {
    crate::path::get(content, path).unwrap()
}

fn paths(conflicts: &[Conflict]) -> Vec<&str> {
    conflicts.iter().map(|conflict| conflict.path.as_str()).collect()
}
