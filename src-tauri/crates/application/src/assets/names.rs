//! Names in shipped files become fixed UUIDs, the same on every machine and in every version.

use super::AssetError;
use register::id::{ItemId, RecordId};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use uuid::Uuid;

fn derived(name: &str) -> Uuid {
    register::id::derived(Sha256::digest(name.as_bytes()).into())
}

/// Id of the record with this name ("party/isb").
pub(super) fn record_id(name: &str) -> RecordId {
    RecordId(derived(name))
}

/// Id of the item with this name in the space of `owner` ("template/visavid").
pub(super) fn item_id(owner: &str, name: &str) -> ItemId {
    ItemId(derived(&format!("{owner}#{name}")))
}

/// Replaces every name in the value; returns the names of the records it refers to.
pub(super) fn resolve(file: &str, owner: &str, value: &mut Value) -> Result<BTreeSet<String>, AssetError> {
    let mut records = BTreeSet::new();
    resolve_in(file, owner, value, "", &mut records)?;
    Ok(records)
}

fn resolve_in(
    file: &str,
    owner: &str,
    value: &mut Value,
    at: &str,
    records: &mut BTreeSet<String>,
) -> Result<(), AssetError> {
    match value {
        Value::String(text) => {
            if let Some(name) = text.strip_prefix('@') {
                if !name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'/')) {
                    return Err(AssetError::Form {
                        file: file.to_owned(),
                        at: at.to_owned(),
                        reason: format!("\"{text}\" is no name: small letters, digits, '-' and '_' only"),
                    });
                }
                *text = if name.contains('/') {
                    records.insert(name.to_owned());
                    record_id(name).to_string()
                } else {
                    item_id(owner, name).to_string()
                };
            } else if text.starts_with('/') && text.contains("/@") {
                let path: Vec<String> = text
                    .split('/')
                    .map(|part| match part.strip_prefix('@') {
                        Some(name) => item_id(owner, name).to_string(),
                        None => part.to_owned(),
                    })
                    .collect();
                *text = path.join("/");
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                resolve_in(file, owner, item, &format!("{at}/{index}"), records)?;
            }
        }
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                resolve_in(file, owner, member, &format!("{at}/{name}"), records)?;
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn derived_ids_are_version_7_and_never_change() {
        let id = derived("party/isb");
        assert_eq!(id.get_version_num(), 7);
        assert_eq!(id, derived("party/isb"));
        assert_ne!(id, derived("party/alp"));
    }

    #[test]
    fn names_become_ids_and_other_text_stays() {
        let mut value = json!({ "id": "@a", "to": "@party/isb", "path": "/groups/@a/x", "text": "a@b" });
        let records = resolve("f", "template/x", &mut value).unwrap();
        assert_eq!(records.into_iter().collect::<Vec<_>>(), ["party/isb"]);
        let a = item_id("template/x", "a").to_string();
        assert_eq!(
            value,
            json!({ "id": a, "to": record_id("party/isb").to_string(), "path": format!("/groups/{a}/x"), "text": "a@b" })
        );
    }
}
