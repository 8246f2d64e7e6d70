//! What lists and the search index know of a record; derived from its head, never the truth.

use register::id::RecordId;
use register::record::{Record, Revision};
use serde_json::Value;
use store::Projection;
use uuid::Uuid;

/// Derives a record's projection.
pub(crate) fn project(id: RecordId, record: &Record) -> Projection {
    let mut projection = Projection {
        register: record.register(id).map(|register| register.0),
        kind: record.kind().to_owned(),
        title: record.title().to_owned(),
        position: i64::from(record.position()),
        status: status(record),
        search_text: Vec::new(),
        item_ids: Vec::new(),
    };
    // The model's types always fit into JSON; a record that did not would only be missing from the search.
    if let Ok(value) = serde_json::to_value(record) {
        collect("", &value, &mut projection);
    }
    projection
}

/// Derives the projection of a stored revision.
pub(crate) fn project_stored(stored: &store::Revision) -> Projection {
    match Revision::from_bytes(&stored.bytes) {
        Ok(Revision { content: Some(record), .. }) => project(RecordId(stored.record), &record),
        _ => Projection::default(),
    }
}

fn status(record: &Record) -> String {
    match record {
        Record::Activity(activity) => match serde_json::to_value(activity.status.stage) {
            Ok(Value::String(stage)) => stage,
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// Collects what a user typed: all texts except ids and the model's own code words.
fn collect(member: &str, value: &Value, projection: &mut Projection) {
    match value {
        Value::String(text) => {
            if let Ok(id) = Uuid::parse_str(text) {
                if member == "id" {
                    projection.item_ids.push(id);
                }
            } else if !text.is_empty() && !is_code_word(member, text) {
                projection.search_text.push(text.clone());
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(member, item, projection)),
        Value::Object(members) => members.iter().for_each(|(name, value)| collect(name, value, projection)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Members whose values are words of the model, not of the user.
const CODE_MEMBERS: [&str; 31] = [
    "type",
    "state",
    "kind",
    "outcome",
    "from",
    "only",
    "seen",
    "revision",
    "unit",
    "event",
    "year",
    "choice",
    "point",
    "bound",
    "limit",
    "phase",
    "stage",
    "enumeration",
    "sensitivity",
    "identifiability",
    "placement",
    "role",
    "access",
    "instrument",
    "automation",
    "availability",
    "verification",
    "right",
    "appointment",
    "sector",
    "ground",
];

fn is_code_word(member: &str, text: &str) -> bool {
    CODE_MEMBERS.contains(&member)
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}
